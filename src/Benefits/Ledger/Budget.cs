using System.Collections.Immutable;
using System.Globalization;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// A budget (预算、专项资金) with its ledger: all money that policies give away moves here, one entry after another, whoever
/// moves it and on whichever node, so that it can never be promised twice.
/// </summary>
public sealed record Budget
{
    private static readonly int Accounts = Enum.GetValues<LedgerAccount>().Length;

    /// <summary>Its id, which is also its stream's.</summary>
    public required Guid Id { get; init; }
    /// <summary>Its code, unique in the city.</summary>
    public required string Code { get; init; }
    /// <summary>Its title.</summary>
    public required string Title { get; init; }
    /// <summary>The agency that answers for it.</summary>
    public required string Office { get; init; }
    /// <summary>What stands on each account, in fen, in the order of <see cref="LedgerAccount"/>.</summary>
    public ImmutableArray<long> Balances { get; init; } = [.. new long[Accounts]];
    /// <summary>How many entries its ledger has.</summary>
    public int Entries { get; init; }
    /// <summary>The end of the chain of entries.</summary>
    public string Chain { get; init; } = LedgerEntry.NoChain;
    /// <summary>Chunks of payment orders so far.</summary>
    public int Chunks { get; init; }
    /// <summary>What it still owes or has paid for each run.</summary>
    public ImmutableDictionary<Guid, RunMoney> Runs { get; init; } = ImmutableDictionary<Guid, RunMoney>.Empty;
    /// <summary>Files for the bank, by number.</summary>
    public ImmutableSortedDictionary<int, PaymentFile> Files { get; init; } = ImmutableSortedDictionary<int, PaymentFile>.Empty;
    /// <summary>Orders of single grants and repeated orders that are in no file yet.</summary>
    public ImmutableArray<LooseOrder> Loose { get; init; } = [];
    /// <summary>Payments that came back, by the key of their order.</summary>
    public ImmutableDictionary<OrderKey, ReturnedPayment> Returned { get; init; } =
        ImmutableDictionary<OrderKey, ReturnedPayment>.Empty;
    /// <summary>Deferrals, by id.</summary>
    public ImmutableDictionary<Guid, Deferral> Deferrals { get; init; } = ImmutableDictionary<Guid, Deferral>.Empty;
    /// <summary>What the last act did, for the rows that follow from it.</summary>
    internal LastAct Last { get; init; } = LastAct.None;

    /// <summary>What stands on an account, in fen.</summary>
    public long this[LedgerAccount account] => Balances[(int)account];

    /// <summary>The whole budget, in fen.</summary>
    public long Fen => -this[LedgerAccount.Funding];

    /// <summary>The code of the budget that a policy has to itself in a year.</summary>
    public static string CodeOf(string policy, int year) => string.Create(CultureInfo.InvariantCulture, $"{policy}-{year}");

    /// <summary>The next entry, or why the money does not suffice.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="seal">The hash of the orders that it covers; null when it covers none.</param>
    /// <param name="postings">What is to move; postings of nothing are left out.</param>
    /// <returns>
    /// The entry; or <c>ledger.over-budget</c>, <c>ledger.account-short</c>, <c>ledger.amount-not-valid</c>, which name policy,
    /// clause and budget.
    /// </returns>
    internal Outcome<LedgerEntry> Enter(MoneyPurpose purpose, string? seal, params ReadOnlySpan<Posting> postings)
    {
        var (left, kept) = (Balances.ToBuilder(), ImmutableArray.CreateBuilder<Posting>());
        foreach (var posting in postings)
        {
            if (posting.Fen < 0 || posting.Fen > long.MaxValue / 4) return Refuse("ledger.amount-not-valid", purpose, posting, 0);
            if (posting.Fen == 0) continue;
            var from = left[(int)posting.From];
            if (posting.From != LedgerAccount.Funding && from < posting.Fen)
                return Refuse(posting.From == LedgerAccount.Available ? "ledger.over-budget" : "ledger.account-short",
                    purpose, posting, from);
            left[(int)posting.From] = from - posting.Fen;
            left[(int)posting.To] += posting.Fen;
            kept.Add(posting);
        }
        var entry = kept.ToImmutable();
        return new LedgerEntry(purpose, entry, LedgerEntry.Link(Chain, purpose, entry, seal));
    }

    /// <summary>What happened, with its entry; or why the money does not suffice.</summary>
    internal Outcome<IReadOnlyList<BudgetEvent>> Moving(
        BudgetEvent happened, MoneyPurpose purpose, params ReadOnlySpan<Posting> postings) =>
        Enter(purpose, happened.Sealed, postings)
            .Then<IReadOnlyList<BudgetEvent>>(entry => new[] { happened with { Entry = entry } });

    /// <summary>Why somebody may not act on an agency's money; null when they may.</summary>
    internal static Refusal? NotFor(Actor by, string office) =>
        by.Role == ActorRole.Engine || by.Role == ActorRole.Official && by.Office == office ? null : NotYours;

    /// <summary>The money belongs to another agency.</summary>
    internal static Refusal NotYours => new("budget.not-your-office", RefusalKind.NotAllowed);

    /// <summary>There is no such budget, or the caller may not know of it.</summary>
    internal static Refusal NotFound => new("budget.not-found", RefusalKind.NotFound);

    internal Budget Apply(LedgerEntry entry, string? seal)
    {
        if (LedgerEntry.Link(Chain, entry.Purpose, entry.Postings, seal) != entry.Chain)
            throw new InvalidDataException($"The ledger of the budget {Code} does not follow after entry {Entries}.");
        var left = Balances.ToBuilder();
        foreach (var posting in entry.Postings)
        {
            left[(int)posting.From] -= posting.Fen;
            left[(int)posting.To] += posting.Fen;
        }
        return this with { Balances = left.ToImmutable(), Chain = entry.Chain, Entries = Entries + 1 };
    }

    private Refusal Refuse(string code, MoneyPurpose purpose, Posting posting, long left) => new Refusal(code, RefusalKind.NotNow)
        .With("policy", purpose.Policy).With("clause", purpose.Clause).With("budget", $"{Title}{Code}")
        .With("amount", new Money(posting.Fen).ToString()).With("left", new Money(left).ToString());
}

/// <summary>What a budget has set aside and ordered for one run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Policy">Its policy.</param>
/// <param name="Clause">The clause that it rests on.</param>
/// <param name="Claim">Under which name its orders are unique: the policy's id, or the exclusion group's.</param>
/// <param name="Period">For which period.</param>
/// <param name="Signers">The two people who signed it off.</param>
/// <param name="LeftFen">What is still reserved and not ordered.</param>
/// <param name="ListChunks">How many chunks of its list have been gone through.</param>
/// <param name="Ordered">How many orders it has.</param>
/// <param name="OrderedFen">Their sum.</param>
/// <param name="IsClosed">Whether the rest was released.</param>
public sealed record RunMoney(
    Guid Run, string Policy, string Clause, string Claim, string Period, ImmutableArray<string> Signers, long LeftFen,
    int ListChunks = 0, int Ordered = 0, long OrderedFen = 0, bool IsClosed = false)
{
    /// <summary>Names of the signers in their order; empty where none was written down.</summary>
    public ImmutableArray<string> SignerNames { get; init; } = [];

    /// <summary>What its money is for.</summary>
    internal MoneyPurpose Purpose => new(Policy, Clause, Run);
}

/// <summary>What makes a payment unique for ever (防重复): this is the primary key of payment orders.</summary>
/// <param name="Claim">The policy's id, or the name of the group of policies that exclude each other.</param>
/// <param name="Period">The period, such as <c>2026</c> or <c>2026-11</c>.</param>
/// <param name="Subject">Citizen number or credit code.</param>
/// <param name="Attempt">1; 2 and more only after the bank gave the one before back.</param>
public sealed record OrderKey(string Claim, string Period, string Subject, int Attempt);

/// <summary>An order that is in no file yet.</summary>
/// <param name="Chunk">The chunk that it stands in, alone.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Fen">Its amount.</param>
public sealed record LooseOrder(int Chunk, MoneyPurpose Purpose, long Fen);

/// <summary>A file for the bank (付款文件).</summary>
/// <param name="Number">Its number within the budget.</param>
/// <param name="Run">The run whose orders it holds; null for single grants and repeated orders.</param>
/// <param name="Purpose">The policy and clause that all its orders rest on.</param>
/// <param name="Chunks">The chunks of orders in it.</param>
/// <param name="Count">How many orders.</param>
/// <param name="Fen">Their sum.</param>
/// <param name="Signers">Who has signed it off: two different people before it may go.</param>
/// <param name="State">How far it is.</param>
/// <param name="ResultHash">SHA-256 of the bank's answer once it was booked.</param>
public sealed record PaymentFile(
    int Number, Guid? Run, MoneyPurpose Purpose, ImmutableArray<int> Chunks, int Count, long Fen, ImmutableArray<string> Signers,
    FileState State, string? ResultHash = null)
{
    /// <summary>Names of the signers in their order; empty where none was written down.</summary>
    public ImmutableArray<string> SignerNames { get; init; } = [];
}

/// <summary>How far a file for the bank is.</summary>
public enum FileState
{
    /// <summary>One has signed it off; the second has not (待复核).</summary>
    Gathered,
    /// <summary>Two have signed it off; it may go (待发送).</summary>
    SignedOff,
    /// <summary>It went to the bank (已发送).</summary>
    Sent,
    /// <summary>The bank's answer is booked (已对账).</summary>
    Booked,
}

/// <summary>A payment that the bank gave back (退票).</summary>
/// <param name="Purpose">What it was for.</param>
/// <param name="Name">The receiver's name.</param>
/// <param name="Fen">How much.</param>
/// <param name="Reason">What the bank said.</param>
/// <param name="File">In which file it went out.</param>
/// <param name="IsRepeated">Whether it was ordered again.</param>
public sealed record ReturnedPayment(
    MoneyPurpose Purpose, string Name, long Fen, string Reason, int File, bool IsRepeated = false);

/// <summary>A payment to the city that was put off (缓缴).</summary>
/// <param name="Purpose">Policy and clause.</param>
/// <param name="Subject">Whose payment: citizen number or credit code.</param>
/// <param name="Fen">How much is still put off.</param>
/// <param name="Due">The day by which it is due.</param>
/// <param name="SettledFen">How much of it has come in.</param>
public sealed record Deferral(MoneyPurpose Purpose, string Subject, long Fen, DateOnly Due, long SettledFen = 0);

/// <summary>Entries and things that changed in one act, so that only their rows are written.</summary>
internal sealed record LastAct(
    Guid Act, ImmutableArray<(int Number, LedgerEntry Entry, string What, DateTimeOffset At, string By)> Entries,
    ImmutableArray<int> Files, ImmutableArray<OrderKey> Returned, ImmutableArray<Guid> Deferrals, ImmutableArray<Grant> Grants)
{
    public static readonly LastAct None = new(Guid.Empty, [], [], [], [], []);
}

/// <summary>A benefit granted to one subject on application (即申即享).</summary>
/// <param name="Id">The grant's id: the application's.</param>
/// <param name="Key">What makes it unique.</param>
/// <param name="Purpose">Policy and clause.</param>
/// <param name="Name">The receiver's name.</param>
/// <param name="Fen">How much.</param>
/// <param name="Because">Why, condition by condition, as the person and the auditor read it.</param>
/// <param name="By">Who granted: the engine, or an official.</param>
/// <param name="Day">On which day in the city.</param>
public sealed record Grant(
    Guid Id, OrderKey Key, MoneyPurpose Purpose, string Name, long Fen, ImmutableArray<string> Because, string By, DateOnly Day);
