using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class CitizenNumberTests
{
    // The example printed in GB 11643 itself.
    private const string Example = "11010519491231002X";

    [Theory]
    [InlineData(Example)]
    [InlineData("11010519491231002x")]
    [InlineData(" 110105 19491231 002X ")]
    [InlineData("１１０１０５１９４９１２３１００２ｘ")]
    public void Is_read_as_people_type_it(string text)
    {
        Assert.True(CitizenNumber.TryParse(text, out var number));
        Assert.Equal(Example, number.Text);
    }

    [Fact]
    public void Says_division_birth_date_and_sex()
    {
        Assert.True(CitizenNumber.TryParse(Example, out var number));
        Assert.Equal("110105", number.Division.Text);
        Assert.Equal(new(1949, 12, 31), number.BirthDate);
        Assert.Equal(Sex.Female, number.Sex);
    }

    [Fact]
    public void Is_printed_masked()
    {
        Assert.True(CitizenNumber.TryParse(Example, out var number));
        Assert.Equal("1101**********002X", number.Masked);
        Assert.Equal("1101**********002X", $"{number}");
        Assert.Equal("", default(CitizenNumber).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("110105194912310021")] // wrong check character
    [InlineData("1101051949123100")] // too short
    [InlineData("110105491231002")] // the old one of 15 digits
    [InlineData("11010519490230002X")] // no such day
    [InlineData("1101051949123100X2")] // X in the middle
    public void Anything_else_is_not_read(string? text) => Assert.False(CitizenNumber.TryParse(text, out _));

    [Fact]
    public void A_day_that_does_not_exist_is_not_read_although_the_check_character_is_right()
    {
        const string first17 = "11010519490230002";
        Assert.False(CitizenNumber.TryParse(first17 + CitizenNumber.CheckCharacter(first17), out _));
        const string tooEarly = "11010517490228002";
        Assert.False(CitizenNumber.TryParse(tooEarly + CitizenNumber.CheckCharacter(tooEarly), out _));
    }

    [Theory]
    [InlineData("2026-09-27", 17)]
    [InlineData("2026-09-28", 18)]
    [InlineData("2008-09-27", -1)]
    public void Age_is_in_completed_years(string day, int age) =>
        Assert.Equal(age, CitizenNumber.Make(Dalian, new(2008, 9, 28), 1).AgeOn(DateOnly.Parse(day)));

    [Fact]
    public void Born_on_a_leap_day_the_year_is_complete_on_the_last_of_february()
    {
        var number = CitizenNumber.Make(Dalian, new(2008, 2, 29), 1);
        Assert.Equal((17, 18), (number.AgeOn(new(2026, 2, 27)), number.AgeOn(new(2026, 2, 28))));
        Assert.Equal((19, 20), (number.AgeOn(new(2028, 2, 28)), number.AgeOn(new(2028, 2, 29))));
    }

    [Theory]
    [InlineData("2030-01-01", false)] // born tomorrow
    [InlineData("2026-09-28", true)]
    [InlineData("1900-01-01", true)]
    [InlineData("1896-09-28", false)] // older than anybody
    public void Nobody_is_born_later_or_longer_ago_than_people_live(string born, bool isBorn) =>
        Assert.Equal(isBorn, CitizenNumber.Make(Dalian, DateOnly.Parse(born), 1).IsBornBy(new(2026, 9, 28)));

    [Fact]
    public void A_number_that_is_made_reads_back() =>
        Made.Sample(number =>
        {
            Assert.True(CitizenNumber.TryParse(number.Text, out var read));
            Assert.Equal(number, read);
            Assert.Equal(int.Parse(number.Text[14..17]) % 2 == 1 ? Sex.Male : Sex.Female, read.Sex);
        });

    [Fact]
    public void One_wrong_character_and_two_swapped_neighbours_are_always_noticed() =>
        Made.Sample(
            number => Slips.AreAllNoticed(number.Text, "0123456789X", text => CitizenNumber.TryParse(text, out _)),
            iter: 300);

    [Fact]
    public void No_text_throws() => Generate.HostileText.Sample(text => { _ = CitizenNumber.TryParse(text, out _); });

    [Fact]
    public void What_cannot_be_made_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CitizenNumber.Make(default, new(2000, 1, 1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CitizenNumber.Make(Dalian, new(1799, 1, 1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CitizenNumber.Make(Dalian, new(2000, 1, 1), 1000));
    }

    private static DivisionCode Dalian => DivisionCode.TryParse("210202", out var code) ? code : default;

    private static Gen<CitizenNumber> Made => Gen.Select(Generate.CoveredDay, Gen.Int[0, 999])
        .Select((day, serial) => CitizenNumber.Make(Dalian, day.AddYears(-40), serial));
}
