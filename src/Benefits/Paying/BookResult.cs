using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// Books the bank's answer to a file (对账入账): every line of it, or, when one line does not agree, nothing. The same answer again
/// is booked already.
/// </summary>
/// <param name="Text">The answer, as <see cref="BankFile"/> reads it.</param>
[Act("book-result")]
internal sealed record BookResult(string Text) : ICommand<Budget, BudgetEvent, BudgetFacts>
{
    /// <summary>The answer as read.</summary>
    internal Outcome<BankAnswer> Answer { get; } = BankFile.Read(Text);

    public Refusal? NotNow(Budget now, BudgetFacts facts) => Budget.NotFor(facts.By, now.Office);

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, BudgetFacts facts)
    {
        if (Answer.Refusal is { } unreadable) return unreadable;
        if (!now.Files.TryGetValue(Answer.Value.File, out var file)) return SignFile.NoFile;
        return Reconciliation.Of(now.Code, file, facts.Held, Answer.Value).Then(back => Booked(now, file, back));
    }

    private Outcome<IReadOnlyList<BudgetEvent>> Booked(
        Budget now, PaymentFile file, IReadOnlyList<(PaymentOrderRow Order, string Reason)> back)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
        if (file.State == FileState.Booked)
            return file.ResultHash == hash ? Array.Empty<BudgetEvent>() : new Refusal("bank.booked-already");
        if (file.State != FileState.Sent) return new Refusal("payment.not-sent");
        var returned = back.Select(line => new ReturnedLine(
            line.Order.Key, file.Purpose with { Source = line.Order.Source }, line.Order.Name, line.Order.Fen, line.Reason))
            .ToImmutableArray();
        return now.Moving(
            new ResultBooked(file.Number, hash, Answer.Value.Lines.Count - returned.Length, returned), file.Purpose,
            new(LedgerAccount.Payable, LedgerAccount.Paid, Answer.Value.PaidFen),
            new(LedgerAccount.Payable, LedgerAccount.Returned, Answer.Value.ReturnedFen));
    }
}
