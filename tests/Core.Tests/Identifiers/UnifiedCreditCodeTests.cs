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

    [Theory]
    [InlineData("000000000000000000")] // right by its sum alone
    [InlineData("01210200MY9T10002W")] // no such authority
    [InlineData("10210200MY9T10002W")] // no such kind
    [InlineData("11010200MY9T10002W")] // no such province
    [InlineData("11210200MYOT10002W")] // letters that are no part of it
    [InlineData("11210200MYIT10002W")]
    [InlineData("11210200MYST10002W")]
    [InlineData("11210200MYVT10002W")]
    [InlineData("11210200MYZT10002W")]
    [InlineData("11210200MY9T1000AW")] // an old organisation code ends in a digit or X
    public void What_is_not_built_as_a_code_is_none_whatever_its_sum_and_whoever_vouches(string text)
    {
        var made = text[..17] + UnifiedCreditCode.CheckCharacter(text.AsSpan(0, 17));
        Assert.False(UnifiedCreditCode.TryParse(text, true, out _));
        Assert.False(UnifiedCreditCode.TryParse(made, true, out _));
        Assert.Throws<ArgumentException>(() => UnifiedCreditCode.Make(text[..17]));
    }

    [Fact]
    public void A_citizen_number_is_never_a_credit_code()
    {
        var isBoth = false;
        for (var serial = 0; serial < 400; serial++)
        {
            var person = CitizenNumber.Make(
                DivisionCode.TryParse("110105", out var code) ? code : default, new(1990, 1, 1), serial).Text;
            isBoth |= UnifiedCreditCode.CheckCharacter(person.AsSpan(0, 17)) == person[17];
            Assert.False(UnifiedCreditCode.TryParse(person, out _));
            Assert.True(PartyCode.Parse(person)!.Value.IsPerson);
        }
        Assert.True(isBoth);
    }

    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("11100000000013338W")]
    [InlineData("11100000MB0341032Y")]
    [InlineData("113700000045046442")]
    [InlineData("113700000045030270")]
    [InlineData("91370406L24894136J")]
    public void Codes_of_organisations_that_exist_are_read(string text) => Assert.True(UnifiedCreditCode.TryParse(text, out _));

    [Fact]
    public void An_early_code_with_a_wrong_check_character_is_read_where_somebody_vouches_for_it()
    {
        const string early = "91210200MY9T90014A";
        Assert.False(UnifiedCreditCode.TryParse(early, out _));
        Assert.True(UnifiedCreditCode.TryParse(early, true, out var code));
        Assert.Equal((early, false), (code.Text, code.HasRightCheckCharacter));
        Assert.Equal((null, early), (PartyCode.Parse(early)?.Text, PartyCode.Parse(early, true)?.Text));
    }

    // Built as a code is: authority, kind, division, eight characters, a digit or X.
    private static Gen<UnifiedCreditCode> Made =>
        from authority in Gen.Char["123456789ANY"]
        from kind in Gen.Char['1', '9']
        from division in Gen.Int[100_000, 999_999]
        from body in Gen.Char[Alphabet].Array[8]
        from last in Gen.Char["0123456789X"]
        let first = $"{authority}{kind}{division}{new string(body)}{last}"
        where !CitizenNumber.TryParse(first + UnifiedCreditCode.CheckCharacter(first), out _)
        select UnifiedCreditCode.Make(first);
}
