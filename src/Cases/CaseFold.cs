using System.Collections.Immutable;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Folds events into a case. Total and pure: what happened cannot be refused.</summary>
internal static class CaseFold
{
    /// <summary>The case after one more event.</summary>
    public static Case Apply(Guid id, Case? before, CaseEvent happened)
    {
        if (happened is CaseOpened opened) return Open(id, opened);
        var current = before ?? throw new InvalidOperationException($"Stream {id} does not begin with an opening.");
        var next = current with { Version = current.Version + 1 };
        return HandoverFold.Changed(current, Next(current, next, happened), happened);
    }

    private static Case Next(Case current, Case next, CaseEvent happened) => happened switch
    {
        AnswersGiven given => next with { Answers = Merge(current.Answers, given.Answers) },
        MaterialHandedOver handed => next with
        {
            Materials = current.Materials.SetItem(handed.Copy.Material, handed.Copy),
        },
        MaterialTakenBack back => next with { Materials = current.Materials.Remove(back.Material) },
        EvidenceObtained { Held: var held } => next with
        {
            Evidence = current.Evidence.SetItem(held.Material, held), Missed = current.Missed.Remove(held.Material),
        },
        EvidenceNotObtained { Missed: var missed } => next with
        {
            Missed = current.Missed.SetItem(missed.Material, missed),
        },
        EvidenceOutdated { Material: var material } => next with
        {
            Evidence = next.Evidence.SetItem(material, next.Evidence[material] with { IsOutdated = true }),
            Missed = next.Missed.Remove(material),
        },
        EvidenceConsented consented => next with
        {
            Consents = current.Consents.Add(consented.Material), Missed = current.Missed.Remove(consented.Material),
        },
        EvidenceDoubted { Doubt: var doubt } => next with { Doubts = current.Doubts.SetItem(doubt.Question, doubt) },
        CaseSubmitted submitted => Submit(next, submitted),
        CaseWithdrawn whole => WithdrawAll(next, whole.On),
        CaseRated rated => next with { Rating = RatingOf(rated) },
        RatingAnswered answered => next with
        {
            Rating = current.Rating! with
            {
                Answer = answered.Answer,
                AnswerDue = Stopped(current.Rating.AnswerDue, answered.On),
            },
        },
        DeadlineRecomputed { Matter: "" } => next,
        CertificateNoted noted => HandoverFold.Note(next, noted),
        PackageTaken taken => next with { Origin = next.Origin! with { Taken = taken.Sequence } },
        PartnerReported reported => HandoverFold.Report(next, reported.Report),
        SuppliedToPartner supplied => HandoverFold.Supply(next, supplied),
        WithdrawalAsked asked => HandoverFold.AskToWithdraw(next, asked),
        MemberEvent inMember => StopWholeWhenFinished(Change(next, inMember), inMember.On),
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };

    private static Case Change(Case next, MemberEvent happened) =>
        next.With(MemberFold.Apply(next.Find(happened.Matter)!, happened) with { Revision = next.Version });

    private static Case StopWholeWhenFinished(Case next, DateOnly on) =>
        next.Whole is { IsStopped: false } && next.IsFinished ? next with { Whole = Stopped(next.Whole, on) } : next;

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
        Handover = opened.Destination is { } city ? new(city) : null,
        Origin = opened.Origin,
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
        Whole = Stopped(next.Whole, on),
        Members =
        [
            .. next.Members.Select(member => member.IsFinal || member.State == MemberState.Decided
                ? member
                : MemberFold.Apply(member, new MemberWithdrawn(member.Matter, null, on)) with { Revision = next.Version }),
        ],
    };

    private static Rating RatingOf(CaseRated rated) => new(
        rated.Stars, rated.Comment, rated.Office, rated.On, null,
        rated.AnswerLimit is { } limit ? LegalClock.Start(limit, rated.On).Value : null);

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

    /// <summary>The clock stopped on the day; null stays null and a stopped clock stays as it is.</summary>
    internal static LegalClock? Stopped(LegalClock? clock, DateOnly on) =>
        clock is null || clock.IsStopped ? clock : clock.Stop(on).Value;
}
