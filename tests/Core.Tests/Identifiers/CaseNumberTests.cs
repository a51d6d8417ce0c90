using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class CaseNumberTests
{
    [Fact]
    public void Says_division_day_and_serial_number()
    {
        var number = Make("210202", new(2026, 9, 28), 123);
        Assert.Equal(21, number.Text.Length);
        Assert.StartsWith("21020220260928000123", number.Text, StringComparison.Ordinal);
        Assert.StartsWith("210202-20260928-000123-", number.Grouped, StringComparison.Ordinal);
        Assert.Equal(("210202", new DateOnly(2026, 9, 28), 123), (number.Division.Text, number.Day, number.Serial));
    }

    [Fact]
    public void Is_read_with_hyphens_dashes_spaces_and_full_width_digits()
    {
        var number = Make("210202", new(2026, 9, 28), 123);
        string[] typed = [number.Text, number.Grouped, number.Grouped.Replace('-', '—'), number.Grouped.Replace('-', ' '),
            new([.. number.Text.Select(digit => (char)(digit - '0' + '０'))])];
        Assert.All(typed, text => Assert.True(CaseNumber.TryParse(text, out var read) && read == number, text));
    }

    [Fact]
    public void The_whole_with_its_check_digit_satisfies_the_standard() =>
        Made.Sample(number =>
        {
            // ISO 7064 MOD 11,10: the running product over all digits but the last, plus the last, leaves 1.
            var product = 10;
            foreach (var digit in number.Text[..^1])
            {
                product = (product + digit - '0') % 10;
                product = (product == 0 ? 10 : product) * 2 % 11;
            }
            Assert.Equal(1, (product + number.Text[^1] - '0') % 10);
        });

    [Fact]
    public void One_wrong_digit_is_always_noticed() =>
        Made.Sample(number => Assert.All(
            Slips.Wrong(number.Text, "0123456789"), slip => Assert.False(CaseNumber.TryParse(slip, out _), slip)), iter: 300);

    [Fact]
    public void Two_swapped_neighbours_are_noticed_in_more_than_95_of_100_pairs()
    {
        var (swapped, missed) = (0, 0);
        for (var serial = 1; serial <= 2_000; serial++)
            foreach (var slip in Slips.Swapped(Make("210202", new(2026, 9, 28), serial * 499).Text))
                (swapped, missed) = (swapped + 1, missed + (CaseNumber.TryParse(slip, out _) ? 1 : 0));
        Assert.InRange((double)missed / swapped, 0, 0.05);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("210202202609280001")]
    [InlineData("21020220260928000123A")]
    [InlineData("210202202609280000000")] // serial number 0
    [InlineData("210202202609310001239")] // no such day
    [InlineData("010202202609280001234")] // no such division
    public void Anything_else_is_not_read(string? text) => Assert.False(CaseNumber.TryParse(text, out _));

    [Fact]
    public void A_number_reads_back() =>
        Made.Sample(number => Assert.True(CaseNumber.TryParse(number.Grouped, out var read) && read == number));

    [Fact]
    public void No_text_throws() => Generate.HostileText.Sample(text => { _ = CaseNumber.TryParse(text, out _); });

    [Fact]
    public void A_serial_number_out_of_range_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Make("210202", new(2026, 9, 28), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make("210202", new(2026, 9, 28), 1_000_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => CaseNumber.Of(default, new(2026, 9, 28), 1));
    }

    private static CaseNumber Make(string division, DateOnly day, int serial)
    {
        Assert.True(DivisionCode.TryParse(division, out var code));
        return CaseNumber.Of(code, day, serial);
    }

    private static Gen<CaseNumber> Made =>
        Gen.Select(Gen.Int[100_000, 999_999], Generate.CoveredDay, Gen.Int[1, CaseNumber.MaxSerial])
        .Select((division, day, serial) => Make($"{division}", day, serial));
}
