using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>The rows that follow from a budget.</summary>
internal static class BudgetProjection
{
    public static IReadOnlyList<RowChange> Rows(Budget? before, Budget after)
    {
        var last = after.Last;
        var changes = new List<RowChange>();
        if (before?.Chain != after.Chain)
            changes.Add(RowChange.Upsert(new BudgetRow
            {
                Id = after.Id, Code = after.Code, Title = after.Title, Office = after.Office, Chain = after.Chain,
            }));
        for (var i = 0; i < after.Balances.Length; i++)
            if (before?.Balances[i] != after.Balances[i])
                changes.Add(RowChange.Upsert(new LedgerAccountRow
                {
                    Budget = after.Id, Account = (LedgerAccount)i, Fen = after.Balances[i],
                }));
        foreach (var (number, entry, what, at, by) in last.Entries)
            for (var i = 0; i < entry.Postings.Length; i++)
                changes.Add(RowChange.Upsert(new LedgerEntryRow
                {
                    Budget = after.Id, Number = number, Part = i + 1, At = at, What = what, By = by,
                    From = entry.Postings[i].From, To = entry.Postings[i].To, Fen = entry.Postings[i].Fen,
                    Policy = entry.Purpose.Policy, Clause = entry.Purpose.Clause, Source = entry.Purpose.Source,
                    Chain = entry.Chain,
                }));
        changes.AddRange(last.Files.Distinct().Select(number => RowChange.Upsert(Row(after, after.Files[number]))));
        changes.AddRange(last.Files.Where(number => before?.Files.ContainsKey(number) != true)
            .SelectMany(number => after.Files[number].Chunks.Select(chunk => RowChange.Upsert(
                new FileChunkRow { Budget = after.Id, Chunk = chunk, File = number }))));
        changes.AddRange(last.Returned.Distinct().Select(key => RowChange.Upsert(Row(after, key, after.Returned[key]))));
        changes.AddRange(last.Deferrals.Distinct().Select(id => RowChange.Upsert(Row(after, id, after.Deferrals[id]))));
        changes.AddRange(last.Grants.Select(grant => RowChange.Upsert(Row(after, grant))));
        return changes;
    }

    private static PaymentFileRow Row(Budget budget, PaymentFile file) => new()
    {
        Budget = budget.Id, Number = file.Number, Run = file.Run, Count = file.Count, Fen = file.Fen,
        FirstSigner = file.Signers[0], SecondSigner = file.Signers.ElementAtOrDefault(1), State = file.State,
        FirstName = file.SignerNames.ElementAtOrDefault(0) ?? "", SecondName = file.SignerNames.ElementAtOrDefault(1) ?? "",
    };

    private static ReturnedPaymentRow Row(Budget budget, OrderKey key, ReturnedPayment payment) => new()
    {
        Budget = budget.Id, Claim = key.Claim, Period = key.Period, Subject = key.Subject, Attempt = key.Attempt,
        Fen = payment.Fen, Reason = payment.Reason, File = payment.File, Source = payment.Purpose.Source,
        IsRepeated = payment.IsRepeated,
    };

    private static DeferralRow Row(Budget budget, Guid id, Deferral deferral) => new()
    {
        Id = id, Budget = budget.Id, Subject = deferral.Subject, Policy = deferral.Purpose.Policy,
        Clause = deferral.Purpose.Clause, Fen = deferral.Fen, SettledFen = deferral.SettledFen, Due = deferral.Due,
    };

    private static GrantRow Row(Budget budget, Grant grant) => new()
    {
        Id = grant.Id, Budget = budget.Id, Policy = grant.Purpose.Policy, Claim = grant.Key.Claim, Period = grant.Key.Period,
        Subject = grant.Key.Subject, Fen = grant.Fen, Because = string.Join('\n', grant.Because), By = grant.By,
        Day = grant.Day,
    };
}
