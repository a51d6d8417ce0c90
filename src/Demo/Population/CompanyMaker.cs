using System.Globalization;
using Yitong.Rules;

namespace Yitong.Demo.Population;

/// <summary>
/// Makes believable companies: size, trade, age, staff and money hang together, and the small ones are the many.
/// </summary>
internal sealed class CompanyMaker
{
    private const int Company = 0, SelfEmployed = 1;
    private const int Large = 0, Medium = 1, Small = 2, Micro = 3;

    // Large, medium, small, micro: how many of a thousand, their usual staff, and how often it doubles.
    private static readonly int[] SizeWeights = [5, 24, 121, 850];
    private static readonly int[] TypeWeights = [700, 236, 30, 4, 30];
    private static readonly long[] StaffStart = [700, 150, 22, 2];
    private static readonly string[] CodeKinds = ["91", "92", "93", "12", "12"];

    private readonly FactBook facts;
    private readonly Recipe[] recipes;
    private readonly DateOnly today;
    private readonly int[] industryWeights;
    private readonly IReadOnlyList<(string Code, string Name)> industries, districts;
    private readonly Recipe? districtRecipe;

    public CompanyMaker(FactBook facts, DateOnly today)
    {
        (this.facts, this.today) = (facts, today);
        recipes = [.. facts.Facts.Where(fact => fact.Subject == SubjectKind.Company).Select(fact => new Recipe(fact))];
        industries = ListOf("industry");
        districts = ListOf("district");
        districtRecipe = recipes.FirstOrDefault(recipe => recipe.Fact.Id == "district");
        industryWeights = [.. industries.Select(code => IndustryWeight(code.Code))];
    }

    /// <summary>Makes one company.</summary>
    /// <param name="seed">The city's seed.</param>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="values">Filled: one value for each fact of the book.</param>
    /// <returns>Its unified social credit code.</returns>
    public string Make(long seed, long number, Span<FactValue> values)
    {
        values.Clear();
        var dice = new Dice(seed, number * 2);
        var traits = Draw(ref dice);
        foreach (var recipe in recipes)
        {
            var isCore = recipe.Fact.Id is "registered_in_city" or "entity_type" or "district" or "industry" or "founded_on";
            var missing = traits.Size == Micro ? recipe.MissingPerMille * 3 / 2 : recipe.MissingPerMille;
            var isMissing = !isCore && dice.Chance(missing);
            var value = Value(recipe, traits, ref dice);
            if (!isMissing && value.IsKnown) values[recipe.Fact.Index] = value;
        }
        var division = districts.Count > 0 && districts[traits.District].Code is { Length: 6 } code ? code : "210200";
        return SubjectCodes.Company(number, CodeKinds[traits.Type], division);
    }

    private Traits Draw(ref Dice dice)
    {
        var type = dice.Place(TypeWeights);
        var size = type == SelfEmployed ? Micro : dice.Place(SizeWeights);
        var staff = dice.Tail(StaffStart[size], size == Micro ? 300 : 350, 5);
        var age = Math.Min(dice.Tail(900, 560, 5), 16_000);
        var industry = industryWeights.Length == 0 ? 0 : dice.Place(industryWeights);
        var revenue = staff * dice.Tail(size == Micro ? 9_000_000 : 22_000_000, 330, 9);
        var division = industries.Count == 0 ? 0 : int.Parse(industries[industry].Code, CultureInfo.InvariantCulture);
        var isTechnical = division is >= 26 and <= 40 or 64 or 65 or 73 or 74 or 75;
        var researches = size != Micro ? dice.Chance(isTechnical ? 450 : 40) : dice.Chance(isTechnical ? 60 : 3);
        var district = districtRecipe is null ? 0 : (int)districtRecipe.Make(ref dice, 0, 0, today).Number;
        var insured = type == SelfEmployed && dice.Chance(700) ? 0 : staff * dice.Between(55, 100) / 100;
        return new(type, size, staff, insured, today.AddDays(-(int)age), industry, district, revenue, researches, dice.Chance(6));
    }

    private FactValue Value(Recipe recipe, Traits traits, ref Dice dice) => recipe.Fact.Id switch
    {
        "registered_in_city" => FactValue.Of(dice.Chance(975) ? 1 : 0),
        "entity_type" => recipe.Bounded(traits.Type),
        "entity_size" => recipe.Bounded(traits.Size),
        "industry" => recipe.Bounded(traits.Industry),
        "district" => recipe.Bounded(traits.District),
        "founded_on" => recipe.Bounded(traits.Founded.DayNumber),
        "staff_count" => recipe.Bounded(traits.Staff),
        "total_assets" => recipe.Bounded(traits.Revenue * dice.Between(30, 260) / 100),
        "revenue_last_year" => recipe.Bounded(traits.Revenue),
        "sales_this_month" => recipe.Bounded(traits.Revenue / 12 * dice.Between(20, 190) / 100),
        "taxable_income_last_year" => recipe.Bounded(dice.Chance(330) ? 0 : traits.Revenue * dice.Between(5, 120) / 1_000),
        "vat_type" => recipe.Code(traits.Revenue >= 500_000_000 ? "general" : "small-scale"),
        "abnormal_listed" => FactValue.Of(dice.Chance(traits.IsDishonest ? 600 : 38) ? 1 : 0),
        "seriously_dishonest" => FactValue.Of(traits.IsDishonest ? 1 : 0),
        "tax_arrears" => FactValue.Of(dice.Chance(traits.IsDishonest ? 500 : 26) ? 1 : 0),
        "tax_filed_12_months" => FactValue.Of(dice.Chance(traits.IsDishonest ? 300 : 930) ? 1 : 0),
        "tax_credit_grade" => recipe.Code(traits.IsDishonest ? "D" : Grade(dice.Below(1_000))),
        "insured_average_last_year" => recipe.Bounded(traits.Insured),
        "unemployment_months_last_year" => recipe.Bounded(
            traits.Insured == 0 ? 0 : Math.Min(Months(traits), dice.Chance(780) ? 12 : dice.Below(12))),
        "unemployment_paid_last_year" => recipe.Bounded(traits.Insured * dice.Between(28_000, 62_000) * Months(traits) / 12),
        "layoff_rate_last_year" => traits.Insured == 0 ? FactValue.Unknown
            : FactValue.Ratio(dice.Chance(560) ? 0 : Math.Min(traits.Insured, dice.Tail(Math.Max(1, traits.Insured / 24), 330)),
                Math.Min(traits.Insured, recipe.Fact.MostOver)),
        "rd_spend_last_year" => recipe.Bounded(traits.Researches ? traits.Revenue * dice.Between(15, 130) / 1_000 : 0),
        "rd_deductible_last_year" => recipe.Bounded(traits.Researches ? traits.Revenue * dice.Between(10, 110) / 1_000 : 0),
        "hitech_certified_times" => recipe.Bounded(traits.Researches && traits.Size != Micro ? dice.Below(4) : 0),
        "hitech_valid_until" when !traits.Researches => FactValue.Unknown,
        _ => recipe.Make(ref dice, traits.Revenue, traits.Staff, today),
    };

    private long Months(Traits traits) => Math.Min(12, (today.DayNumber - traits.Founded.DayNumber) / 30);

    private static string Grade(long roll) => roll switch { < 90 => "A", < 520 => "B", < 880 => "M", < 955 => "C", _ => "D" };

    private IReadOnlyList<(string, string)> ListOf(string fact) =>
        facts.TryFind(fact, out var found) && found.List is { } list ? list.Codes : [];

    // How many of ten thousand companies are in a division of GB/T 4754: trade and services first.
    private static int IndustryWeight(string code) => code switch
    {
        "51" => 1_700, "52" => 1_900, "62" => 800, "72" => 900, "65" => 450, "54" => 500, "70" => 380, "50" => 300, "48" => 220,
        "80" => 420, "73" => 160, "75" => 180, "74" => 170, "13" => 110, "34" => 130, "35" => 120, "38" => 80, "33" => 120,
        _ => 28,
    };

    private readonly record struct Traits(
        int Type, int Size, long Staff, long Insured, DateOnly Founded, int Industry, int District, long Revenue,
        bool Researches, bool IsDishonest);
}
