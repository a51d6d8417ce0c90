using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Yitong.Benefits;

/// <summary>
/// Where a budget's money stands (账户). Every fen moves from one account to another, so all accounts of a budget always add up
/// to zero; only <see cref="Funding"/> is ever below it.
/// </summary>
public enum LedgerAccount
{
    /// <summary>What the treasury gave (拨入): minus the size of the budget.</summary>
    Funding,
    /// <summary>Not yet promised to anybody (可用).</summary>
    Available,
    /// <summary>Reserved for a signed-off run (已承诺).</summary>
    Committed,
    /// <summary>Ordered, the bank has not said yet (应付).</summary>
    Payable,
    /// <summary>Arrived (已付).</summary>
    Paid,
    /// <summary>Came back from the bank and waits for another account (退票).</summary>
    Returned,
    /// <summary>Given up by the city: a fee or tax that need not be paid (免征).</summary>
    Waived,
    /// <summary>Put off to a due day (缓缴).</summary>
    Deferred,
    /// <summary>Given back after it had been paid to the city (退费、退税).</summary>
    Refunded,
}

/// <summary>Some fen from one account to another.</summary>
/// <param name="From">The account that it leaves.</param>
/// <param name="To">The account that it reaches.</param>
/// <param name="Fen">How much; above 0.</param>
public sealed record Posting(LedgerAccount From, LedgerAccount To, long Fen);

/// <summary>Why money moves.</summary>
/// <param name="Policy">The policy's id.</param>
/// <param name="Clause">The clause that it rests on.</param>
/// <param name="Source">The run, grant or measure that it belongs to.</param>
public sealed record MoneyPurpose(string Policy, string Clause, Guid Source);

/// <summary>A balanced entry of a budget's ledger (分录): what it is for, what moves, and the chain that seals it.</summary>
/// <param name="Purpose">Policy, clause and source.</param>
/// <param name="Postings">What moves; at least one.</param>
/// <param name="Chain">
/// SHA-256 over the chain so far and this entry with its seal: no entry can be changed, added or left out unseen.
/// </param>
public sealed record LedgerEntry(MoneyPurpose Purpose, ImmutableArray<Posting> Postings, string Chain)
{
    /// <summary>What the chain is before the first entry.</summary>
    public const string NoChain = "";

    internal static string Link(string before, MoneyPurpose purpose, ImmutableArray<Posting> postings, string? seal)
    {
        var text = new StringBuilder(before).Append('|').Append(purpose.Policy).Append('|').Append(purpose.Clause)
            .Append('|').Append(purpose.Source).Append('|').Append(seal);
        foreach (var posting in postings)
            text.Append(CultureInfo.InvariantCulture, $"|{posting.From}>{posting.To}:{posting.Fen}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
