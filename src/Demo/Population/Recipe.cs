using System.Globalization;
using Yitong.Rules;

namespace Yitong.Demo.Population;

/// <summary>
/// How the values of one fact are made where nothing particular is known of it: by its kind, its unit and its bounds.
/// </summary>
internal sealed class Recipe
{
    private const long YuanInFen = 100;

    private readonly Fact fact;
    private readonly int odds;
    private readonly int[] weights;

    public Recipe(Fact fact)
    {
        this.fact = fact;
        var mark = fact.Id.Aggregate(7, (sum, letter) => (sum * 31 + letter) % 9_973);
        odds = 15 + mark % 140;
        MissingPerMille = 10 + mark % 90;
        weights = fact.List is { } list ? Weights(list) : [];
    }

    public Fact Fact => fact;

    /// <summary>How often nobody knows it.</summary>
    public int MissingPerMille { get; }

    /// <summary>A value.</summary>
    /// <param name="dice">The dice of the row.</param>
    /// <param name="scale">What money of this subject is about, in fen.</param>
    /// <param name="heads">How many people there are in it; 1 for a person.</param>
    /// <param name="today">The day on which the city is looked at.</param>
    public FactValue Make(ref Dice dice, long scale, long heads, DateOnly today) => fact.Kind switch
    {
        FactKind.YesNo => FactValue.Of(dice.Chance(odds) ? 1 : 0),
        FactKind.Money => Bounded(dice.Chance(840) ? 0 : dice.Tail(Math.Max(scale / 40, YuanInFen), 420) / YuanInFen * YuanInFen),
        FactKind.Whole when fact.Least >= 1_000 && fact.Most <= 3_000 => Bounded(today.Year - dice.Tail(3, 350, 4)),
        FactKind.Whole => Bounded(dice.Chance(700) ? 0 : dice.Tail(Math.Max(2, heads / 30), 450)),
        FactKind.Ratio => Share(ref dice, heads),
        FactKind.Date => Bounded(today.DayNumber - 900 + dice.Below(1_500) - (dice.Chance(300) ? dice.Below(4_000) : 0)),
        FactKind.Code => FactValue.Of(dice.Place(weights)),
        FactKind.Codes => FactValue.Of(Several(ref dice)),
        _ => FactValue.Of(1 + dice.Below(500)),
    };

    /// <summary>The number, or the nearest one that the fact may have.</summary>
    public FactValue Bounded(long number) => FactValue.Of(Math.Clamp(number, fact.Least, fact.Most));

    /// <summary>The place of a code in the fact's list; the first one when it is not there.</summary>
    public FactValue Code(string code)
    {
        for (var place = 0; place < fact.List!.Codes.Count; place++)
            if (fact.List.Codes[place].Code == code) return FactValue.Of(place);
        return FactValue.Of(0);
    }

    private FactValue Share(ref Dice dice, long heads)
    {
        var over = Math.Clamp(heads * (heads < 10 ? 12 : 1), 1, fact.MostOver);
        var most = Math.Clamp(over, fact.Least, fact.Most);
        var number = dice.Chance(350) ? Math.Max(0, fact.Least) : Math.Min(most, dice.Tail(Math.Max(1, over / 25), 400));
        return FactValue.Ratio(number, over);
    }

    private long Several(ref Dice dice)
    {
        var marked = 0L;
        for (var times = dice.Below(3); times > 0; times--) marked |= 1L << dice.Place(weights);
        return marked;
    }

    // A list that begins with "none" is about something rare; otherwise the places thin out.
    private static int[] Weights(CodeList list)
    {
        var isRare = list.Codes[0].Code == "none";
        return [.. list.Codes.Select((code, place) => isRare && place == 0 ? 400_000
            : DistrictWeights.TryGetValue(code.Code, out var weight) ? weight : 3_000 / (place + 2))];
    }

    private static readonly Dictionary<string, int> DistrictWeights = new(StringComparer.Ordinal)
    {
        ["210202"] = 1_200, ["210203"] = 700, ["210204"] = 1_250, ["210211"] = 2_400, ["210212"] = 500, ["210213"] = 2_000,
        ["210214"] = 600, ["210224"] = 100, ["210281"] = 700, ["210283"] = 600,
    };
}
