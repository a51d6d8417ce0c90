using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Cases;

/// <summary>
/// What offices owe in a case: one duty for each member, one for each open step where several bodies examine, one for the answer
/// to a bad rating; none when nothing is left to do. A member's warnings are events of the case (<see cref="ClockSweep"/>).
/// </summary>
internal static class CaseWork
{
    private const string Accept = "accept";
    private const string AwaitSupplement = Duty.Awaiting + "supplement";
    private const string Examine = "examine";
    private const string Decide = "decide";
    private const string Deliver = "deliver";
    private const string AwaitOthers = Duty.Awaiting + "others";
    private const string AnswerRating = "answer-rating";

    /// <summary>The slot of a member's own duty.</summary>
    internal const string MemberSlot = "member";
    /// <summary>The slot of the answer to a rating.</summary>
    internal const string RatingSlot = "rating";

    /// <summary>The kinds of duties of cases.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [Accept, AwaitSupplement, Examine, Decide, Deliver, AwaitOthers, AnswerRating];

    /// <summary>
    /// What they are about: a matter, or for a rating what the case was opened for. Supervision reads the case itself.
    /// </summary>
    internal static IEnumerable<DutyKind> Titles => Kinds.Select(kind => new DutyKind(kind, TitleOf)
    {
        ForSupervision = row => $"/cases/{row.Stream}",
    });

    /// <summary>What is owed as a case stands. What another city decides is work of its offices.</summary>
    internal static IEnumerable<Duty> Of(Case current, WorkCalendar calendar)
    {
        if (current.WithdrawnOn is not null || current.SubmittedOn is null || current.CrossCity.Handover is not null) yield break;
        foreach (var member in current.Members)
        {
            if (KindOf(member) is not { } kind) continue;
            yield return Of(current, member, kind, calendar);
            if (kind is not (AwaitOthers or Examine)) continue;
            foreach (var step in member.Steps.Where(step => step.IsOpen && HasOwn(member, step)))
                yield return Of(current, member, step);
        }
        if (current.Rating is { IsBad: true, Answer: null } rating)
            yield return new(AnswerRating, rating.Office, rating.On, rating.AnswerDue, LinkOf(current, ""))
            {
                Slot = RatingSlot, Title = current.Code, Number = current.Number, Party = current.Subject.Name,
            };
    }

    // The single step of the deciding body is the member's own duty; all others have theirs.
    private static bool HasOwn(Member member, Step step) => member.Steps.Length > 1 || step.Agency != member.Agency;

    private static string? KindOf(Member member) => member.State switch
    {
        MemberState.Received => Accept,
        MemberState.SupplementRequested => AwaitSupplement,
        MemberState.Accepted when member.Steps.All(step => step.DoneOn is not null)
            || member.Steps.Any(step => step.IsPassed == false) => Decide,
        MemberState.Accepted when member.Steps.Any(step => step.IsOpen && !HasOwn(member, step)) => Examine,
        MemberState.Accepted => AwaitOthers,
        MemberState.Decided => Deliver,
        _ => null,
    };

    private static Duty Of(Case current, Member member, string kind, WorkCalendar calendar)
    {
        var since = member.State switch
        {
            MemberState.Received => member.ReceivedOn!.Value,
            MemberState.SupplementRequested => member.Supplement!.RequestedOn,
            MemberState.Decided => member.Decision!.On,
            _ => member.AcceptedOn!.Value,
        };
        return new(kind, member.Agency, since, member.Running, LinkOf(current, member.Matter))
        {
            Part = member.Matter, Slot = MemberSlot, Title = member.Matter, Number = current.Number,
            Party = current.Subject.Name, RingsItself = true,
            NextWarningOn = ArmedClock.Of(member).Select(armed => armed.Next(member, calendar)?.Day).Min(),
        };
    }

    private static Duty Of(Case current, Member member, Step step) =>
        new(Examine, step.Agency, step.StartedOn!.Value, step.Clock ?? member.Running, LinkOf(current, member.Matter))
        {
            Part = member.Matter, Slot = "step:" + step.Key, Title = member.Matter, Number = current.Number,
            Party = current.Subject.Name, RingsItself = true,
        };

    private static string LinkOf(Case current, string matter) =>
        matter.Length == 0 ? $"/work/cases/{current.Id}" : $"/work/cases/{current.Id}/{matter}";

    private static string TitleOf(DutyRow row, CityPack pack) =>
        pack.Catalogue().Journey(row.Title)?.PlainTitle
        ?? pack.Catalogue().MatterOn(row.Title, row.Since)?.PlainTitle ?? row.Title;
}
