using System.Collections.Immutable;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Something that happened in a case. Events carry all that their meaning needs, limits included, so that a
/// replay never asks the pack of today what the pack of then said. Evidence, rating, clocks and what passes between cities have
/// events of their own, beside what they are folded into.
/// </summary>
public abstract record CaseEvent;

/// <summary>Something that happened in one member of a case, on a day of the city's time.</summary>
public abstract record MemberEvent(string Matter, DateOnly On) : CaseEvent;

/// <summary>A case was opened as a draft.</summary>
[Event("case.opened")]
internal sealed record CaseOpened(
    string Number, CaseKind Kind, string Code, Subject Subject, Applicant Applicant, Lodging Lodging,
    ImmutableArray<OpenedMember> Members, DateOnly On) : CaseEvent
{
    /// <summary>Division code of the city that decides it; null: this one.</summary>
    public string? Destination { get; init; }
    /// <summary>Where it was lodged; null: here.</summary>
    public CaseOrigin? Origin { get; init; }
}

/// <summary>A member as the case was opened with it.</summary>
internal sealed record OpenedMember(string Matter, DateOnly Edition, string Agency, ImmutableArray<string> Needs);

/// <summary>Answers were given or changed; null takes one back.</summary>
[Event("case.answers-given")]
internal sealed record AnswersGiven(ImmutableDictionary<string, string?> Answers) : CaseEvent;

/// <summary>A material was handed over, or promised for later.</summary>
[Event("case.material-handed-over")]
internal sealed record MaterialHandedOver(MaterialCopy Copy) : CaseEvent;

/// <summary>A material was taken back before anybody decided.</summary>
[Event("case.material-taken-back")]
internal sealed record MaterialTakenBack(string Material) : CaseEvent;

/// <summary>The applicant submitted the case.</summary>
/// <param name="Members">Members that stay, after the situational questions took out those not needed.</param>
/// <param name="WholeLimit">A journey's own limit; null for a single matter.</param>
/// <param name="On">The day.</param>
[Event("case.submitted")]
internal sealed record CaseSubmitted(ImmutableArray<OpenedMember> Members, TimeLimit? WholeLimit, DateOnly On) : CaseEvent;

/// <summary>A member reached its office: at submission, or when all that it needs was granted.</summary>
[Event("case.received")]
internal sealed record MemberReceived(string Matter, TimeLimit NoticeLimit, string? NoticeLaw, DateOnly On)
    : MemberEvent(Matter, On);

/// <summary>The office told the applicant, once and for all, everything that is missing.</summary>
[Event("case.supplement-requested")]
public sealed record SupplementRequested(
    string Matter, ImmutableArray<SupplementGap> Gaps, DateOnly? ReplyBy, DateOnly On) : MemberEvent(Matter, On);

/// <summary>The applicant supplied what was asked for.</summary>
[Event("case.supplemented")]
internal sealed record Supplemented(string Matter, TimeLimit NoticeLimit, string? NoticeLaw, DateOnly On)
    : MemberEvent(Matter, On)
{
    /// <summary>Why gaps were left as they were, by their keys; null when none was.</summary>
    public ImmutableDictionary<string, string>? Reasons { get; init; }
}

/// <summary>A member was accepted, by the office or by law.</summary>
/// <param name="Matter">The member.</param>
/// <param name="IsBySilence">No notice came in time: accepted by law from the day of receipt.</param>
/// <param name="AcceptedOn">The day that counts.</param>
/// <param name="RunsFrom">The day the decision clocks start.</param>
/// <param name="Statutory">The limit in law, or null.</param>
/// <param name="StatutoryLaw">Its article.</param>
/// <param name="Promised">The promised limit.</param>
/// <param name="Steps">The examination, with the limits of its steps.</param>
/// <param name="On">The day it was recorded.</param>
[Event("case.accepted")]
internal sealed record MemberAccepted(
    string Matter, bool IsBySilence, DateOnly AcceptedOn, DateOnly RunsFrom, TimeLimit? Statutory,
    string? StatutoryLaw, TimeLimit Promised, ImmutableArray<Step> Steps, DateOnly On) : MemberEvent(Matter, On);

/// <summary>The office refused to accept.</summary>
[Event("case.acceptance-refused")]
internal sealed record AcceptanceRefused(string Matter, string Reasons, string Basis, DateOnly On) : MemberEvent(Matter, On);

/// <summary>The matter's rule was applied to a received member.</summary>
[Event("case.judged")]
internal sealed record MemberJudged(string Matter, RuleFinding Finding, DateOnly On) : MemberEvent(Matter, On);

/// <summary>A step of the examination was done.</summary>
[Event("case.step-examined")]
internal sealed record StepExamined(string Matter, string Step, bool IsPassed, string? Opinion, DateOnly On)
    : MemberEvent(Matter, On);

/// <summary>The member went to the competent body.</summary>
[Event("case.transferred")]
internal sealed record MemberTransferred(string Matter, string From, string To, string Reason, DateOnly On)
    : MemberEvent(Matter, On);

/// <summary>The office decided.</summary>
[Event("case.decided")]
internal sealed record MemberDecided(
    string Matter, bool IsGranted, string Reasons, string Basis, TimeLimit DeliveryLimit, string? DeliveryLaw,
    DateOnly On) : MemberEvent(Matter, On);

/// <summary>The office put a document to the result.</summary>
[Event("case.result-attached")]
internal sealed record ResultAttached(string Matter, MaterialCopy Copy, DateOnly On) : MemberEvent(Matter, On);

/// <summary>The office took a document back.</summary>
[Event("case.result-taken-back")]
internal sealed record ResultTakenBack(string Matter, string Upload, DateOnly On) : MemberEvent(Matter, On);

/// <summary>The result reached the applicant.</summary>
[Event("case.delivered")]
internal sealed record MemberDelivered(string Matter, DeliveryMethod Method, string? Note, DateOnly On) : MemberEvent(Matter, On);

/// <summary>The whole case was withdrawn.</summary>
[Event("case.withdrawn")]
internal sealed record CaseWithdrawn(string? Reason, DateOnly On) : CaseEvent;

/// <summary>One member of the case was withdrawn.</summary>
[Event("case.member-withdrawn")]
internal sealed record MemberWithdrawn(string Matter, string? Reason, DateOnly On) : MemberEvent(Matter, On);

/// <summary>A member will not be handled: something it needs was not granted.</summary>
[Event("case.blocked")]
internal sealed record MemberBlocked(string Matter, string Because, DateOnly On) : MemberEvent(Matter, On);

/// <summary>A blocked member waits again: what had failed was reopened.</summary>
[Event("case.unblocked")]
internal sealed record MemberUnblocked(string Matter, DateOnly On) : MemberEvent(Matter, On);

/// <summary>A decided member was opened again.</summary>
[Event("case.reopened")]
internal sealed record MemberReopened(
    string Matter, string Reason, string Ground, TimeLimit? Statutory, string? StatutoryLaw, TimeLimit Promised,
    ImmutableArray<Step> Steps, DateOnly On) : MemberEvent(Matter, On);
