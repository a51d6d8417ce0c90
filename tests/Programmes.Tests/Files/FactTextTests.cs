using CsCheck;
using Yitong.Benefits;
using Yitong.Catalogue;
using Yitong.Rules;

namespace Yitong.Programmes.Tests.Files;

public sealed class FactTextTests
{
    private static readonly FactBook Book = Pack.Dalian.Facts();

    [Fact]
    public void What_is_written_reads_back_as_the_same_value()
    {
        var values = from fact in Gen.Int[0, Book.Facts.Count - 1].Select(index => Book.Facts[index])
                     from number in Gen.Long[fact.Least, fact.Most]
                     from over in Gen.Long[1, fact.MostOver]
                     select (fact, value: fact.Kind == FactKind.Ratio ? FactValue.Ratio(number, over) : FactValue.Of(number));
        values.Sample(each => FactText.Read(each.fact, FactText.Write(each.fact, each.value)) == each.value);
    }

    [Theory]
    [InlineData("layoff_rate_last_year", "5.5%", 550, 10_000)]
    [InlineData("layoff_rate_last_year", "1/16", 1, 16)]
    [InlineData("entity_size", "微型", 3, 1)]
    [InlineData("total_assets", "2800000.05", 280_000_005, 1)]
    public void Reads_what_people_write(string id, string text, long number, long over)
    {
        Assert.True(Book.TryFind(id, out var fact));
        Assert.Equal(new FactValue(number, over, true), FactText.Read(fact, text));
    }

    // Over all that an amount can be, and between one yuan and minus one, where a sign stands before nought.
    [Fact]
    public void An_amount_of_any_size_and_sign_reads_back()
    {
        var fact = Book.Facts.First(each => each.Kind == FactKind.Money) with { Least = long.MinValue, Most = long.MaxValue };
        Assert.Equal(("-0.50", FactValue.Of(-50)), (FactText.Write(fact, FactValue.Of(-50)), FactText.Read(fact, "-0.50")));
        Gen.OneOf(Gen.Long[long.MinValue, long.MaxValue], Gen.Long[-200, 200])
            .Sample(fen => FactText.Read(fact, FactText.Write(fact, FactValue.Of(fen))) == FactValue.Of(fen));
    }
}
