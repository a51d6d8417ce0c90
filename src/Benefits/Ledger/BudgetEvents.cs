using System.Collections.Immutable;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Something that happened to a budget.</summary>
public abstract record BudgetEvent
{
    /// <summary>The entry that it makes in the ledger; null when no money moves.</summary>
    public LedgerEntry? Entry { get; init; }

    /// <summary>The payment orders that it seals; null when there are none.</summary>
    public RowsSeal? Seal { get; init; }

    /// <summary>What the entry's chain covers beside the postings.</summary>
    internal virtual string? Sealed => Seal?.Hash;
}

/// <summary>A budget was opened.</summary>
[Event("budget.opened")]
internal sealed record BudgetOpened(string Code, string Title, string Office) : BudgetEvent;

/// <summary>More money was added to a budget, or some taken away.</summary>
[Event("budget.changed")]
internal sealed record BudgetChanged(string Reason) : BudgetEvent;

/// <summary>A run was signed off by two people and its sum set aside.</summary>
[Event("budget.funds-reserved")]
internal sealed record FundsReserved(RunMoney Run, string ListChain) : BudgetEvent
{
    internal override string? Sealed => ListChain;
}

/// <summary>Payment orders of one chunk of a run's list were drawn up; of the lines that wait, none.</summary>
[Event("budget.orders-drawn")]
internal sealed record OrdersDrawn(Guid Run, int ListChunk) : BudgetEvent;

/// <summary>What a run did not need went back to the budget.</summary>
[Event("budget.funds-released")]
internal sealed record FundsReleased(Guid Run) : BudgetEvent;

/// <summary>A benefit was granted to one subject, with its payment order.</summary>
[Event("budget.grant-made")]
internal sealed record GrantMade(Grant Grant) : BudgetEvent;

/// <summary>A payment that had come back was ordered again, to another account.</summary>
[Event("budget.order-repeated")]
internal sealed record OrderRepeated(OrderKey Key) : BudgetEvent;

/// <summary>One person gathered single orders into a file for the bank and signed it off.</summary>
[Event("budget.file-gathered")]
internal sealed record FileGathered(
    MoneyPurpose Purpose, ImmutableArray<int> Chunks, int Count, long Fen, string Signer, string? Name = null) : BudgetEvent;

/// <summary>A second person signed a file off.</summary>
[Event("budget.file-signed")]
internal sealed record FileSigned(int File, string Signer, string? Name = null) : BudgetEvent;

/// <summary>A file went to the bank.</summary>
[Event("budget.file-sent")]
internal sealed record FileSent(int File) : BudgetEvent;

/// <summary>The bank's answer to a file was booked, all of it.</summary>
[Event("budget.result-booked")]
internal sealed record ResultBooked(
    int File, string ResultHash, int PaidCount, ImmutableArray<ReturnedLine> Returned) : BudgetEvent
{
    internal override string? Sealed => ResultHash;
}

/// <summary>A line that the bank gave back.</summary>
internal sealed record ReturnedLine(OrderKey Key, MoneyPurpose Purpose, string Name, long Fen, string Reason);

/// <summary>A payment to the city was put off.</summary>
[Event("budget.payment-deferred")]
internal sealed record PaymentDeferred(Guid Id, string Subject, long Fen, DateOnly Due) : BudgetEvent;

/// <summary>A payment that had been put off came in, or a part of it.</summary>
[Event("budget.deferral-settled")]
internal sealed record DeferralSettled(Guid Id, long Fen) : BudgetEvent;

/// <summary>A payment to the city was waived.</summary>
[Event("budget.payment-waived")]
internal sealed record PaymentWaived(string Subject) : BudgetEvent;

/// <summary>A payment to the city was given back.</summary>
[Event("budget.payment-refunded")]
internal sealed record PaymentRefunded(string Subject) : BudgetEvent;

