using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class TypedNumberTests
{
    private static readonly string[] Area = ["平方米", "㎡"];

    [Theory]
    [InlineData("12", "12")]
    [InlineData("１２，３４５", "12345")]
    [InlineData("12,345.5", "12345.5")]
    [InlineData("1 234 567", "1234567")]
    [InlineData("１ ２００", "1200")]
    [InlineData("-86", "-86")]
    [InlineData("－86", "-86")]
    [InlineData("− 86", "-86")]
    [InlineData("0.50", "0.50")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("86.5 m²", "86.5")]
    [InlineData("86.5㎡", "86.5")]
    [InlineData("86.5M2", "86.5")]
    [InlineData("86.5 平方米", "86.5")]
    public void Is_read_as_people_type_it(string text, string number) => Assert.Equal(
        decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), TypedNumber.Read(text, Area));

    [Theory]
    [InlineData("12,34")] // 12.34 or 1234?
    [InlineData("1,2,3")]
    [InlineData("1234,567")]
    [InlineData("1,234 567")]
    [InlineData(",123")]
    [InlineData("123,")]
    [InlineData("12 34")]
    [InlineData("1.234.567")]
    [InlineData("1.5.")]
    [InlineData("12.")]
    [InlineData(".5")]
    [InlineData("86²")] // no digits in the air
    [InlineData("86.5亩")]
    [InlineData("八十")]
    [InlineData("1e3")]
    [InlineData("--5")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_none_and_no_separator_is_passed_over(string? text) => Assert.Null(TypedNumber.Read(text, Area));

    [Fact]
    public void What_is_grouped_by_a_machine_reads_back() => Gen.Long[-1_000_000_000_000, 1_000_000_000_000].Sample(number =>
    {
        var grouped = number.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(number, TypedNumber.Whole(grouped));
        Assert.Equal(number, TypedNumber.Whole(grouped.Replace(',', '，')));
        Assert.Equal(number, TypedNumber.Whole(grouped.Replace(',', ' ')));
        Assert.Equal(number, TypedNumber.Whole($"{number}"));
    });

    [Fact]
    public void A_comma_that_stands_elsewhere_makes_it_none() =>
        Gen.Select(Gen.Int[1_000, 99_999_999], Gen.Int[1, 7]).Sample((number, at) =>
        {
            var digits = $"{number}";
            if (at >= digits.Length) return;
            var typed = digits.Insert(at, ",");
            Assert.Equal(digits.Length is > 3 and <= 6 && at == digits.Length - 3 ? number : null, TypedNumber.Whole(typed));
        });

    [Fact]
    public void No_text_throws() => Generate.HostileText.Sample(text => { _ = TypedNumber.Read(text, Area); });
}
