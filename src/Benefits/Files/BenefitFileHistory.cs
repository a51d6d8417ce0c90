using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Something that happened to a benefit file.</summary>
public abstract record BenefitFileEvent;

/// <summary>The city was supplied with facts of the subject.</summary>
[Event("file.facts-supplied")]
internal sealed record FactsSupplied(string Code, SubjectKind Kind, ImmutableArray<SuppliedFact> Facts) : BenefitFileEvent;

/// <summary>The policies that the subject matches have changed.</summary>
[Event("file.matches-changed")]
internal sealed record MatchesChanged(DateOnly On, ImmutableArray<string> Gained, ImmutableArray<string> Lost) : BenefitFileEvent;

/// <summary>The subject read its messages up to a number.</summary>
[Event("file.messages-read")]
internal sealed record MessagesRead(int UpTo) : BenefitFileEvent;

/// <summary>The subject switched messages off or on.</summary>
[Event("file.quiet-set")]
internal sealed record QuietSet(bool IsQuiet) : BenefitFileEvent;

/// <summary>The subject disputed a fact.</summary>
/// <param name="Fact">Id of the fact.</param>
/// <param name="Held">What the city holds; empty when it holds nothing.</param>
/// <param name="Said">What the subject says.</param>
/// <param name="Office">Code of the agency that it goes to.</param>
/// <param name="Limit">The limit for the answer; null in what was written before there was one.</param>
/// <param name="Law">Its article; null where none is known.</param>
[Event("file.fact-disputed")]
internal sealed record FactDisputed(
    string Fact, string Held, string Said, string Office, TimeLimit? Limit = null, string? Law = null) : BenefitFileEvent;

/// <summary>The agency answered a dispute.</summary>
[Event("file.dispute-answered")]
internal sealed record DisputeAnswered(int Number, bool IsUpheld, string Answer) : BenefitFileEvent;

/// <summary>A payment to the subject came back from the bank.</summary>
/// <param name="Code">Citizen number or credit code.</param>
/// <param name="Kind">Company or person.</param>
/// <param name="Policy">Id of the policy.</param>
[Event("file.payment-returned")]
internal sealed record PaymentReturned(string Code, SubjectKind Kind, string Policy) : BenefitFileEvent;

/// <summary>Folds and projects benefit files.</summary>
internal static class BenefitFileHistory
{
    /// <summary>How the streams of benefit files are read and written.</summary>
    public static StreamKind<SubjectFile, BenefitFileEvent> Kind(CityPack pack) => new(
        (SubjectFile? before, BenefitFileEvent happened, in Happening at) => Fold(before, happened, at, pack.City), Rows,
        [typeof(SubjectFileRow), typeof(DisputeRow)])
    {
        Shared = Duties.Of<SubjectFile>(pack, Owed),
    };

    private static SubjectFile Fold(
        SubjectFile? before, BenefitFileEvent happened, in Happening at, CityProfile city) => happened switch
        {
            FactsSupplied e => After(at.Stream, before, e),
            MatchesChanged e => Changed(before!, e, at.Act.At),
            MessagesRead e => before! with
            {
                Messages =
                [
                    .. before.Messages.Select(message => message with { IsRead = message.IsRead || message.Number <= e.UpTo }),
                ],
            },
            QuietSet e => before! with { IsQuiet = e.IsQuiet },
            FactDisputed e => before! with
            {
                Disputes = before.Disputes.Add(Disputed(before.Disputes.Length + 1, e, at.Act.At, city)),
            },
            DisputeAnswered e => Answered(before!, e, at.Act.At),
            // Told also to those who want no messages: their money waits.
            PaymentReturned e => Told(
                before ?? new() { Id = at.Stream, Code = e.Code, Kind = e.Kind }, MessageKind.Returned, e.Policy, at.Act.At),
            _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
        };

    private static Dispute Disputed(int number, FactDisputed e, DateTimeOffset at, CityProfile city) =>
        new(number, e.Fact, e.Held, e.Said, e.Office, at)
        {
            On = city.DayOf(at), Clock = e.Limit is { } limit ? LegalClock.Start(limit, city.DayOf(at), e.Law).Value : null,
        };

    private static IEnumerable<Duty> Owed(SubjectFile now) =>
        from dispute in now.Disputes
        where dispute.State == DisputeState.Open
        let link = $"/work/disputes/{now.Id}/{dispute.Number}"
        select new Duty("answer-dispute", dispute.Office, dispute.On, dispute.Clock, link)
        {
            Slot = $"{dispute.Number}", Title = dispute.Fact, Party = Masking.Code(now.Code),
        };

    /// <summary>The file with what was supplied.</summary>
    internal static SubjectFile After(Guid id, SubjectFile? before, FactsSupplied e)
    {
        var file = before ?? new() { Id = id, Code = e.Code, Kind = e.Kind };
        var facts = file.Facts.ToBuilder();
        foreach (var (fact, held) in e.Facts)
            if (held is null) facts.Remove(fact);
            else facts[fact] = held;
        return file with { Facts = facts.ToImmutable() };
    }

    private static SubjectFile Changed(SubjectFile file, MatchesChanged e, DateTimeOffset at)
    {
        var after = file with { Matches = file.Matches.Except(e.Lost).Union(e.Gained) };
        if (file.IsQuiet) return after;
        foreach (var policy in e.Gained) after = Told(after, MessageKind.Gained, policy, at);
        foreach (var policy in e.Lost) after = Told(after, MessageKind.Lost, policy, at);
        return after;
    }

    // An answer is told also to those who want no messages: they asked for it.
    private static SubjectFile Answered(SubjectFile file, DisputeAnswered e, DateTimeOffset at)
    {
        var dispute = file.Disputes[e.Number - 1] with
        {
            State = e.IsUpheld ? DisputeState.Upheld : DisputeState.Rejected, Answer = e.Answer, AnsweredAt = at,
        };
        return Told(file with { Disputes = file.Disputes.SetItem(e.Number - 1, dispute) }, MessageKind.Answered, dispute.Fact,
            at);
    }

    private static SubjectFile Told(SubjectFile file, MessageKind kind, string about, DateTimeOffset at)
    {
        var kept = file.Messages.Length < SubjectFile.MostMessages ? file.Messages : file.Messages.RemoveAt(0);
        return file with
        {
            Messages = kept.Add(new(file.MessageCount + 1, kind, about, at)), MessageCount = file.MessageCount + 1,
        };
    }

    private static int Unread(SubjectFile file) => file.Messages.Count(message => !message.IsRead);

    private static List<RowChange> Rows(SubjectFile? before, SubjectFile after)
    {
        var changes = new List<RowChange>();
        if (before is null || Unread(before) != Unread(after))
            changes.Add(RowChange.Upsert(new SubjectFileRow
            {
                Id = after.Id, Code = after.Code, Kind = after.Kind, Unread = Unread(after),
            }));
        foreach (var dispute in after.Disputes.Except(before?.Disputes ?? []))
            changes.Add(RowChange.Upsert(new DisputeRow
            {
                File = after.Id, Number = dispute.Number, Code = after.Code, Fact = dispute.Fact, Said = dispute.Said,
                Office = dispute.Office, At = dispute.At, State = dispute.State,
            }));
        return changes;
    }
}
