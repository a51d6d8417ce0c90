using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>
/// The agency that provides data tells that somebody's changed (数据变更). Within a second no node gives a copy of it again that was
/// kept, and open cases that hold it ask the source again. Nothing is disclosed by it, not even whether the city holds anything.
/// </summary>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Subject">Citizen number or credit code.</param>
[Act("announce-change", Unclear = "change.not-clear")]
public sealed record AnnounceChange(
    [Ask(Missing = "change.no-resource", Most = 100)] string? Resource,
    [Ask(Missing = "change.no-subject", Most = 40)] string? Subject)
    : IBeginning<DataChanged, DataChanged>
{
    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Facts facts)
    {
        if (ProviderOf(facts) is null) yield return new("resource", "change.no-resource");
        if (PartyCode.Parse(Subject) is null) yield return new("subject", "change.no-subject");
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<DataChanged>> Decide(Facts facts) =>
        ProviderOf(facts) is { } provider && facts.IsOfficialOf(provider)
            ? new DataChanged[] { new(Resource!, PartyCode.Parse(Subject)!.Value.Text, provider, facts.Today) }
            : new Refusal("change.other-office", RefusalKind.NotAllowed);

    private string? ProviderOf(Facts facts) =>
        Resource is null ? null : facts.Pack.Evidence().Resources.GetValueOrDefault(Resource)?.Provider;
}
