using Yitong.Catalogue;
using Yitong.Demo.Population;
using Yitong.Rules;
using Yitong.Web;

namespace Yitong.Bench.Rules;

/// <summary>
/// The register and the policies that all systems of one run are given: thirty facts of the Dalian pack for invented companies, and
/// policies in the shapes of the pack's cards with thresholds drawn from the seed.
/// </summary>
internal sealed class RulesWorld
{
    public static readonly DateOnly Today = new(2026, 6, 1);

    private static readonly string[] Columns =
    [
        "registered_in_city", "entity_type", "entity_size", "industry", "district", "pilot_zone", "founded_on", "staff_count",
        "total_assets", "abnormal_listed", "seriously_dishonest", "restricted_industry", "tax_credit_grade", "tax_arrears",
        "vat_type", "revenue_last_year", "taxable_income_last_year", "rd_spend_last_year", "rd_deductible_last_year",
        "tax_filed_12_months", "unemployment_months_last_year", "unemployment_paid_last_year", "insured_average_last_year",
        "layoff_rate_last_year", "hitech_certified_times", "srdi_grade", "growth_tier", "trade_last_year", "patents_granted",
        "six_taxes_last_year",
    ];

    public RulesWorld(long seed, int companies, int policies, int formulas)
    {
        var pack = Modules.ReadPack(Path.Combine(Checkout.Root, "packs/dalian")).Pack!.Catalogue().Facts;
        Facts = new([.. Columns.Select((id, at) => pack.TryFind(id, out var fact)
            ? fact with { Index = at } : throw new InvalidOperationException(id))], pack.Lists);
        Register = new City(Facts, seed, Today).Register(SubjectKind.Company, companies);
        Seed = seed;
        Rules = Draw(seed, policies, formulas);
    }

    public long Seed { get; }

    public FactBook Facts { get; }

    public Register Register { get; }

    public IReadOnlyList<BoundRule> Rules { get; }

    public IReadOnlyList<BoundRule> Draw(long seed, int policies, int formulas)
    {
        var shapes = new PolicyShapes(Facts, new Random((int)seed));
        return [.. Enumerable.Range(0, policies).Select(at =>
            shapes.Draw($"B{at:00000}", (long)at * formulas / policies != (long)(at + 1) * formulas / policies))];
    }
}
