using CsCheck;
using Yitong.Rules.Tests.Cards;

namespace Yitong.Rules.Tests.Binding;

/// <summary>Months and years are folded into cut points between days; here they are counted day by day.</summary>
public sealed class StepsTests
{
    private static readonly string[] Signs = ["=", "!=", "<", "<=", ">", ">="];

    [Fact]
    public void Months_since_a_day_are_what_counting_month_by_month_gives() => Check(
        (sign, number) => $"months(成立日期, 评定日) {sign} {number}", (founded, asOf) => Months(founded, asOf));

    [Fact]
    public void Months_until_a_day_are_what_counting_month_by_month_gives() => Check(
        (sign, number) => $"months(评定日, 成立日期) {sign} {number}", (founded, asOf) => Months(asOf, founded));

    [Fact]
    public void Years_are_full_on_the_birthday_and_of_a_29_February_on_the_28th() => Check(
        (sign, number) => $"years(成立日期, 评定日) {sign} {number / 12}", (founded, asOf) => Months(founded, asOf) / 12);

    [Fact]
    public void Years_of_the_calendar_turn_at_new_year() => Check(
        (sign, number) => $"year(成立日期) + {number} {sign} 评定年", (founded, asOf) => asOf.Year - founded.Year, mirrored: true);

    [Fact]
    public void Days_are_the_difference_of_day_numbers() => Check(
        (sign, number) => $"days(成立日期, 评定日) {sign} {number}", (founded, asOf) => asOf.DayNumber - founded.DayNumber);

    [Fact]
    public void A_month_after_31_January_is_the_end_of_February() => Assert.Equal(
        [(new DateOnly(2024, 1, 29), true), (new(2024, 1, 31), true), (new(2024, 2, 1), false)],
        new[] { new DateOnly(2024, 1, 29), new(2024, 1, 31), new(2024, 2, 1) }
            .Select(founded => (founded, Holds("成立日期 + 1个月 <= 评定日", founded, new(2024, 2, 29)))));

    private static void Check(Func<string, int, string> write, Func<DateOnly, DateOnly, int> count, bool mirrored = false) =>
        Gen.Select(Gen.OneOf(Signs), Gen.Int[-5, 40], AnyCard.Day, Gen.Int[-1_300, 1_300].Array[40]).Sample((sign, number, asOf, away) =>
        {
            var condition = write(sign, number);
            var within = Assert.IsType<Within>(Binder.Bind(Town.Card(condition), asOf).Rule!.Conditions[0].Test);
            foreach (var founded in away.Select(days => asOf.AddDays(days)))
            {
                var wanted = condition.Contains("/ 12", StringComparison.Ordinal) || condition.StartsWith("years", StringComparison.Ordinal)
                    ? number / 12 : number;
                var compared = count(founded, asOf).CompareTo(wanted) * (mirrored ? -1 : 1);
                Assert.Equal(Is(sign, compared), within.Among.Has(founded.DayNumber));
            }
        }, iter: 150);

    private static bool Holds(string condition, DateOnly founded, DateOnly asOf) =>
        Town.Judge(Town.Card(condition), $"{asOf:yyyy-MM-dd}", ("成立日期", founded.DayNumber)).Truth == Truth.Yes;

    // The n-th month after a day is reached on the same day of that month, or on its last.
    private static int Months(DateOnly from, DateOnly to)
    {
        if (to < from) return -Months(to, from);
        var months = 0;
        while (After(from, months + 1) <= to) months++;
        return months;
    }

    private static DateOnly After(DateOnly from, int months)
    {
        var (year, month) = (from.Year, from.Month);
        for (; months > 0; months--) (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        return new(year, month, Math.Min(from.Day, DateTime.DaysInMonth(year, month)));
    }

    private static bool Is(string sign, int compared) => sign switch
    {
        "=" => compared == 0, "!=" => compared != 0, "<" => compared < 0, "<=" => compared <= 0, ">" => compared > 0, _ => compared >= 0,
    };
}
