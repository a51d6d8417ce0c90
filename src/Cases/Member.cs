using System.Collections.Immutable;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>One matter within a case, with its own office, state and clocks.</summary>
public sealed record Member
{
    /// <summary>The matter's code.</summary>
    public required string Matter { get; init; }
    /// <summary>First day of the edition the case was opened under.</summary>
    public required DateOnly Edition { get; init; }
    /// <summary>The agency that handles it now.</summary>
    public required string Agency { get; init; }
    /// <summary>Matters of the same case that must be granted before this one starts.</summary>
    public required ImmutableArray<string> Needs { get; init; }
    /// <summary>Where it stands.</summary>
    public MemberState State { get; init; }
    /// <summary>Version of the case at which this member last changed: what a screen has seen.</summary>
    public int Revision { get; init; }
    /// <summary>The day the office received it complete or after a supplement.</summary>
    public DateOnly? ReceivedOn { get; init; }
    /// <summary>The one request to supplement.</summary>
    public Supplement? Supplement { get; init; }
    /// <summary>What stood at each gap when the office asked for it; a gap at which nothing stood is left out.</summary>
    public ImmutableDictionary<string, string> GapsBefore { get; init; } = ImmutableDictionary<string, string>.Empty;
    /// <summary>Why the applicant left a gap as it was, by the key of the gap.</summary>
    public ImmutableDictionary<string, string> GapReasons { get; init; } = ImmutableDictionary<string, string>.Empty;
    /// <summary>What the matter's rule found since it was received last; null when it has none or was not asked yet.</summary>
    public RuleFinding? Finding { get; init; }
    /// <summary>The day of acceptance.</summary>
    public DateOnly? AcceptedOn { get; init; }
    /// <summary>Accepted by law because no notice came in time (默示受理).</summary>
    public bool IsAcceptedBySilence { get; init; }
    /// <summary>The steps of the examination.</summary>
    public ImmutableArray<Step> Steps { get; init; } = [];
    /// <summary>The decision, or the refusal to accept.</summary>
    public Decision? Decision { get; init; }
    /// <summary>The documents of the result (结果文书); the applicant has them from the delivery on.</summary>
    public ImmutableArray<MaterialCopy> Results { get; init; } = [];
    /// <summary>How and when the result was delivered.</summary>
    public Delivered? Delivered { get; init; }
    /// <summary>Its clocks, and what was said of them.</summary>
    public MemberClocks Clocks { get; init; } = MemberClocks.None;

    /// <summary>Whether nothing more happens unless it is reopened.</summary>
    public bool IsFinal => State is MemberState.Concluded or MemberState.Refused or MemberState.Withdrawn or MemberState.Blocked;

    /// <summary>Whether the decision clock is stopped on a legal ground.</summary>
    public bool IsSuspended => Clocks.IsSuspended;

    /// <summary>The clock that the office is judged by now; null when the office owes nothing.</summary>
    public LegalClock? Running => State switch
    {
        MemberState.Received => Clocks.Notice,
        MemberState.Accepted => Clocks.Limit,
        MemberState.Decided => Clocks.Delivery,
        _ => null,
    };
}

/// <summary>Where a member stands. The order is that of progress.</summary>
public enum MemberState
{
    /// <summary>还不能开始: other members must be granted first, or the case is a draft.</summary>
    Waiting,
    /// <summary>待受理</summary>
    Received,
    /// <summary>待补正</summary>
    SupplementRequested,
    /// <summary>审查中</summary>
    Accepted,
    /// <summary>已决定，待送达</summary>
    Decided,
    /// <summary>已办结</summary>
    Concluded,
    /// <summary>不予受理</summary>
    Refused,
    /// <summary>已撤回</summary>
    Withdrawn,
    /// <summary>不再办理: something it needs was not granted.</summary>
    Blocked,
}

/// <summary>The one request to supplement (一次性告知): all gaps at once.</summary>
public sealed record Supplement(
    ImmutableArray<SupplementGap> Gaps, DateOnly RequestedOn, DateOnly? ReplyBy, DateOnly? SuppliedOn);

/// <summary>One thing that is missing or wrong.</summary>
/// <param name="Material">Key of the material or of the question.</param>
/// <param name="Problem">What is wrong and how to mend it.</param>
/// <param name="Ground">The rule that asks for it.</param>
public sealed record SupplementGap(string Material, string Problem, string Ground);

/// <summary>A step of the examination in a case.</summary>
public sealed record Step
{
    /// <summary>The step's key in the edition.</summary>
    public required string Key { get; init; }
    /// <summary>Its title.</summary>
    public required string Title { get; init; }
    /// <summary>The agency that does it.</summary>
    public required string Agency { get; init; }
    /// <summary>Steps that must be done first.</summary>
    public required ImmutableArray<string> Needs { get; init; }
    /// <summary>Its limit; null when only the whole has one.</summary>
    public TimeLimit? Limit { get; init; }
    /// <summary>Its clock, from the day it could start.</summary>
    public LegalClock? Clock { get; init; }
    /// <summary>The day it could start; null while others must be done first.</summary>
    public DateOnly? StartedOn { get; init; }
    /// <summary>The day it was done.</summary>
    public DateOnly? DoneOn { get; init; }
    /// <summary>Whether the conditions were found to be met; null while open.</summary>
    public bool? IsPassed { get; init; }
    /// <summary>The examiner's opinion.</summary>
    public string? Opinion { get; init; }

    /// <summary>Whether somebody can work on it now.</summary>
    public bool IsOpen => StartedOn is not null && DoneOn is null;
}

/// <summary>A decision with its reasons.</summary>
/// <param name="IsGranted">Granted or denied.</param>
/// <param name="Reasons">Why; always there for a denial (行政许可法 第三十八条).</param>
/// <param name="Basis">The article it rests on.</param>
/// <param name="On">The day.</param>
public sealed record Decision(bool IsGranted, string Reasons, string Basis, DateOnly On);

/// <summary>How the result reached the applicant.</summary>
public sealed record Delivered(DeliveryMethod Method, string? Note, DateOnly On);

/// <summary>How a result is delivered.</summary>
public enum DeliveryMethod
{
    /// <summary>Shown and downloadable online.</summary>
    Online,
    /// <summary>Collected where the case was lodged.</summary>
    Station,
    /// <summary>Sent by post.</summary>
    Post,
}
