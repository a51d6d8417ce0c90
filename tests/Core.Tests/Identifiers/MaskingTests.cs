using System.Globalization;
using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests.Identifiers;

public sealed class MaskingTests
{
    private static readonly Gen<CitizenNumber> People =
        from division in OneOf("110101", "210202", "350203", "510104", "659001", "820000")
        from day in Gen.Int[0, 80_000]
        from serial in Gen.Int[0, 999]
        select CitizenNumber.Make(
            DivisionCode.TryParse(division, out var code) ? code : default, new DateOnly(1900, 1, 1).AddDays(day), serial);

    private static readonly Gen<string> Organisations =
        from kind in OneOf("91", "92", "12", "52")
        from letters in Gen.Char["ABCDEFGHJKLMNPQRTUWXY"].Array[2]
        from digits in Gen.Int[0, 9_999_999]
        select UnifiedCreditCode.Make($"{kind}210200{new string(letters)}{digits:D7}").Text;

    private static Gen<string> OneOf(params string[] all) => Gen.Int[0, all.Length - 1].Select(at => all[at]);

    [Theory]
    [InlineData("91210200MY9T90014R", "91210200MY9T90014R")]
    [InlineData("９１２１０２００ｍｙ９ｔ９００１４ｒ", "91210200MY9T90014R")]
    [InlineData("11110000000021004K", "1111**********004K")]
    [InlineData("113700000045046442", "113700000045046442")] // all digits, and no person's by three of them
    [InlineData("113700000045030270", "113700000045030270")]
    [InlineData("21029919850622035X", "2102**********035X")]
    [InlineData("２１０２９９１９８５０６２２０３５ｘ", "2102**********035X")]
    [InlineData("210299 19850622 035x", "2102**********035X")]
    [InlineData("210299198506220351", "2102**********0351")]
    [InlineData("91210200MY9T90014A", "9121**********014A")]
    [InlineData("13812345678", "138******78")]
    [InlineData("abcd", "A**D")]
    [InlineData("abc", "A**")]
    [InlineData("a", "*")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_code_is_shown_in_full_only_when_it_is_an_organisations(string? subject, string shown) =>
        Assert.Equal(shown, Masking.Code(subject));

    [Fact]
    public void An_organisation_is_called_by_its_name_and_code() => Organisations.Sample(code =>
    {
        Assert.True(Masking.IsOrganisation(code));
        Assert.Equal((code, "大连红果果业有限公司"), (Masking.Code(code.ToLowerInvariant()), Masking.Name(code, "大连红果果业有限公司")));
    });

    [Fact]
    public void A_person_is_hidden_even_where_the_number_is_valid_as_a_credit_code_too()
    {
        var isBoth = false;
        People.Sample(person =>
        {
            isBoth |= UnifiedCreditCode.CheckCharacter(person.Text.AsSpan(0, 17)) == person.Text[17];
            Assert.Equal(person.Masked, Masking.Code(person.Text));
            Assert.Equal("林**", Masking.Name(person.Text, "林晓岚"));
        }, iter: 2_000, threads: 1);
        Assert.True(isBoth);
    }

    [Fact]
    public void Whatever_the_check_character_is_a_persons_number_stays_hidden() => People.Sample(person =>
    {
        foreach (var last in "0123456789ABCDEFGHJKLMNPQRTUWXYabcx")
            Assert.Equal(10, Masking.Code(person.Text[..17] + last).Count(c => c == '*'));
    });

    [Fact]
    public void One_or_two_wrong_digits_open_nothing() =>
        (from person in People
         from first in Gen.Int[0, 16]
         from second in Gen.Int[0, 16]
         from digits in Gen.Char['0', '8'].Array[2]
         select (person.Text, first, second, digits)).Sample(wrong =>
     {
         var text = wrong.Text.ToCharArray();
         (text[wrong.first], text[wrong.second]) = (wrong.digits[0], wrong.digits[1]);
         Assert.False(Masking.IsOrganisation(new(text)));
     }, iter: 5_000);

    [Fact]
    public void Never_more_than_four_and_four_nor_half_of_it_is_shown() => Gen.String.Sample(text =>
    {
        var whole = new StringInfo(text).LengthInTextElements;
        var shown = new StringInfo(Masking.Of(text).Replace("*", "", StringComparison.Ordinal)).LengthInTextElements;
        Assert.True(shown <= Math.Min(8, whole / 2), $"{shown} of {whole}");
        var name = Masking.Name(text, text);
        Assert.True(text.Length == 0 || name.Length == 0 || name.EndsWith("**", StringComparison.Ordinal));
        var account = Masking.Account(text);
        Assert.StartsWith("****", account, StringComparison.Ordinal);
        Assert.True(new StringInfo(account).LengthInTextElements <= 9);
    });

    [Theory]
    [InlineData("林晓岚", "林**")]
    [InlineData("林", "**")]
    [InlineData(" 林 晓岚 ", "林**")]
    [InlineData("𠮷野家", "𠮷**")]
    [InlineData("e\u0301va", "e\u0301**")]
    [InlineData("👩‍👩‍👧王", "👩**")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_name_is_its_first_character_as_people_see_it(string? name, string shown) =>
        Assert.Equal(shown, Masking.Name("21029919850622035X", name));

    [Theory]
    [InlineData("6222020200123451234", "**** 1234")]
    [InlineData("6222 0202 0012 3451 234", "**** 1234")]
    [InlineData("123456", "**** 456")]
    [InlineData("1", "****")]
    [InlineData("", "****")]
    public void An_account_is_its_last_four_digits(string number, string shown) => Assert.Equal(shown, Masking.Account(number));

    [Fact]
    public void What_stands_masked_is_told_from_a_name() =>
        Assert.Equal((true, true, false), (Masking.IsMasked("2102**********1289"), Masking.IsMasked("210299**********89"), Masking.IsMasked("林晓岚")));
}
