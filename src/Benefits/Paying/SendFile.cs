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
    /// <summary>Hands a file out; its text, or why it may not go.</summary>
    public async Task<Outcome<string>> SendAsync(Guid budget, Caller caller, int number)
    {
        var could = await budgets.CouldDoAsync(budget, caller.By, new SendFile(number));
        if (could.Refusal is { } no) return no;
        // Written before it counts as sent: what cannot be written is not on its way.
        var text = await WrittenAsync(could.Value, number);
        if (text.Refusal is not null) return text;
        var sent = await budgets.DoAsync(budget, caller, new SendFile(number));
        return sent.Refusal is { } refusal ? refusal : text;
    }

    /// <summary>The text of a file that was handed out before; or why there is none to see.</summary>
    public async Task<Outcome<string>> SentAsync(Guid budget, Caller caller, int number)
    {
        var could = await budgets.CouldDoAsync(budget, caller.By, new SendFile(number));
        return could.Refusal is { } no ? no
            : could.Value.Files[number].State == FileState.SignedOff ? new Refusal("payment.not-out")
            : await WrittenAsync(could.Value, number);
    }

    private async Task<Outcome<string>> WrittenAsync(Budget now, int number) =>
        BankFile.Out(now.Code, now.Files[number], await lists.OrdersAsync(now.Id, now.Files[number]));
}
