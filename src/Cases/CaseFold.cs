using System.Collections.Immutable;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// Folds events into a case: each facet has events of its own and folds them itself. Total and pure: what happened cannot be
/// refused.
/// </summary>
internal static class CaseFold
{
    /// <summary>The case after one more event.</summary>
    public static Case Apply(Guid id, Case? before, CaseEvent happened)
    {
        if (happened is CaseOpened opened) return Open(id, opened);
        var current = before ?? throw new InvalidOperationException($"Stream {id} does not begin with an opening.");
        var next = current with { Version = current.Version + 1 };
        return CrossCityFold.Tell(current, Next(next, happened), happened);
    }

    private static Case Next(Case next, CaseEvent happened) => happened switch
    {
        EvidenceEvent e => next with { Evidence = next.Evidence.After(e) },
        RatingEvent e => next with { Rating = Rating.After(next.Rating, e) },
        CrossCityEvent e => CrossCityFold.Apply(next, e),
        // The answer to a bad rating has no member.
        DeadlineRecomputed { Matter: "" } => next,
        SupplementRequested e => Ask(Change(next, e), e),
        ClockSuspended e => OnWhole(Change(next, e), e, whole => whole.IsRunning),
        // While another member stands still, so does the whole.
        ClockResumed e => OnWhole(Change(next, e), e, whole => whole.IsSuspended && !next.Members.Any(
            member => member.Matter != e.Matter && member.IsSuspended)),
        MemberEvent e => StopWholeWhenFinished(Change(next, e), e.On),
        AnswersGiven given => next with { Answers = Merge(next.Answers, given.Answers) },
        MaterialHandedOver handed => next with { Materials = next.Materials.SetItem(handed.Copy.Material, handed.Copy) },
        MaterialTakenBack back => next with { Materials = next.Materials.Remove(back.Material) },
        CaseSubmitted submitted => Submit(next, submitted),
        CaseWithdrawn whole => WithdrawAll(next, whole.On),
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };

    private static Case Change(Case next, MemberEvent happened) =>
        next.With(MemberFold.Apply(next.Find(happened.Matter)!, happened) with { Revision = next.Version });

    private static Case Ask(Case next, SupplementRequested asked) =>
        next.With(next.Find(asked.Matter)! with { GapsBefore = GapChanges.At(next, asked.Gaps) });

    // 行政许可法 第四十五条: what is not counted for a member is not counted for the case.
    private static Case OnWhole(Case next, ClockEvent happened, Func<LegalClock, bool> moves) =>
        next.Whole is { } whole && moves(whole) ? next with { Whole = MemberClocks.Moved(whole, happened) } : next;

    private static Case StopWholeWhenFinished(Case next, DateOnly on) =>
        next.Whole is { IsStopped: false } && next.IsFinished ? next with { Whole = MemberClocks.Stopped(next.Whole, on) } : next;

    private static Case Open(Guid id, CaseOpened opened) => new()
    {
        Id = id,
        Version = 1,
        Number = opened.Number,
        Kind = opened.Kind,
        Code = opened.Code,
        Subject = opened.Subject,
        Applicant = opened.Applicant,
        Lodging = opened.Lodging,
        OpenedOn = opened.On,
        CrossCity = new() { Handover = opened.Destination is { } city ? new(city) : null, Origin = opened.Origin },
        Members = [.. opened.Members.Select(Begin)],
    };

    private static Member Begin(OpenedMember member) => new()
    {
        Matter = member.Matter,
        Edition = member.Edition,
        Agency = member.Agency,
        Needs = member.Needs,
        Revision = 1,
    };

    private static Case Submit(Case next, CaseSubmitted submitted) => next with
    {
        SubmittedOn = submitted.On,
        Members = [.. submitted.Members.Select(member => Begin(member) with { Revision = next.Version })],
        Whole = submitted.WholeLimit is { } limit ? LegalClock.Start(limit, submitted.On).Value : null,
    };

    private static Case WithdrawAll(Case next, DateOnly on) => next with
    {
        WithdrawnOn = on,
        Whole = MemberClocks.Stopped(next.Whole, on),
        Members =
        [
            .. next.Members.Select(member => member.IsFinal || member.State == MemberState.Decided
                ? member
                : MemberFold.Apply(member, new MemberWithdrawn(member.Matter, null, on)) with { Revision = next.Version }),
        ],
    };

    private static ImmutableDictionary<string, string> Merge(
        ImmutableDictionary<string, string> before, ImmutableDictionary<string, string?> given)
    {
        var merged = before.ToBuilder();
        foreach (var (key, answer) in given)
        {
            if (answer is null) merged.Remove(key);
            else merged[key] = answer;
        }
        return merged.ToImmutable();
    }
}
