using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class UnifiedCreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Example = "11210200MY9T10002W";

    [Theory]
    [InlineData(Example)]
    [InlineData("11210200my9t10002w")]
    [InlineData(" 11210200 MY9T1000 2W")]
    [InlineData("１１２１０２００ＭＹ９Ｔ１０００２Ｗ")]
    public void Is_read_as_people_type_it(string text)
    {
        Assert.True(UnifiedCreditCode.TryParse(text, out var code));
        Assert.Equal((Example, "210200"), (code.Text, code.Division?.Text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("11210200MY9T10002X")]
    [InlineData("11210200MY9T10002")]
    [InlineData("I1210200MY9T10002W")]
    [InlineData("\uD80011210200MY9T10002W")]
    public void Anything_else_is_not_read(string? text) => Assert.False(UnifiedCreditCode.TryParse(text, out _));

    [Fact]
    public void A_code_that_is_made_reads_back()
    {
        Assert.Equal(Example, UnifiedCreditCode.Make(Example[..17]).Text);
        Made.Sample(code =>
        {
            Assert.True(UnifiedCreditCode.TryParse(code.Text, out var read));
            Assert.Equal(code, read);
        });
        Assert.Throws<ArgumentException>(() => UnifiedCreditCode.Make("short"));
        Assert.Throws<ArgumentException>(() => UnifiedCreditCode.Make("11210200my9t10002"));
    }

    [Fact]
    public void One_wrong_character_and_two_swapped_neighbours_are_always_noticed() =>
        Made.Sample(
            code => Slips.AreAllNoticed(code.Text, Alphabet, text => UnifiedCreditCode.TryParse(text, out _)),
            iter: 200);

    [Fact]
    public void No_text_throws() => Generate.HostileText.Sample(text => { _ = UnifiedCreditCode.TryParse(text, out _); });

    [Fact]
    public void The_default_value_is_empty_and_harmless()
    {
        var nothing = default(UnifiedCreditCode);
        Assert.Equal(("", "", null), (nothing.Text, nothing.ToString(), nothing.Division));
    }

    private static Gen<UnifiedCreditCode> Made =>
        Gen.Char[Alphabet].Array[17].Select(first => UnifiedCreditCode.Make(new(first)));
}
