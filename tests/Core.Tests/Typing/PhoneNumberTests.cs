using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13800138000", "13800138000")]
    [InlineData("138-0013-8000", "13800138000")]
    [InlineData("138 0013 8000", "13800138000")]
    [InlineData("１３８００１３８０００", "13800138000")]
    [InlineData("+86 138 0013 8000", "13800138000")]
    [InlineData("008613800138000", "13800138000")]
    [InlineData("8613800138000", "13800138000")]
    [InlineData("（0411）83658888", "041183658888")]
    [InlineData("0411-83658888", "041183658888")]
    [InlineData("+86 411 8365 8888", "041183658888")]
    [InlineData("010-62345678", "01062345678")]
    [InlineData("+861062345678", "01062345678")]
    [InlineData("83658888", "83658888")]
    [InlineData("（0411）83658888转801", "041183658888转801")]
    [InlineData("0411-83658888-801", "041183658888转801")]
    [InlineData("0411－8365888 分机 8", "04118365888转8")]
    [InlineData("0411-8365888-8", "04118365888转8")]
    [InlineData("400-810-8888#2", "4008108888转2")]
    [InlineData("83658888 Ext. 12345", "83658888转12345")]
    [InlineData("400-810-8888", "4008108888")]
    [InlineData("95588", "95588")]
    [InlineData("+852 2123 4567", "+85221234567")]
    [InlineData("0085221234567", "+85221234567")]
    public void Is_read_as_people_type_it(string text, string number)
    {
        Assert.True(PhoneNumber.TryParse(text, out var read));
        Assert.Equal(number, read.Text);
        Assert.True(PhoneNumber.TryParse(read.Text, out var again) && again == read);
    }

    [Theory]
    [InlineData("1380013800")] // a digit is missing
    [InlineData("13800138000转8")] // a mobile has no extension
    [InlineData("0411-83658888-1234567")]
    [InlineData("83658888转")]
    [InlineData("13800138000/13900139000")]
    [InlineData("138001380000")]
    [InlineData("00000000000")]
    [InlineData("0000000")]
    [InlineData("11111111111")]
    [InlineData("12800138000")]
    [InlineData("041113658888")]
    [InlineData("0411-8365")]
    [InlineData("1234567")]
    [InlineData("+86")]
    [InlineData("+0123456789")]
    [InlineData("+861234567890123")]
    [InlineData("电话")]
    [InlineData("")]
    [InlineData(null)]
    public void What_rings_nowhere_is_none(string? text) => Assert.False(PhoneNumber.TryParse(text, out _));

    [Fact]
    public void A_mobile_number_is_told_from_others()
    {
        Assert.True(PhoneNumber.TryParse("13800138000", out var mobile) && mobile.IsMobile);
        Assert.True(PhoneNumber.TryParse("041183658888", out var line) && !line.IsMobile);
        Assert.Equal("", default(PhoneNumber).Text);
    }

    [Fact]
    public void No_text_throws() => Generate.HostileText.Sample(text => { _ = PhoneNumber.TryParse(text, out _); });
}
