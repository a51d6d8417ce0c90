using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>Tells the agency that provides a value that somebody says it is wrong (校核). Once per case and item.</summary>
/// <param name="Subject">Citizen number or credit code of the one whose data it is.</param>
/// <param name="RaisedBy">The party who says so; empty for a clerk who says it for them.</param>
/// <param name="Case">The case.</param>
/// <param name="CaseNumber">Its number.</param>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Sourced">What the source says.</param>
/// <param name="Given">What is right.</param>
[Act("doubt-value")]
public sealed record DoubtValue(
    string Subject, Guid RaisedBy, Guid Case, string CaseNumber, string Resource, string Item, string Sourced, string Given)
    : IBeginning<DataObjection, ObjectionEvent>
{
    /// <inheritdoc/>
    public string About => $"value:{Case}:{Resource}:{Item}";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<ObjectionEvent>> Decide(Facts facts)
    {
        var limits = facts.Of<EvidenceLimits>();
        var owner = facts.Pack.Evidence().Resources.GetValueOrDefault(Resource)?.Provider ?? limits.DataBureau;
        return new ObjectionEvent[]
        {
            new ObjectionRaised(
                ObjectionKind.Value, Subject, RaisedBy, null, Case, CaseNumber, Resource, Item, Sourced, Given, "", owner,
                limits.Correction.Limit, limits.Correction.Law, facts.Today),
        };
    }
}
