using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>The account at which somebody wants to receive what the city pays (收款账户).</summary>
/// <param name="Subject">Citizen number or credit code.</param>
/// <param name="Bank">The bank's name.</param>
/// <param name="Number">The account's number; pages show its last four digits only.</param>
public sealed record ReceivingAccount(string Subject, string Bank, string Number)
{
    /// <summary>The number as pages show it.</summary>
    public string Masked => Masking.Account(Number);
}

/// <summary>Something that happened to a receiving account.</summary>
public abstract record AccountEvent;

/// <summary>Somebody confirmed the account.</summary>
[Event("account.confirmed")]
public sealed record AccountConfirmed(string Subject, string Bank, string Number) : AccountEvent;

/// <summary>A receiving account as payment runs look it up.</summary>
public sealed class ReceivingAccountRow
{
    /// <summary>Citizen number or credit code.</summary>
    public string Subject { get; set; } = "";
    /// <summary>The bank's name.</summary>
    public string Bank { get; set; } = "";
    /// <summary>The account's number.</summary>
    public string Number { get; set; } = "";
}

/// <summary>Keeps receiving accounts: one for each subject, confirmed by the subject. Thread-safe.</summary>
public sealed class ReceivingAccounts(Journal journal, Rows rows)
{
    /// <summary>How these streams are read and written.</summary>
    public static StreamKind<ReceivingAccount, AccountEvent> Kind { get; } = new(
        (ReceivingAccount? before, AccountEvent happened, in Happening at) =>
            new(((AccountConfirmed)happened).Subject, ((AccountConfirmed)happened).Bank, ((AccountConfirmed)happened).Number),
        (_, after) => [RowChange.Upsert(new ReceivingAccountRow
        {
            Subject = after.Subject, Bank = after.Bank, Number = after.Number,
        })],
        [typeof(ReceivingAccountRow)]);

    private readonly Streams<ReceivingAccount, AccountEvent> streams = new(journal, Kind);

    /// <summary>Confirms the account of a subject; whoever calls has made sure that the actor may.</summary>
    /// <returns>The account; or <c>account.not-valid</c> with its field.</returns>
    public async Task<Outcome<ReceivingAccount>> ConfirmAsync(Act act, string subject, string? bank, string? number)
    {
        var digits = WideText.Fold(number ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length is < 12 or > 25 || !digits.All(char.IsAsciiDigit)) return Fault("number", "account.number-not-valid");
        if (string.IsNullOrWhiteSpace(bank) || bank.Length > 60 || bank.Any(c => char.IsControl(c) || c == '|'))
            return Fault("bank", "account.bank-not-valid");
        var done = await streams.ActAsync(IdOf(subject), act, null, null, known =>
            known is not null && known.Number == digits && known.Bank == bank ? Array.Empty<AccountEvent>()
                : new AccountEvent[] { new AccountConfirmed(subject, bank, digits) });
        return done.Then<ReceivingAccount>(granted => granted.State);
    }

    /// <summary>The account of a subject; null when none is confirmed.</summary>
    public async Task<ReceivingAccount?> FindAsync(string subject) => (await streams.LoadAsync(IdOf(subject))).State;

    /// <summary>The confirmed accounts of subjects between two codes, both included.</summary>
    internal async Task<Dictionary<string, string>> BetweenAsync(string first, string last)
    {
        await using var db = rows.Open();
        return await db.Set<ReceivingAccountRow>()
            .Where(row => string.Compare(row.Subject, first) >= 0 && string.Compare(row.Subject, last) <= 0)
            .ToDictionaryAsync(row => row.Subject, row => row.Number);
    }

    private static Refusal Fault(string field, string code) =>
        new("account.not-valid", RefusalKind.NotValid) { Fields = [new(field, code)] };

    // One stream for each subject, whichever node begins it.
    private static Guid IdOf(string subject) =>
        StreamIds.Of("receiving-account " + subject);
}
