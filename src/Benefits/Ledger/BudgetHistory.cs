using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Folds and projects budgets. Folding checks the chain of the ledger entry by entry.</summary>
internal static class BudgetHistory
{
    /// <summary>How budget streams are read and written.</summary>
    public static StreamKind<Budget, BudgetEvent> Kind { get; } = new(
        Fold, BudgetProjection.Rows,
        [
            typeof(BudgetRow), typeof(LedgerAccountRow), typeof(LedgerEntryRow), typeof(PaymentFileRow), typeof(FileChunkRow),
            typeof(ReturnedPaymentRow), typeof(DeferralRow), typeof(GrantRow),
        ])
    {
        SealedTypes = [typeof(PaymentOrderRow)],
        Seals = happened => happened.Seal is { } seal ? (typeof(PaymentOrderRow), seal) : null,
    };

    private static Budget Fold(Budget? before, BudgetEvent happened, in Happening at)
    {
        var budget = before ?? Open(at.Stream, (BudgetOpened)happened);
        if (budget.Last.Act != at.Act.Id)
            budget = budget with { Last = LastAct.None with { Act = at.Act.Id } };
        if (happened.Entry is { } entry)
        {
            budget = budget.Apply(entry, happened.Sealed);
            var what = Kind.Events.NameOf(happened);
            budget = budget with
            {
                Last = budget.Last with
                {
                    Entries = budget.Last.Entries.Add((budget.Entries, entry, what, at.Act.At, at.Act.By.Id)),
                },
            };
        }
        if (happened.Seal is { } seal)
            budget = budget with { Chunks = seal.Chunk };
        return Then(budget, happened);
    }

    private static Budget Open(Guid id, BudgetOpened opened) =>
        new() { Id = id, Code = opened.Code, Title = opened.Title, Office = opened.Office };

    private static Budget Then(Budget budget, BudgetEvent happened) => happened switch
    {
        FundsReserved e => budget with { Runs = budget.Runs.Add(e.Run.Run, e.Run) },
        OrdersDrawn e => Draw(budget, e),
        FundsReleased e => budget with
        {
            Runs = budget.Runs.SetItem(e.Run, budget.Runs[e.Run] with { LeftFen = 0, IsClosed = true }),
        },
        GrantMade e => budget with
        {
            Loose = budget.Loose.Add(new(e.Seal!.Chunk, e.Grant.Purpose, e.Grant.Fen)),
            Last = budget.Last with { Grants = budget.Last.Grants.Add(e.Grant) },
        },
        OrderRepeated e => Repeat(budget, e),
        FileGathered e => Put(
            Without(budget, [.. e.Chunks]),
            new(budget.Files.Count + 1, null, e.Purpose, e.Chunks, e.Count, e.Fen, [e.Signer], FileState.Gathered)
            {
                SignerNames = [e.Name ?? ""],
            }),
        FileSigned e => Put(budget, budget.Files[e.File] with
        {
            Signers = budget.Files[e.File].Signers.Add(e.Signer),
            SignerNames = budget.Files[e.File].SignerNames.Add(e.Name ?? ""), State = FileState.SignedOff,
        }),
        FileSent e => Put(budget, budget.Files[e.File] with { State = FileState.Sent }),
        ResultBooked e => Book(budget, e),
        PaymentDeferred e => Put(budget, e.Id, new(e.Entry!.Purpose, e.Subject, e.Fen, e.Due)),
        DeferralSettled e => Put(budget, e.Id, budget.Deferrals[e.Id] with
        {
            Fen = budget.Deferrals[e.Id].Fen - e.Fen, SettledFen = budget.Deferrals[e.Id].SettledFen + e.Fen,
        }),
        _ => budget,
    };

    private static Budget Without(Budget budget, HashSet<int> gathered) =>
        budget with { Loose = [.. budget.Loose.Where(order => !gathered.Contains(order.Chunk))] };

    private static Budget Draw(Budget budget, OrdersDrawn drawn)
    {
        var run = budget.Runs[drawn.Run];
        var (count, fen) = (drawn.Seal?.Count ?? 0, drawn.Seal?.Sum ?? 0);
        budget = budget with
        {
            Runs = budget.Runs.SetItem(drawn.Run, run with
            {
                ListChunks = Math.Max(run.ListChunks, drawn.ListChunk), LeftFen = run.LeftFen - fen,
                Ordered = run.Ordered + count, OrderedFen = run.OrderedFen + fen,
            }),
        };
        return drawn.Seal is null ? budget : Put(budget, new(
            budget.Files.Count + 1, drawn.Run, run.Purpose, [drawn.Seal.Chunk], count, fen, run.Signers, FileState.SignedOff)
        {
            SignerNames = run.SignerNames,
        });
    }

    private static Budget Repeat(Budget budget, OrderRepeated repeated)
    {
        var before = repeated.Key with { Attempt = repeated.Key.Attempt - 1 };
        return budget with
        {
            Returned = budget.Returned.SetItem(before, budget.Returned[before] with { IsRepeated = true }),
            Loose = budget.Loose.Add(new(repeated.Seal!.Chunk, repeated.Entry!.Purpose, repeated.Seal.Sum)),
            Last = budget.Last with { Returned = budget.Last.Returned.Add(before) },
        };
    }

    private static Budget Book(Budget budget, ResultBooked booked)
    {
        var file = budget.Files[booked.File] with { State = FileState.Booked, ResultHash = booked.ResultHash };
        budget = Put(budget, file);
        return budget with
        {
            Returned = budget.Returned.AddRange(booked.Returned.Select(line => KeyValuePair.Create(
                line.Key, new ReturnedPayment(line.Purpose, line.Name, line.Fen, line.Reason, booked.File)))),
            Last = budget.Last with { Returned = [.. budget.Last.Returned, .. booked.Returned.Select(line => line.Key)] },
        };
    }

    private static Budget Put(Budget budget, PaymentFile file) => budget with
    {
        Files = budget.Files.SetItem(file.Number, file),
        Last = budget.Last with { Files = budget.Last.Files.Add(file.Number) },
    };

    private static Budget Put(Budget budget, Guid id, Deferral deferral) => budget with
    {
        Deferrals = budget.Deferrals.SetItem(id, deferral),
        Last = budget.Last with { Deferrals = budget.Last.Deferrals.Add(id) },
    };
}
