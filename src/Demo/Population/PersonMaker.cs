using Yitong.Rules;

namespace Yitong.Demo.Population;

/// <summary>Makes believable people: what they are follows from their age.</summary>
internal sealed class PersonMaker
{
    // How many of a thousand are born in each span of ten years before today: an ageing city.
    private static readonly int[] Ages = [62, 84, 108, 158, 152, 176, 142, 82, 32, 4];

    private readonly Recipe[] recipes;
    private readonly DateOnly today;
    private readonly SubjectCodes codes = new();
    private readonly IReadOnlyList<(string Code, string Name)> districts;
    private readonly Recipe? home;

    public PersonMaker(FactBook facts, DateOnly today)
    {
        this.today = today;
        recipes = [.. facts.Facts.Where(fact => fact.Subject == SubjectKind.Person).Select(fact => new Recipe(fact))];
        home = recipes.FirstOrDefault(recipe => recipe.Fact.Id == "home_district");
        districts = home?.Fact.List?.Codes ?? [];
    }

    /// <summary>
    /// Makes the next person; they must be made in order, because citizen numbers of one day follow each other.
    /// </summary>
    /// <param name="seed">The city's seed.</param>
    /// <param name="number">The person's number, from 0.</param>
    /// <param name="values">Filled: one value for each fact of the book.</param>
    /// <returns>The citizen number.</returns>
    public string Make(long seed, long number, Span<FactValue> values)
    {
        values.Clear();
        var dice = new Dice(seed, number * 2 + 1);
        var traits = Draw(ref dice);
        foreach (var recipe in recipes)
        {
            var isCore = recipe.Fact.Id is "born_on" or "household_in_city";
            var isMissing = !isCore && dice.Chance(recipe.MissingPerMille);
            var value = Value(recipe, traits, ref dice);
            if (!isMissing && value.IsKnown) values[recipe.Fact.Index] = value;
        }
        var division = districts.Count > 0 && districts[traits.Home].Code is { Length: 6 } code ? code : "210202";
        return codes.Person(division, traits.Born);
    }

    private Traits Draw(ref Dice dice)
    {
        var age = dice.Place(Ages) * 10;
        var born = today.AddDays(-(int)(age * 365L + age / 4 + dice.Below(3_652)));
        var place = home is null ? 0 : (int)home.Make(ref dice, 0, 0, today).Number;
        var years = today.Year - born.Year;
        var works = years is >= 20 and < 60 && dice.Chance(690);
        var income = works ? dice.Tail(520_000, 360, 6) : dice.Tail(150_000, 250, 4);
        return new(born, years, place, works, income, dice.Chance(19), dice.Chance(27));
    }

    private FactValue Value(Recipe recipe, Traits traits, ref Dice dice) => recipe.Fact.Id switch
    {
        "born_on" => recipe.Bounded(traits.Born.DayNumber),
        "household_in_city" => FactValue.Of(dice.Chance(735) ? 1 : 0),
        "home_district" => recipe.Bounded(traits.Home),
        "employer_district" => traits.Works ? recipe.Bounded(dice.Chance(700) ? traits.Home : dice.Below(10)) : FactValue.Unknown,
        "no_criminal_record" => FactValue.Of(dice.Chance(992) ? 1 : 0),
        "homes_in_city" => recipe.Bounded(traits.Years < 25 ? 0 : dice.Place([300, 560, 110, 30])),
        "low_income_family" => FactValue.Of(traits.IsPoor ? 1 : 0),
        "low_income_head" => FactValue.Of(traits.IsPoor && traits.Years >= 25 && dice.Chance(480) ? 1 : 0),
        "low_income_members" => traits.IsPoor ? recipe.Bounded(dice.Between(1, 5)) : recipe.Bounded(0),
        "disability_grade" => recipe.Bounded(traits.IsDisabled ? dice.Between(1, 4) : 0),
        "orphan" => FactValue.Of(traits.Years < 18 && dice.Chance(2) ? 1 : 0),
        "school_stage" => recipe.Code(School(traits.Years, dice.Below(100))),
        "degree" => recipe.Code(Degree(traits.Years, dice.Below(1_000))),
        "contract_in_city" or "insured_in_city" => FactValue.Of(traits.Works && dice.Chance(880) ? 1 : 0),
        "contract_months" or "insured_months" =>
            recipe.Bounded(traits.Works ? Math.Min(dice.Tail(24, 560, 5), (traits.Years - 18) * 12) : 0),
        "health_base" => recipe.Bounded(traits.Income / 100 * 100),
        "pension_years" => recipe.Bounded(Math.Max(0, Math.Min(40, traits.Years - 18 - (int)dice.Below(20)))),
        "flexible_work" => FactValue.Of(!traits.Works && traits.Years is >= 20 and < 60 && dice.Chance(300) ? 1 : 0),
        "enlisted_on" or "discharged_on" or "graduated_on" when traits.Years < 18 => FactValue.Unknown,
        "enlisted_on" or "discharged_on" when !dice.Chance(40) => FactValue.Unknown,
        "graduated_on" => recipe.Bounded(traits.Born.DayNumber + 18 * 365 + dice.Below(7 * 365)),
        _ => recipe.Make(ref dice, traits.Income, 1, today),
    };

    private static string School(int years, long roll) => years switch
    {
        < 6 => "none", < 12 => "primary", < 15 => "junior", < 18 => roll < 42 ? "vocational" : "senior",
        < 22 => roll < 61 ? "college" : "none", _ => "none",
    };

    private static string Degree(int years, long roll) => years switch
    {
        < 20 => "below",
        < 35 => roll < 380 ? "below" : roll < 640 ? "college" : roll < 930 ? "bachelor" : roll < 992 ? "master" : "doctor",
        < 55 => roll < 640 ? "below" : roll < 820 ? "college" : roll < 970 ? "bachelor" : roll < 995 ? "master" : "doctor",
        _ => roll < 880 ? "below" : roll < 950 ? "college" : "bachelor",
    };

    private readonly record struct Traits(
        DateOnly Born, int Years, int Home, bool Works, long Income, bool IsPoor, bool IsDisabled);
}
