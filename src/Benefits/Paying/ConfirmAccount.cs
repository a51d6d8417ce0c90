using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// A subject confirms the account at which they want to receive what the city pays (确认收款账户). One for each subject; the latest
/// counts.
/// </summary>
/// <param name="Subject">Whose: party id or code; oneself when missing. The desk gets the code.</param>
/// <param name="Bank">The bank's name.</param>
/// <param name="Number">The account's number; in wide characters and with spaces, too.</param>
[Act("confirm-account", Unclear = "account.not-valid")]
public sealed record ConfirmAccount(
    [Ask(Name = "for", IsOptional = true)] string? Subject,
    [Ask(Most = 60, Missing = ConfirmAccount.NoBank, Unreadable = ConfirmAccount.NoBank)] string? Bank,
    [Ask(Most = 60, Missing = ConfirmAccount.NoNumber, Unreadable = ConfirmAccount.NoNumber)] string? Number)
    : IBeginning<ReceivingAccount, AccountEvent>
{
    private const string NoBank = "account.bank-not-valid";
    private const string NoNumber = "account.number-not-valid";

    /// <inheritdoc/>
    public string About => ReceivingAccount.AboutOf(Subject!);

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Facts facts)
    {
        // A bar parts the fields of a file for the bank.
        if (Bank?.Any(c => char.IsControl(c) || c == '|') == true) yield return new("bank", NoBank);
        if (Digits is not { Length: >= 12 and <= 25 } digits || !digits.All(char.IsAsciiDigit))
            yield return new("number", NoNumber);
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<AccountEvent>> Decide(Facts facts) =>
        new AccountEvent[] { new AccountConfirmed(Subject!, Bank!, Digits) };

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<AccountEvent>> Again(ReceivingAccount now, Facts facts) =>
        now.Number == Digits && now.Bank == Bank ? Array.Empty<AccountEvent>() : Decide(facts);

    private string Digits => WideText.Fold(Number ?? "").Replace(" ", "", StringComparison.Ordinal);
}
