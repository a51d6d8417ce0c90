using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>A budget as lists show it.</summary>
public sealed class BudgetRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }
    /// <summary>Its code.</summary>
    public string Code { get; set; } = "";
    /// <summary>Its title.</summary>
    public string Title { get; set; } = "";
    /// <summary>The agency that answers for it.</summary>
    public string Office { get; set; } = "";
    /// <summary>The end of its ledger's chain.</summary>
    public string Chain { get; set; } = "";
}

/// <summary>What stands on one account of a budget.</summary>
internal sealed class LedgerAccountRow
{
    /// <summary>The budget.</summary>
    public Guid Budget { get; set; }
    /// <summary>The account.</summary>
    public LedgerAccount Account { get; set; }
    /// <summary>What stands on it.</summary>
    public long Fen { get; set; }
}

/// <summary>One posting of an entry.</summary>
public sealed class LedgerEntryRow
{
    /// <summary>The budget.</summary>
    public Guid Budget { get; set; }
    /// <summary>The entry's number: 1, 2, 3 ….</summary>
    public int Number { get; set; }
    /// <summary>The posting's place in the entry, from 1.</summary>
    public int Part { get; set; }
    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>What happened: the event's name.</summary>
    public string What { get; set; } = "";
    /// <summary>Who did it.</summary>
    public string By { get; set; } = "";
    /// <summary>The account that the money left.</summary>
    public LedgerAccount From { get; set; }
    /// <summary>The account that it reached.</summary>
    public LedgerAccount To { get; set; }
    /// <summary>How much.</summary>
    public long Fen { get; set; }
    /// <summary>For which policy.</summary>
    public string Policy { get; set; } = "";
    /// <summary>Under which clause.</summary>
    public string Clause { get; set; } = "";
    /// <summary>The run, grant or measure.</summary>
    public Guid Source { get; set; }
    /// <summary>The chain up to and with this entry.</summary>
    public string Chain { get; set; } = "";
}

/// <summary>
/// A payment order (付款单). Its key is the proof that nobody is paid twice: the same subject cannot stand here twice for the same
/// claim, period and attempt, whichever node, rerun or restart tries. Append-only.
/// </summary>
internal sealed class PaymentOrderRow : SealedRow
{
    /// <summary>The policy's id, or the name of the group of policies that exclude each other.</summary>
    public string Claim { get; set; } = "";
    /// <summary>For which period.</summary>
    public string Period { get; set; } = "";
    /// <summary>Citizen number or credit code.</summary>
    public string Subject { get; set; } = "";
    /// <summary>1; more only after the bank gave the one before back.</summary>
    public int Attempt { get; set; }
    /// <summary>The receiver's name.</summary>
    public string Name { get; set; } = "";
    /// <summary>The receiver's account.</summary>
    public string Account { get; set; } = "";
    /// <summary>How much.</summary>
    public long Fen { get; set; }
    /// <summary>The run or grant that it belongs to.</summary>
    public Guid Source { get; set; }

    /// <summary>What makes it unique.</summary>
    internal OrderKey Key => new(Claim, Period, Subject, Attempt);

    internal static PaymentOrderRow Of(OrderKey key, Guid source, string name, string account, long fen) => new()
    {
        Claim = key.Claim, Period = key.Period, Subject = key.Subject, Attempt = key.Attempt, Name = name, Account = account,
        Fen = fen, Source = source,
    };
}

/// <summary>A file for the bank.</summary>
public sealed class PaymentFileRow
{
    /// <summary>The budget.</summary>
    public Guid Budget { get; set; }
    /// <summary>Its number within the budget.</summary>
    public int Number { get; set; }
    /// <summary>The run; null for single orders.</summary>
    public Guid? Run { get; set; }
    /// <summary>How many orders.</summary>
    public int Count { get; set; }
    /// <summary>Their sum.</summary>
    public long Fen { get; set; }
    /// <summary>Who signed first.</summary>
    public string FirstSigner { get; set; } = "";
    /// <summary>Who signed second; null when nobody has.</summary>
    public string? SecondSigner { get; set; }
    /// <summary>The first signer's name; empty where none was written down.</summary>
    public string FirstName { get; set; } = "";
    /// <summary>The second signer's name; empty where nobody signed or none was written down.</summary>
    public string SecondName { get; set; } = "";
    /// <summary>How far it is.</summary>
    public FileState State { get; set; }
}

/// <summary>Which file holds a chunk of orders.</summary>
internal sealed class FileChunkRow
{
    /// <summary>The budget.</summary>
    public Guid Budget { get; set; }
    /// <summary>The chunk of orders.</summary>
    public int Chunk { get; set; }
    /// <summary>The file's number.</summary>
    public int File { get; set; }
}

/// <summary>A payment that came back.</summary>
public sealed class ReturnedPaymentRow
{
    /// <summary>The budget.</summary>
    public Guid Budget { get; set; }
    /// <summary>The claim of the order.</summary>
    public string Claim { get; set; } = "";
    /// <summary>The period of the order.</summary>
    public string Period { get; set; } = "";
    /// <summary>The subject of the order.</summary>
    public string Subject { get; set; } = "";
    /// <summary>The attempt that came back.</summary>
    public int Attempt { get; set; }
    /// <summary>How much.</summary>
    public long Fen { get; set; }
    /// <summary>What the bank said.</summary>
    public string Reason { get; set; } = "";
    /// <summary>In which file it had gone out.</summary>
    public int File { get; set; }
    /// <summary>The run or grant.</summary>
    public Guid Source { get; set; }
    /// <summary>Whether it was ordered again.</summary>
    public bool IsRepeated { get; set; }

    /// <summary>The key of the order.</summary>
    internal OrderKey Key => new(Claim, Period, Subject, Attempt);
}

/// <summary>A payment to the city that was put off.</summary>
internal sealed class DeferralRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }
    /// <summary>The budget.</summary>
    public Guid Budget { get; set; }
    /// <summary>Whose payment.</summary>
    public string Subject { get; set; } = "";
    /// <summary>The policy.</summary>
    public string Policy { get; set; } = "";
    /// <summary>The clause.</summary>
    public string Clause { get; set; } = "";
    /// <summary>How much is still put off.</summary>
    public long Fen { get; set; }
    /// <summary>How much of it has come in.</summary>
    public long SettledFen { get; set; }
    /// <summary>The day by which it is due.</summary>
    public DateOnly Due { get; set; }
}

/// <summary>A benefit granted on application.</summary>
public sealed class GrantRow
{
    /// <summary>Its id: the application's.</summary>
    public Guid Id { get; set; }
    /// <summary>The budget.</summary>
    public Guid Budget { get; set; }
    /// <summary>The policy.</summary>
    public string Policy { get; set; } = "";
    /// <summary>The claim of its order.</summary>
    public string Claim { get; set; } = "";
    /// <summary>The period.</summary>
    public string Period { get; set; } = "";
    /// <summary>The subject.</summary>
    public string Subject { get; set; } = "";
    /// <summary>How much.</summary>
    public long Fen { get; set; }
    /// <summary>Why, one condition a line.</summary>
    public string Because { get; set; } = "";
    /// <summary>The engine, or the official who granted it.</summary>
    public string By { get; set; } = "";
    /// <summary>On which day.</summary>
    public DateOnly Day { get; set; }
}

/// <summary>Declares the tables of ledgers, runs and grants.</summary>
internal sealed class PaymentTables : IRowModel
{
    /// <inheritdoc/>
    public void Configure(ModelBuilder model)
    {
        model.Entity<BudgetRow>().ToTable("budgets").HasIndex(row => row.Code).IsUnique();
        model.Entity<LedgerAccountRow>().ToTable("ledger_accounts").HasKey(row => new { row.Budget, row.Account });
        model.Entity<LedgerEntryRow>(row =>
        {
            row.ToTable("ledger_entries").HasKey(r => new { r.Budget, r.Number, r.Part });
            row.HasIndex(r => new { r.Policy, r.Clause });
            row.HasIndex(r => r.Source);
        });
        model.Entity<PaymentOrderRow>(row =>
        {
            row.ToTable("payment_orders").HasKey(r => new { r.Claim, r.Period, r.Subject, r.Attempt });
            row.HasIndex(r => new { r.Stream, r.Chunk, r.Line }).IsUnique();
        });
        model.Entity<PaymentFileRow>().ToTable("payment_files").HasKey(row => new { row.Budget, row.Number });
        model.Entity<FileChunkRow>().ToTable("payment_file_chunks").HasKey(row => new { row.Budget, row.Chunk });
        model.Entity<ReturnedPaymentRow>(row =>
        {
            row.ToTable("returned_payments").HasKey(r => new { r.Claim, r.Period, r.Subject, r.Attempt });
            row.HasIndex(r => r.Subject);
        });
        model.Entity<DeferralRow>(row =>
        {
            row.ToTable("deferrals").HasKey(r => r.Id);
            row.HasIndex(r => r.Subject);
            row.HasIndex(r => r.Due);
        });
        model.Entity<GrantRow>(row =>
        {
            row.ToTable("grants").HasKey(r => r.Id);
            row.HasIndex(r => r.Subject);
        });
        RunTables.Configure(model);
        ReferralHistory.Configure(model);
    }
}
