using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Spine.Tests.Casework;

public sealed class AnswerReadingTests
{
    private static readonly DateOnly Today = new(2026, 9, 28);

    [Theory]
    [InlineData("86.5 m²", "86.5")]
    [InlineData("８６．５㎡", "86.5")]
    [InlineData("12,345平方米", "12345")]
    [InlineData("12，345", "12345")]
    [InlineData("86.50", "86.5")]
    public void An_area_is_read_with_its_unit_and_its_decimals(string typed, string kept) =>
        Assert.Equal((kept, null), AnswerReading.Read(Asked("premises-area"), typed, Today));

    [Theory]
    [InlineData("12,34", "answer.not-a-decimal")]
    [InlineData("86.555", "answer.not-a-decimal")]
    [InlineData("86.5亩", "answer.not-a-decimal")]
    [InlineData("-86", "answer.too-small")]
    [InlineData("0", "answer.too-small")]
    [InlineData("99999999999", "answer.too-large")]
    public void What_is_no_area_is_refused_by_what_is_wrong_with_it(string typed, string code) =>
        Assert.Equal(code, AnswerReading.Read(Asked("premises-area"), typed, Today).Fault!.Code);

    [Theory]
    [InlineData(AnswerKind.Number, "-1", "answer.too-small")]
    [InlineData(AnswerKind.Number, "1.5", "answer.not-a-number")]
    [InlineData(AnswerKind.Number, "9999999999999", "answer.too-large")]
    [InlineData(AnswerKind.Money, "-0.50", "answer.too-small")]
    [InlineData(AnswerKind.Money, "12,34", "answer.not-money")]
    [InlineData(AnswerKind.Date, "1899-12-31", "answer.day-too-far")]
    [InlineData(AnswerKind.Date, "2199-01-01", "answer.day-too-far")]
    [InlineData(AnswerKind.Phone, "1380013800", "answer.not-a-phone")]
    [InlineData(AnswerKind.Phone, "00000000000", "answer.not-a-phone")]
    [InlineData(AnswerKind.UnifiedCreditCode, "000000000000000000", "answer.credit-code")]
    [InlineData(AnswerKind.UnifiedCreditCode, "21029919900101001X", "answer.credit-code")]
    [InlineData(AnswerKind.UnifiedCreditCode, "91210200MY9T90014A", "answer.credit-code-unusual")]
    [InlineData(AnswerKind.Name, "王\uE000五", "answer.name")]
    [InlineData(AnswerKind.Name, "王|五", "answer.name")]
    [InlineData(AnswerKind.Text, "王\u202E五", "answer.control-character")]
    public void Every_kind_has_bounds_without_the_packs_saying_so(AnswerKind kind, string typed, string code) =>
        Assert.Equal(code, AnswerReading.Read(Ask(kind), typed, Today).Fault!.Code);

    [Theory]
    [InlineData(AnswerKind.Phone, "008613800138000", "13800138000")]
    [InlineData(AnswerKind.Phone, "（0411）83658888", "041183658888")]
    [InlineData(AnswerKind.Name, "阿里木・买\u200B买提", "阿里木·买买提")]
    [InlineData(AnswerKind.UnifiedCreditCode, "91210200MY9T90014A 无误", "91210200MY9T90014A")]
    [InlineData(AnswerKind.LongText, "一\r\n二", "一\n二")]
    [InlineData(AnswerKind.Date, "2126-01-01", "2126-01-01")]
    public void What_people_mean_is_kept(AnswerKind kind, string typed, string kept) =>
        Assert.Equal((kept, null), AnswerReading.Read(Ask(kind), typed, Today));

    [Fact]
    public void A_birth_is_not_yet_to_come()
    {
        var born = Asked("birth-date");
        Assert.Equal("answer.day-to-come", AnswerReading.Read(born, "2026-09-29", Today).Fault!.Code);
        Assert.Equal("2026-09-28", AnswerReading.Read(born, "2026-09-28", Today).Answer);
    }

    [Fact]
    public void Nobody_has_a_number_who_is_not_born()
    {
        var later = CitizenNumber.Make(DivisionCode.TryParse("210202", out var code) ? code : default, new(2030, 1, 1), 1).Text;
        Assert.Equal("answer.not-born", AnswerReading.Read(Ask(AnswerKind.CitizenNumber), later, Today).Fault!.Code);
    }

    [Fact]
    public void A_spouse_is_somebody_else()
    {
        var spouse = Story.Catalogue.Matters.Values.SelectMany(matter => matter.Editions).SelectMany(edition => edition.Form)
            .First(question => question.IsOfAnother);
        var (own, other) = (Story.PersonCode, "21029919850622035X");
        Assert.Equal("answer.own-number", AnswerReading.Read(spouse, own, Today, own).Fault!.Code);
        Assert.Null(AnswerReading.Read(spouse, other, Today, own).Fault);
        Assert.Null(AnswerReading.Read(Ask(AnswerKind.CitizenNumber), own, Today, own).Fault);
    }

    [Fact]
    public void The_applicants_own_code_is_known_whatever_its_check_character() => Assert.Null(AnswerReading.Read(
        Ask(AnswerKind.UnifiedCreditCode), "91210200MY9T90014A", Today, "91210200MY9T90014A").Fault);

    [Fact]
    public void A_choice_is_read_however_it_is_typed()
    {
        var question = new Question("q", "？", AnswerKind.Choice, ["專科", "1.5", "15"], null, false, null);
        Assert.Equal("專科", AnswerReading.Read(question, "专科", Today).Answer);
        Assert.Equal(("1.5", "15"), (AnswerReading.Read(question, "１.5", Today).Answer, AnswerReading.Read(question, "15", Today).Answer));
        Assert.Equal("answer.not-an-option", AnswerReading.Read(question, "1，5", Today).Fault!.Code);
    }

    private static Question Asked(string key) =>
        Story.Catalogue.Matters.Values.SelectMany(matter => matter.Editions).SelectMany(edition => edition.Form)
            .First(question => question.Key == key);

    private static Question Ask(AnswerKind kind) => new("q", "？", kind, [], null, false, null);
}
