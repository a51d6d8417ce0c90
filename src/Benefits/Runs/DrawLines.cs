using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>A chunk of the list of a run is drawn up. A line that cannot stand refuses the chunk.</summary>
/// <param name="Chunk">The lines, in ascending order of subjects, behind those that there are.</param>
[Act("draw-list")]
internal sealed record DrawLines(IReadOnlyList<Entitled> Chunk) : ISealing<BenefitRun, RunEvent, Facts>
{
    private const long MostFen = 100_000_000_00; // Nobody gets a hundred million yuan from one line.

    public Refusal? NotNow(BenefitRun now, Facts facts) => now.NotDrawnBy(facts.By) ?? FaultOf(now);

    public BulkRows RowsOf(BenefitRun now, Facts facts) =>
        BulkRows.Of(now.Id, now.Chunks + 1, [.. Chunk.Select(Row)], line => line.Fen);

    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, Facts facts, RowsSeal? seal) =>
        new RunEvent[] { new LinesDrawn(seal!, Chunk[^1].Subject) };

    private Refusal? FaultOf(BenefitRun run)
    {
        var before = run.LastSubject;
        for (var i = 0; i < Chunk.Count; i++)
        {
            var line = Chunk[i];
            if (CauseOf(line, before) is { } cause)
                return Faulty(cause, run.Lines + i + 1, line, run.Terms.Policy, run.Terms.Clause);
            before = line.Subject;
        }
        return null;
    }

    /// <summary>That a line cannot stand, and which.</summary>
    internal static Refusal Faulty(string cause, int number, Entitled line, string policy, string clause) =>
        new Refusal(cause, RefusalKind.NotValid).With("line", $"{number}").With("subject", Masking.Code(line.Subject))
            .With("policy", policy).With("clause", clause);

    /// <summary>Why a line cannot stand behind another; null when it can.</summary>
    internal static string? CauseOf(Entitled line, string before) => string.CompareOrdinal(line.Subject, before) switch
    {
        0 => "run.cause.doubled",
        < 0 => "run.cause.order",
        _ when line.Fen is < 1 or > MostFen => "run.cause.amount",
        _ when line.Subject.Length > 18 || !PaymentTerms.IsCode(line.Subject) => "run.cause.subject",
        _ when PartyName.Clean(line.Name) is not { Length: <= 100 } => "run.cause.name",
        _ when line.Account is { } account && !(account.Length is >= 12 and <= 25 && account.All(char.IsAsciiDigit)) =>
            "run.cause.account",
        _ => null,
    };

    private static RunLineRow Row(Entitled line) => new()
    {
        Subject = line.Subject, Name = PartyName.Clean(line.Name) ?? "", Fen = line.Fen, Reason = line.Reason,
        Account = line.Account,
    };
}
