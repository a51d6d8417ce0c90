using System.Collections.Immutable;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Something that happened to a benefit file.</summary>
public abstract record FileEvent;

/// <summary>The city was supplied with facts of the subject.</summary>
[Event("file.facts-supplied")]
public sealed record FactsSupplied(string Code, SubjectKind Kind, ImmutableArray<SuppliedFact> Facts) : FileEvent;

/// <summary>The policies that the subject matches have changed.</summary>
[Event("file.matches-changed")]
public sealed record MatchesChanged(DateOnly On, ImmutableArray<string> Gained, ImmutableArray<string> Lost) : FileEvent;

/// <summary>The subject read its messages up to a number.</summary>
[Event("file.messages-read")]
public sealed record MessagesRead(int UpTo) : FileEvent;

/// <summary>The subject switched messages off or on.</summary>
[Event("file.quiet-set")]
public sealed record QuietSet(bool IsQuiet) : FileEvent;

/// <summary>The subject disputed a fact.</summary>
[Event("file.fact-disputed")]
public sealed record FactDisputed(string Fact, string Held, string Said, string Office) : FileEvent;

/// <summary>The agency answered a dispute.</summary>
[Event("file.dispute-answered")]
public sealed record DisputeAnswered(int Number, bool IsUpheld, string Answer) : FileEvent;

/// <summary>Folds and projects benefit files.</summary>
public static class FileHistory
{
    /// <summary>How the streams of benefit files are read and written.</summary>
    public static StreamKind<SubjectFile, FileEvent> Kind { get; } = new(
        Fold, Rows, [typeof(SubjectFileRow), typeof(DisputeRow)]);

    private static SubjectFile Fold(SubjectFile? before, FileEvent happened, in Happening at) => happened switch
    {
        FactsSupplied e => Supplied(before ?? new() { Id = at.Stream, Code = e.Code, Kind = e.Kind }, e),
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
            Disputes = before.Disputes.Add(new(before.Disputes.Length + 1, e.Fact, e.Held, e.Said, e.Office, at.Act.At)),
        },
        DisputeAnswered e => Answered(before!, e, at.Act.At),
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };

    private static SubjectFile Supplied(SubjectFile file, FactsSupplied e)
    {
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

    private static List<RowChange> Rows(SubjectFile? before, SubjectFile after)
    {
        var changes = new List<RowChange>();
        if (before is null)
            changes.Add(RowChange.Upsert(new SubjectFileRow { Id = after.Id, Code = after.Code, Kind = after.Kind }));
        foreach (var dispute in after.Disputes.Except(before?.Disputes ?? []))
            changes.Add(RowChange.Upsert(new DisputeRow
            {
                File = after.Id, Number = dispute.Number, Code = after.Code, Fact = dispute.Fact, Said = dispute.Said,
                Office = dispute.Office, At = dispute.At, State = dispute.State,
            }));
        return changes;
    }
}
