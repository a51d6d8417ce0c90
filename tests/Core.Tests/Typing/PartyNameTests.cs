using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class PartyNameTests
{
    [Theory]
    [InlineData("张\u200B三", "张三")]
    [InlineData("\u202E三张\u202C", "三张")]
    [InlineData("\uFEFF张三\u00AD", "张三")]
    [InlineData("王\uFE00五", "王五")]
    [InlineData("  张　 三 ", "张 三")]
    [InlineData("阿里木·买买提", "阿里木·买买提")]
    [InlineData("阿里木•买买提", "阿里木·买买提")]
    [InlineData("阿里木・买买提", "阿里木·买买提")]
    [InlineData("阿里木‧买买提", "阿里木·买买提")]
    [InlineData("阿里木．买买提", "阿里木·买买提")]
    [InlineData("阿里木･买买提", "阿里木·买买提")]
    [InlineData("阿里木.买买提.阿布都", "阿里木·买买提·阿布都")]
    [InlineData("大连A.B公司.", "大连A.B公司.")]
    [InlineData("⼤连\uF90A业", "大连金业")] // radicals and old code pages
    [InlineData("𠮷野家", "𠮷野家")]
    [InlineData("大连（中国）A＆B有限公司", "大连（中国）A＆B有限公司")] // brackets of a registered name stay
    [InlineData("O'Brien-Smith, Jr.", "O'Brien-Smith, Jr.")]
    public void What_nobody_sees_is_taken_out_and_what_looks_the_same_is_written_the_same(string written, string name)
    {
        Assert.Equal(name, PartyName.Clean(written));
        Assert.Equal(name, PartyName.Clean(name));
    }

    [Theory]
    [InlineData("王五|1\nD|9|26-1")] // would be two lines for the bank
    [InlineData("王|五")]
    [InlineData("王\n五")]
    [InlineData("王\u0000五")]
    [InlineData("王\uE000五")] // private use: one computer's own sign
    [InlineData("王\uFFFD五")]
    [InlineData("王\uD800五")]
    [InlineData("王\uFFF0五")] // not in Unicode
    [InlineData("\u200B \u3164")]
    [InlineData("")]
    [InlineData(null)]
    public void What_nobody_can_read_is_refused(string? written) => Assert.Null(PartyName.Clean(written));

    [Fact]
    public void A_name_has_a_length_that_a_line_can_hold() => Assert.Equal(
        (true, false), (PartyName.Clean(new string('王', PartyName.Most)) is not null, PartyName.Clean(new('王', PartyName.Most + 1)) is not null));

    [Theory]
    [InlineData("阿里木・买买提", "阿里木•买买提", true)]
    [InlineData("ＡＢＣ 公司", "abc公司", true)]
    [InlineData("张三", "张叁", false)]
    [InlineData("张三", null, false)]
    public void Names_are_compared_as_a_reader_does(string one, string? other, bool same) =>
        Assert.Equal(same, PartyName.AreSame(one, other));

    [Fact]
    public void A_clean_name_is_clean_and_nothing_throws() => Generate.HostileText.Sample(text =>
    {
        if (PartyName.Clean(text) is not { } name) return;
        Assert.Equal(name, PartyName.Clean(name));
        Assert.True(FreeText.IsPlain(name) && !name.Contains('|', StringComparison.Ordinal) && !name.Any(char.IsControl));
    });
}
