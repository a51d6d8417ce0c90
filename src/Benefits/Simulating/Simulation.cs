using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>
/// What a draft card would come to over a city's register (政策沙盘), and how it differs from the edition in force.
/// </summary>
/// <param name="AsOf">The day that was looked at.</param>
/// <param name="Subjects">How many companies or people there are.</param>
/// <param name="Matched">Who would get it.</param>
/// <param name="Fen">What it would cost, in fen, for one period.</param>
/// <param name="AmountUnknown">Of the matched, how many whose amount cannot be computed.</param>
/// <param name="Unknown">For how many a missing fact decides.</param>
/// <param name="Near">How many fail exactly one condition.</param>
/// <param name="NearBy">Of those, how many fail each condition.</param>
/// <param name="UnknownBy">Of the undecided, how many lack each fact; a subject may lack several.</param>
/// <param name="Before">What the edition in force comes to on the same day; null when there is none.</param>
/// <param name="ByDistrict">The matched by district.</param>
/// <param name="BySize">The matched companies by size; empty for people.</param>
public sealed record Simulation(
    DateOnly AsOf, int Subjects, long Matched, Int128 Fen, long AmountUnknown, long Unknown, long Near,
    IReadOnlyList<(string Condition, long Count)> NearBy, IReadOnlyList<(Fact Fact, long Count)> UnknownBy,
    Simulation.Against? Before,
    IReadOnlyList<Simulation.Share> ByDistrict, IReadOnlyList<Simulation.Share> BySize)
{
    /// <summary>The edition in force, beside the draft.</summary>
    /// <param name="Matched">Who gets it.</param>
    /// <param name="Fen">What it costs, in fen.</param>
    /// <param name="Gained">Who would get it by the draft and does not now.</param>
    /// <param name="Lost">Who gets it now and would not by the draft.</param>
    public sealed record Against(long Matched, Int128 Fen, long Gained, long Lost);

    /// <summary>A part of the city.</summary>
    /// <param name="Name">Its name; null for those of whom it is not known.</param>
    /// <param name="Matched">Who would get it.</param>
    /// <param name="Fen">What it would cost, in fen.</param>
    /// <param name="Gained">Who would get it and does not now.</param>
    /// <param name="Lost">Who gets it now and would not.</param>
    public sealed record Share(string? Name, long Matched, Int128 Fen, long Gained, long Lost);

    private const string CompanyDistrict = "district", PersonDistrict = "home_district", Size = "entity_size";

    /// <summary>Simulates a card. Pure; the register must not change meanwhile.</summary>
    /// <param name="draft">The card.</param>
    /// <param name="inForce">The card in force; null when there is none.</param>
    /// <param name="register">The companies or people.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="calendar">The working days.</param>
    /// <returns>What it comes to; or the faults of a card that cannot be fixed to the day.</returns>
    public static (Simulation? Simulation, IReadOnlyList<CardFault> Faults) Of(
        RuleCard draft, RuleCard? inForce, Register register, DateOnly asOf, WorkCalendar calendar)
    {
        var bound = Binder.Bind(draft, asOf, calendar);
        if (bound.Rule is not { } rule) return (null, bound.Faults);
        var before = inForce is null ? null : Binder.Bind(inForce, asOf, calendar).Rule;
        // Without each condition in turn: whoever then matches and does not match the whole fails just that one.
        var without = rule.Conditions.Select((_, at) => rule with
        {
            Conditions = [.. rule.Conditions.Where((_, place) => place != at)], Amount = null,
        });
        var set = new MatchSet([rule, .. before is null ? [] : new[] { before }, .. without], register);
        var tallies = set.Tally();
        var (now, then) = (set.Mark(0), before is null ? null : set.Mark(1).Matched);
        var parts = new Parts(set, register, now.Matched, then);
        var first = before is null ? 1 : 2;
        return (new(
            asOf, register.Count, tallies[0].Matched, tallies[0].Fen, tallies[0].AmountUnknown, tallies[0].Unknown,
            tallies[0].Near,
            [.. rule.Conditions.Select((condition, at) => (condition.Name, CountBoth(now.Near, set.Mark(first + at).Matched)))
                .Where(each => each.Item2 > 0).OrderByDescending(each => each.Item2)],
            UnknownFacts(draft, register, now.Unknown),
            before is null ? null : parts.Beside(tallies[1]),
            parts.By(register.Subject == SubjectKind.Company ? CompanyDistrict : PersonDistrict),
            register.Subject == SubjectKind.Company ? parts.By(Size) : []), []);
    }

    private static long CountBoth(Bitmap some, Bitmap others) => some.Marked().LongCount(row => others[row]);

    private static IReadOnlyList<(Fact, long)> UnknownFacts(RuleCard draft, Register register, Bitmap unknown)
    {
        var (facts, counts) = (draft.FactsUsed, new long[draft.FactsUsed.Count]);
        foreach (var row in unknown.Marked())
            for (var at = 0; at < facts.Count; at++)
                if (!register[row, facts[at].Index].IsKnown) counts[at]++;
        return [.. facts.Zip(counts).Where(each => each.Second > 0).OrderByDescending(each => each.Second)];
    }

    /// <summary>Splits who matches by a fact.</summary>
    private sealed class Parts(MatchSet set, Register register, Bitmap now, Bitmap? then)
    {
        private readonly (int Row, long Fen)[] gets = Gets(set, register, now);

        public Against Beside(RuleTally before) => new(before.Matched, before.Fen,
            now.Marked().LongCount(row => !then![row]), then!.Marked().LongCount(row => !now[row]));

        public IReadOnlyList<Share> By(string factId)
        {
            if (!register.Facts.TryFind(factId, out var fact)) return [];
            var codes = fact.List!.Codes;
            var (matched, fen) = (new long[codes.Count + 1], new Int128[codes.Count + 1]);
            var (gained, lost) = (new long[codes.Count + 1], new long[codes.Count + 1]);
            foreach (var (row, worth) in gets)
            {
                var place = PlaceOf(row, fact);
                matched[place]++;
                fen[place] += worth;
                if (then is not null && !then[row]) gained[place]++;
            }
            foreach (var row in then?.Marked() ?? [])
                if (!now[row]) lost[PlaceOf(row, fact)]++;
            return [.. Enumerable.Range(0, codes.Count + 1).Where(place => matched[place] + lost[place] > 0).Select(place =>
                new Share(place < codes.Count ? codes[place].Name : null, matched[place], fen[place], gained[place],
                    lost[place]))];
        }

        private static (int, long)[] Gets(MatchSet set, Register register, Bitmap now)
        {
            var room = new FactValue[register.Facts.Facts.Count];
            return [.. now.Marked().Select(row => (row, set.FenOf(0, row, room) ?? 0))];
        }

        private int PlaceOf(int row, Fact fact) =>
            register[row, fact.Index] is { IsKnown: true } value ? (int)value.Number : fact.List!.Codes.Count;
    }
}
