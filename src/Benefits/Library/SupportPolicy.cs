using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>
/// A policy that supports companies or people (惠企政策、惠民政策): one id through all its editions, whatever their cards say.
/// </summary>
/// <param name="Id">Its id, such as <c>P020</c>.</param>
/// <param name="Editions">Its editions by their first day; never two in force on one day.</param>
public sealed record SupportPolicy(string Id, IReadOnlyList<PolicyEdition> Editions)
{
    /// <summary>The edition in force on a day; null when there is none.</summary>
    public PolicyEdition? On(DateOnly day) => Editions.LastOrDefault(edition => edition.Card.IsInForce(day));

    /// <summary>The edition in force on a day, else the next one, else the last one: what a page shows of it.</summary>
    public PolicyEdition Shown(DateOnly day) =>
        On(day) ?? Editions.FirstOrDefault(edition => edition.Card.From > day) ?? Editions[^1];
}

/// <summary>One edition of a policy: its rule card, and who gives it out, how, from which document and budget.</summary>
public sealed record PolicyEdition
{
    /// <summary>The rule card: whom it is for, on which conditions, how much.</summary>
    public required RuleCard Card { get; init; }
    /// <summary>The card as it was written.</summary>
    public required string Text { get; init; }
    /// <summary>Code of the agency in charge.</summary>
    public required string Agency { get; init; }
    /// <summary>What people call it: 补助, 奖励, 减税 …; a word of the pack.</summary>
    public required string Kind { get; init; }
    /// <summary>One sentence for whoever wonders whether it is for them.</summary>
    public required string Summary { get; init; }
    /// <summary>How it reaches people.</summary>
    public required BenefitDelivery Delivery { get; init; }
    /// <summary>What is given.</summary>
    public required MeasureKind Measure { get; init; }
    /// <summary>Where the money goes; null when there is none.</summary>
    public required PayeeAccount? Account { get; init; }
    /// <summary>Id of the document that it comes from.</summary>
    public required string Document { get; init; }
    /// <summary>Words to find it by.</summary>
    public required IReadOnlyList<string> Tags { get; init; }
    /// <summary>Numbers of the city's list of benefits without application that this policy is.</summary>
    public required IReadOnlyList<string> Also { get; init; }
    /// <summary>Policies that cannot be had together with it.</summary>
    public required IReadOnlyList<string> Excludes { get; init; }
    /// <summary>Of all policies with this word a subject can have one at a time; null for none.</summary>
    public required string? ExclusiveGroup { get; init; }
    /// <summary>When in the year it can be applied for; null for all year.</summary>
    public required YearWindow? Window { get; init; }
    /// <summary>What may be spent, by year; empty when no budget is set.</summary>
    public required IReadOnlyDictionary<int, Money> Budgets { get; init; }
    /// <summary>Where the budget figures come from.</summary>
    public required ProvenanceKind BudgetBasis { get; init; }
    /// <summary>A remark of the agency.</summary>
    public required string? Note { get; init; }
    /// <summary>Where the edition comes from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Id of the policy.</summary>
    public string Policy => Card.Id;

    /// <summary>Whether a number of the card is only an example, not read in any source.</summary>
    public bool HasExamples => Card.Illustrative.Count > 0;
}

/// <summary>How a benefit reaches those who have a right to it.</summary>
public enum BenefitDelivery
{
    /// <summary>免申即享: found by comparing data and paid without an application.</summary>
    Automatic,
    /// <summary>即申即享: one tap; conditions are verified and it is granted at once.</summary>
    Instant,
    /// <summary>申报: applied for and examined.</summary>
    OnApplication,
    /// <summary>自行申报享受: taken in one's own tax or fee return.</summary>
    SelfDeclared,
}

/// <summary>What a measure gives.</summary>
public enum MeasureKind
{
    /// <summary>Money paid out (奖补).</summary>
    Grant,
    /// <summary>Money paid back (返还、退税).</summary>
    Refund,
    /// <summary>What need not be paid (减免).</summary>
    Waiver,
    /// <summary>What may be paid later (缓缴).</summary>
    Deferral,
    /// <summary>A voucher (服务券).</summary>
    Voucher,
    /// <summary>No money: a recognition or a service (认定、服务).</summary>
    Service,
}

/// <summary>Where the money of a measure goes.</summary>
public enum PayeeAccount
{
    /// <summary>对公账户: the company's bank account.</summary>
    Public,
    /// <summary>社会保障卡: the account of the social security card.</summary>
    SocialCard,
    /// <summary>Set against the tax due.</summary>
    Tax,
    /// <summary>Set against the rent due.</summary>
    Rent,
    /// <summary>A voucher account.</summary>
    Voucher,
}

/// <summary>A part of each year, both days included; it may run over New Year.</summary>
/// <param name="FromMonth">Month of the first day.</param>
/// <param name="FromDay">The first day.</param>
/// <param name="UntilMonth">Month of the last day.</param>
/// <param name="UntilDay">The last day.</param>
public readonly record struct YearWindow(int FromMonth, int FromDay, int UntilMonth, int UntilDay)
{
    /// <summary>Whether the window is open on a day.</summary>
    public bool IsOpen(DateOnly day)
    {
        var (now, from, until) = (day.Month * 100 + day.Day, FromMonth * 100 + FromDay, UntilMonth * 100 + UntilDay);
        return from <= until ? now >= from && now <= until : now >= from || now <= until;
    }
}
