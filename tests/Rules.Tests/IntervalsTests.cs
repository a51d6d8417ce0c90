using CsCheck;

namespace Yitong.Rules.Tests;

public sealed class IntervalsTests
{
    private static readonly Gen<(long, long)[]> Some =
        Gen.Select(Gen.Long[-20, 20], Gen.Long[-20, 20]).Select((least, most) => (least, most)).Array[0, 8];

    [Fact]
    public void A_union_has_a_number_exactly_if_one_of_its_parts_has() => Some.Sample(parts =>
    {
        var union = Intervals.Union(parts);
        for (var number = -22L; number <= 22; number++)
            Assert.Equal(parts.Any(part => part.Item1 <= number && number <= part.Item2), union.Has(number));
    });

    [Fact]
    public void The_same_numbers_are_the_same_intervals_however_they_were_given() => Some.Sample(parts =>
    {
        var numbers = Enumerable.Range(-20, 41).Select(number => (long)number)
            .Where(number => parts.Any(part => part.Item1 <= number && number <= part.Item2));
        Assert.Equal(Intervals.Union(parts), Intervals.Of(numbers));
        Assert.Equal(Intervals.Union(parts).GetHashCode(), Intervals.Of(numbers).GetHashCode());
    });

    [Fact]
    public void The_end_of_all_numbers_is_no_trap() =>
        Assert.True(Intervals.Union([(5, long.MaxValue), (long.MaxValue, long.MaxValue)]).Has(long.MaxValue));
}
