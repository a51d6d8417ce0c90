using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>The account at which somebody wants to receive what the city pays (收款账户).</summary>
/// <param name="Subject">Citizen number or credit code.</param>
/// <param name="Bank">The bank's name.</param>
/// <param name="Number">The account's number; pages show its last four digits only.</param>
public sealed record ReceivingAccount(string Subject, string Bank, string Number)
{
    /// <summary>How these streams are read and written: one for each subject, whichever node begins it.</summary>
    public static StreamKind<ReceivingAccount, AccountEvent> Kind { get; } = new(
        (ReceivingAccount? _, AccountEvent happened, in Happening _) => ((AccountConfirmed)happened).Account,
        now => new ReceivingAccountRow { Subject = now.Subject, Bank = now.Bank, Number = now.Number },
        typeof(ReceivingAccountRow));

    /// <summary>The number as pages show it.</summary>
    public string Masked => Masking.Account(Number);

    /// <summary>The stream of a subject's account.</summary>
    internal static Guid IdOf(string subject) => StreamIds.Of(AboutOf(subject));

    internal static string AboutOf(string subject) => "receiving-account " + subject;
}

/// <summary>Something that happened to a receiving account.</summary>
public abstract record AccountEvent;

/// <summary>Somebody confirmed the account.</summary>
[Event("account.confirmed")]
internal sealed record AccountConfirmed(string Subject, string Bank, string Number) : AccountEvent
{
    internal ReceivingAccount Account => new(Subject, Bank, Number);
}

/// <summary>A receiving account as payment runs look it up.</summary>
internal sealed class ReceivingAccountRow
{
    /// <summary>Citizen number or credit code.</summary>
    public string Subject { get; set; } = "";
    /// <summary>The bank's name.</summary>
    public string Bank { get; set; } = "";
    /// <summary>The account's number.</summary>
    public string Number { get; set; } = "";
}
