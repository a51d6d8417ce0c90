using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class WideTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("  大连　 市\t政府 \r\n", "大连 市 政府")]
    [InlineData("！ＡＢｃ１２３－（）～", "!ABc123-()~")]
    [InlineData("2102\u200B02\uFEFF", "210202")]
    public void Full_width_becomes_half_width_and_space_is_tidied(string? text, string plain) =>
        Assert.Equal(plain, WideText.Fold(text));

    [Theory]
    [InlineData(" 91210200 ma 0x－y ", "91210200MA0XY")]
    [InlineData("210202—20260928–000123-7", "210202202609280001237")]
    public void Codes_lose_spaces_and_hyphens_and_get_capitals(string text, string code) =>
        Assert.Equal(code, WideText.FoldCode(text));

    [Fact]
    public void Folding_twice_is_folding_once_and_nothing_throws() =>
        Generate.HostileText.Sample(text =>
        {
            Assert.Equal(WideText.Fold(text), WideText.Fold(WideText.Fold(text)));
            Assert.Equal(WideText.FoldCode(text), WideText.FoldCode(WideText.FoldCode(text)));
        });
}
