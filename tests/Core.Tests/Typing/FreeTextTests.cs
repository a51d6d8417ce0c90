using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class FreeTextTests
{
    // As a browser counts for maxlength: UTF-16 units of the value of the box, whose line ends are one each.
    [Theory]
    [InlineData("", 0)]
    [InlineData("一二", 2)]
    [InlineData("一\r\n二", 3)]
    [InlineData("一\n二", 3)]
    [InlineData("\r\n\r\n", 2)]
    [InlineData("\r\r\n", 2)]
    [InlineData("𠮷", 2)]
    [InlineData("👩‍👩‍👧", 8)]
    public void Length_is_what_the_box_counts(string text, int length)
    {
        Assert.Equal(length, FreeText.LengthOf(text));
        Assert.Equal(length, FreeText.WithOneLineEnd(text).Length);
    }

    [Fact]
    public void What_fits_the_box_fits_however_its_line_ends_were_sent()
    {
        var lines = string.Join("\r\n", Enumerable.Repeat("字", 1_000));
        Assert.Null(FreeText.FaultOf("x", lines, null, 1_999));
        Assert.Equal("words.too-long", FreeText.FaultOf("x", lines, null, 1_998)!.Code);
    }

    [Theory]
    [InlineData("a\u202Eb", false)]
    [InlineData("a\u2066b", false)]
    [InlineData("a\u200Db", true)]
    [InlineData("a\tb\nc", true)]
    [InlineData("a\u0000b", false)]
    public void What_reads_otherwise_than_it_is_written_is_not_plain(string text, bool isPlain) =>
        Assert.Equal(isPlain, FreeText.IsPlain(text));
}
