using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class DivisionCodeTests
{
    [Fact]
    public void Knows_its_province_and_city()
    {
        var (county, city, province) = (Read("210202"), Read("210200"), Read("210000"));
        Assert.Equal((city, province), (county.City, county.Province));
        Assert.Equal(
            (DivisionLevel.County, DivisionLevel.City, DivisionLevel.Province), (county.Level, city.Level, province.Level));
    }

    [Fact]
    public void Lies_within_itself_and_what_holds_it()
    {
        var county = Read("210202");
        Assert.True(county.IsWithin(county) && county.IsWithin(Read("210200")) && county.IsWithin(Read("210000")));
        Assert.False(county.IsWithin(Read("210203")) || county.IsWithin(Read("210100")) || Read("210200").IsWithin(county));
    }

    [Theory]
    [InlineData("２１０２０２")]
    [InlineData(" 21 02 02 ")]
    public void Is_read_as_people_type_it(string text) => Assert.Equal("210202", Read(text).Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("21020")]
    [InlineData("2102021")]
    [InlineData("010202")]
    [InlineData("21O202")]
    [InlineData("٢١٠٢٠٢")] // Arabic digits
    public void Anything_else_is_not_read(string? text) => Assert.False(DivisionCode.TryParse(text, out _));

    [Fact]
    public void No_text_throws() => Generate.HostileText.Sample(text => { _ = DivisionCode.TryParse(text, out _); });

    private static DivisionCode Read(string text) => DivisionCode.TryParse(text, out var code) ? code : default;
}
