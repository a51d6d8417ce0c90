using System.Text.Json;
using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("20万元", 20_000_000)]
    [InlineData("80000元", 8_000_000)]
    [InlineData("1,234.56", 123_456)]
    [InlineData("１，２３４．５６元", 123_456)]
    [InlineData("￥80,000", 8_000_000)]
    [InlineData(" 1.5 亿 元", 15_000_000_000)]
    [InlineData("3百万元", 300_000_000)]
    [InlineData("2千万", 2_000_000_000)]
    [InlineData("5千元", 500_000)]
    [InlineData("0.01", 1)]
    [InlineData("1.234567万元", 1_234_567)]
    [InlineData("-12.30", -1_230)]
    [InlineData("0", 0)]
    [InlineData("92233720368547758.07", long.MaxValue)]
    [InlineData("-92233720368547758.08", long.MinValue)]
    [InlineData("-0.50", -50)]
    [InlineData("－0.01元", -1)]
    [InlineData("−5元", -500)]
    [InlineData("-￥0.5", -50)]
    [InlineData("1 234 567元", 123_456_700)]
    public void Is_read_as_people_write_it(string text, long fen)
    {
        Assert.True(Money.TryParse(text, out var amount));
        Assert.Equal(new(fen), amount);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("元")]
    [InlineData("0.005")] // half a fen
    [InlineData("1.2345678万元")]
    [InlineData("1,23")] // no thousands
    [InlineData("1234,567")]
    [InlineData(",123")]
    [InlineData("1.2.3")]
    [InlineData("12.")]
    [InlineData(".5")]
    [InlineData("--5")]
    [InlineData("1e5")]
    [InlineData("二十万元")]
    [InlineData("92233720368547758.08")]
    [InlineData("99999999999999999999999999")]
    [InlineData("12 34")] // spaces part thousands or nothing
    [InlineData("1,234 567")]
    [InlineData("12，34元")]
    public void Anything_else_is_not_read(string? text) => Assert.False(Money.TryParse(text, out _));

    [Theory]
    [InlineData(20_000_000, "20万元")]
    [InlineData(1_250_000, "1.25万元")]
    [InlineData(1_234_567, "12,345.67元")]
    [InlineData(123_456, "1,234.56元")]
    [InlineData(8_000_000, "8万元")]
    [InlineData(999_900, "9,999元")]
    [InlineData(1_000_000, "1万元")]
    [InlineData(5, "0.05元")]
    [InlineData(0, "0元")]
    [InlineData(-20_000_000, "-20万元")]
    [InlineData(1_000_000_000_000, "1,000,000万元")]
    public void Is_printed_exactly(long fen, string text) => Assert.Equal(text, new Money(fen).ToString());

    [Fact]
    public void What_is_printed_reads_back() =>
        Gen.OneOf(Gen.Long[long.MinValue, long.MaxValue], Gen.Long[-1000, 1000], Gen.Long[-1000, 1000].Select(unit => unit * 10_000),
            Gen.Bool.Select(least => least ? long.MinValue : long.MaxValue)).Sample(fen =>
        {
            Assert.True(Money.TryParse(new Money(fen).ToPlainText(), out var plain) && plain.Fen == fen);
            Assert.Equal(fen < 0, new Money(fen).ToPlainText().StartsWith('-'));
            Assert.True(Money.TryParse(new Money(fen).ToString(), out var amount) && amount.Fen == fen);
            Assert.True(Money.TryParse(new Money(fen).ToYuanText(), out var yuan) && yuan.Fen == fen);
        });

    [Fact]
    public void A_sum_out_of_range_is_an_exception_and_never_a_wrong_amount()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue) - new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) * 2);
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue));
        Assert.Throws<OverflowException>(() => Money.Yuan(long.MaxValue));
    }

    [Fact]
    public void Amounts_add_up_and_compare()
    {
        var (one, two) = (Money.Yuan(1), Money.Yuan(2));
        Assert.Equal((Money.Yuan(3), Money.Yuan(-1), Money.Yuan(6)), (one + two, one - two, two * 3));
        Assert.True(one < two && two > one && one <= two && two >= one && one.CompareTo(two) < 0);
        Assert.True((one - two).IsNegative);
        Assert.Equal(1.23m, new Money(123).InYuan);
    }

    [Fact]
    public void Goes_to_json_as_fen_and_back()
    {
        Assert.Equal("{\"Fen\":123}", JsonSerializer.Serialize(new Money(123)));
        Assert.Equal(new(123), JsonSerializer.Deserialize<Money>("{\"Fen\":123}"));
    }

    [Fact]
    public void No_text_throws() => Generate.HostileText.Sample(text => { _ = Money.TryParse(text, out _); });
}
