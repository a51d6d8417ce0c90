using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>Hands a file out to the bank; asked for again, nothing happens again.</summary>
/// <param name="File">The file's number.</param>
[Act("send-file")]
internal sealed record SendFile(int File) : ICommand<Budget, BudgetEvent>
{
    public Refusal? NotNow(Budget now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : !now.Files.TryGetValue(File, out var file) ? SignFile.NoFile
        : file.State == FileState.Gathered ? new("payment.not-signed")
        : null;

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, Facts facts) =>
        now.Files[File].State == FileState.SignedOff ? new BudgetEvent[] { new FileSent(File) } : Array.Empty<BudgetEvent>();
}

/// <summary>Sends files: the text that goes to the bank, the same each time. Thread-safe.</summary>
internal sealed class FileSending(BudgetDesk budgets, PaymentLists lists)
{
    /// <summary>The file's text; or why it may not go.</summary>
    public async Task<Outcome<string>> SendAsync(Guid budget, Caller caller, int number)
    {
        var could = await budgets.CouldDoAsync(budget, caller.By, new SendFile(number));
        if (could.Refusal is { } no) return no;
        var now = (await budgets.FindAsync(budget))!;
        // Written before it counts as sent: what cannot be written is not on its way.
        var text = BankFile.Out(now.Code, now.Files[number], await lists.OrdersAsync(budget, now.Files[number]));
        if (text.Refusal is not null) return text;
        var sent = await budgets.DoAsync(budget, caller, new SendFile(number));
        return sent.Refusal is { } refusal ? refusal : text;
    }
}
