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
public sealed record MoveDemand(
    DemandAct Act, string? Provider = null, string? Ground = null, string? Words = null, string? Resource = null)
{
    /// <summary>Decides. Pure.</summary>
    /// <param name="current">The demand.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="library">The resources.</param>
    /// <param name="isAgency">Whether a code is one of the city's agencies.</param>
    /// <param name="today">The day.</param>
    public Outcome<IReadOnlyList<DemandEvent>> Decide(
        Demand current, Actor by, EvidenceLimits limits, EvidenceLibrary library, Func<string, bool> isAgency, DateOnly today)
    {
        var isBureau = Act is DemandAct.Submit or DemandAct.Return or DemandAct.Dispatch or DemandAct.UpholdRefusal
            or DemandAct.Overrule;
        if (by.Role != ActorRole.Official || by.Office != (isBureau ? limits.DataBureau : current.Owner))
            return new Refusal("demand.other-office", RefusalKind.NotAllowed);
        if (!From(Act).Contains(current.State)) return new Refusal("demand.not-now");
        if (Faults(library, current, isAgency) is { Count: > 0 } faults)
            return new Refusal("demand.not-clear", RefusalKind.NotValid) { Fields = faults };
        return new DemandEvent[] { Moved(current, limits, today) };
    }

    /// <summary>The acts that somebody of an office may do with a demand now.</summary>
    public static IEnumerable<DemandAct> Open(DemandState state, string owner, string office, string bureau) =>
        Enum.GetValues<DemandAct>().Where(act => From(act).Contains(state)
            && (act is DemandAct.Confirm or DemandAct.Refuse or DemandAct.Supply ? owner == office : bureau == office));

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

    private List<FieldFault> Faults(EvidenceLibrary library, Demand current, Func<string, bool> isAgency)
    {
        var faults = new List<FieldFault>();
        if (Act is DemandAct.Dispatch or DemandAct.Overrule
            && ((Provider ?? current.Provider) is not { } to || !isAgency(to)))
            faults.Add(new("provider", "demand.no-provider"));
        // 依法 refusing needs its law; saying no without a reason is no answer.
        if (Act is DemandAct.Refuse or DemandAct.UpholdRefusal && string.IsNullOrWhiteSpace(Ground))
            faults.Add(new("ground", "demand.no-ground"));
        if (Act is DemandAct.Return or DemandAct.Refuse or DemandAct.Overrule && string.IsNullOrWhiteSpace(Words))
            faults.Add(new("words", "demand.no-words"));
        if (Ground?.Length > 500) faults.Add(new("ground", "demand.too-long"));
        if (Words?.Length > 1000) faults.Add(new("words", "demand.too-long"));
        if (Act == DemandAct.Supply && (Resource is null || library.Resources.GetValueOrDefault(Resource) is not { } resource
            || resource.Sharing == Sharing.None || current.Proposed.Type is { } type && resource.Type != type))
            faults.Add(new("resource", "demand.no-resource"));
        return faults;
    }
}
