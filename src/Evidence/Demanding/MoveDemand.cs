using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>What the data bureau or the provider does with a demand.</summary>
public enum DemandAct
{
    /// <summary>提出: the bureau takes it up.</summary>
    Submit,
    /// <summary>退回: the bureau sees no demand in it.</summary>
    Return,
    /// <summary>派发: the bureau sends it to the agency that holds the data.</summary>
    Dispatch,
    /// <summary>确认: that agency will supply.</summary>
    Confirm,
    /// <summary>That agency refuses on a legal ground; the bureau must rule.</summary>
    Refuse,
    /// <summary>供数: that agency names the resource that supplies it.</summary>
    Supply,
    /// <summary>The ruling upholds the refusal.</summary>
    UpholdRefusal,
    /// <summary>The ruling sends it back to the agency.</summary>
    Overrule,
}

/// <summary>Moves a demand on.</summary>
/// <param name="Act">What is done.</param>
/// <param name="Provider">Code of the agency it is sent to; null: the one that issues it.</param>
/// <param name="Ground">The legal ground, for refusing and for the ruling.</param>
/// <param name="Words">Why, in words, where somebody is told no.</param>
/// <param name="Resource">Code of the resource, for supplying.</param>
[Act("move-demand", Unclear = "demand.not-clear")]
public sealed record MoveDemand(
    [Ask(Missing = "body.field-missing")] DemandAct? Act,
    [Ask(IsOptional = true, Most = 40)] string? Provider = null,
    [Ask(IsOptional = true, Most = 500, Unreadable = "demand.too-long")] string? Ground = null,
    [Ask(IsOptional = true, IsLong = true, Most = 1_000, Unreadable = "demand.too-long")] string? Words = null,
    [Ask(IsOptional = true, Most = 60)] string? Resource = null) : ICommand<Demand, DemandEvent>
{
    private static bool IsOfBureau(DemandAct act) => act is DemandAct.Submit or DemandAct.Return or DemandAct.Dispatch
        or DemandAct.UpholdRefusal or DemandAct.Overrule;

    /// <summary>The acts that somebody of an office may do with a demand now.</summary>
    public static IEnumerable<DemandAct> Open(DemandState state, string owner, string office, string bureau) =>
        Enum.GetValues<DemandAct>().Where(act => From(act).Contains(state) && office == (IsOfBureau(act) ? bureau : owner));

    /// <summary>Names of the fields that an act asks, beside the act itself.</summary>
    public static IReadOnlyList<string> Asks(DemandAct act) => act switch
    {
        DemandAct.Dispatch => ["provider"],
        DemandAct.Return => ["words"],
        DemandAct.Refuse => ["ground", "words"],
        DemandAct.Supply => ["resource"],
        DemandAct.UpholdRefusal => ["ground"],
        DemandAct.Overrule => ["provider", "words"],
        _ => [],
    };

    /// <inheritdoc/>
    public Refusal? NotNow(Demand now, Facts facts) =>
        Act is not { } act ? null
        : !facts.IsOfficialOf(IsOfBureau(act) ? facts.Of<EvidenceLimits>().DataBureau : now.Owner)
            ? new("demand.other-office", RefusalKind.NotAllowed)
        : !From(act).Contains(now.State) ? new("demand.not-now")
        : null;

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Demand now, Facts facts)
    {
        if (Act is DemandAct.Dispatch or DemandAct.Overrule
            && ((Provider ?? now.Provider) is not { } to || !facts.Catalogue.Agencies.ContainsKey(to)))
            yield return new("provider", "demand.no-provider");
        // 依法 refusing needs its law; saying no without a reason is no answer.
        if (Act is DemandAct.Refuse or DemandAct.UpholdRefusal && string.IsNullOrWhiteSpace(Ground))
            yield return new("ground", "demand.no-ground");
        if (Act is DemandAct.Return or DemandAct.Refuse or DemandAct.Overrule && string.IsNullOrWhiteSpace(Words))
            yield return new("words", "demand.no-words");
        if (Act == DemandAct.Supply && (Resource is null
            || facts.Pack.Evidence().Resources.GetValueOrDefault(Resource) is not { } resource
            || resource.Provider != now.Owner || resource.Sharing == Sharing.None
            || now.Proposed.Type is { } type && resource.Type != type))
            yield return new("resource", "demand.no-resource");
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<DemandEvent>> Decide(Demand now, Facts facts) =>
        new DemandEvent[] { Moved(now, facts.Of<EvidenceLimits>(), facts.Today) };

    private DemandMoved Moved(Demand current, EvidenceLimits limits, DateOnly today)
    {
        var provider = Provider ?? current.Provider ?? "";
        return Act switch
        {
            DemandAct.Submit => To(DemandState.Submitted, limits.DataBureau, limits.Dispatch),
            DemandAct.Return => To(DemandState.Returned, limits.DataBureau, null),
            DemandAct.Dispatch => To(DemandState.Dispatched, provider, limits.Answer),
            DemandAct.Confirm => To(DemandState.Confirmed, current.Owner, limits.Supply),
            DemandAct.Refuse => To(DemandState.Disputed, limits.DataBureau, limits.Ruling),
            DemandAct.Supply => To(DemandState.Supplied, current.Owner, null),
            DemandAct.UpholdRefusal => To(DemandState.Refused, limits.DataBureau, null),
            DemandAct.Overrule => To(DemandState.Dispatched, provider, limits.Answer),
            _ => throw new InvalidOperationException($"Unknown act {Act}."),
        };

        DemandMoved To(DemandState state, string owner, DutyLimit? limit) => new(
            state, owner, limit?.Limit, limit?.Law, Ground?.Trim(), Words?.Trim(), Resource, today);
    }

    private static DemandState[] From(DemandAct act) => act switch
    {
        DemandAct.Submit => [DemandState.Proposed, DemandState.Returned],
        DemandAct.Return => [DemandState.Proposed, DemandState.Submitted],
        DemandAct.Dispatch => [DemandState.Submitted],
        DemandAct.Confirm => [DemandState.Dispatched],
        DemandAct.Refuse => [DemandState.Dispatched, DemandState.Confirmed, DemandState.Reopened],
        DemandAct.Supply => [DemandState.Dispatched, DemandState.Confirmed, DemandState.Reopened],
        DemandAct.UpholdRefusal or DemandAct.Overrule => [DemandState.Disputed],
        _ => [],
    };
}
