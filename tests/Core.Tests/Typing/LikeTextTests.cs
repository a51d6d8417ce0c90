using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class LikeTextTests
{
    [Theory]
    [InlineData("８０岁", "80岁")]
    [InlineData("ＫＴＶ　消防！", "ktv消防")]
    [InlineData("護照", "护照")]
    [InlineData("營業執照", "营业执照")]
    [InlineData("養老金", "养老金")]
    [InlineData("⼾⼝", "户口")]
    [InlineData("①㎡", "1m2")]
    [InlineData("𝐀𝟏", "a1")]
    [InlineData("ﬁ", "fi")]
    [InlineData("护\u200B照", "护照")]
    [InlineData("𠮷野家", "𠮷野家")]
    [InlineData("Ⅱ类", "ii类")]
    [InlineData("\ud83d", "")]
    [InlineData("，。！", "")]
    [InlineData(null, "")]
    public void What_reads_the_same_is_the_same(string? text, string folded) => Assert.Equal(folded, LikeText.Of(text));

    [Fact]
    public void So_many_characters_count_and_no_pair_is_cut() =>
        Assert.Equal(("ab", "a"), (LikeText.Of("abc", 2), LikeText.Of("a😀b", 2)));

    [Fact]
    public void Texts_hold_and_equal_each_other_however_they_are_typed() => Assert.Equal(
        (true, false, true), (LikeText.Holds("营业执照", "執 照"), LikeText.Holds("营业执照", "护照"), LikeText.AreAlike("８0 歲", "80岁")));

    [Fact]
    public void Folding_twice_is_folding_once_and_nothing_throws() =>
        Generate.HostileText.Sample(text => Assert.Equal(LikeText.Of(text), LikeText.Of(LikeText.Of(text))));
}
