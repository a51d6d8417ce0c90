using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class TypedDayTests
{
    private static readonly TimeSpan City = TimeSpan.FromHours(8);

    [Theory]
    [InlineData("2024-03-09T16:00:00.000Z", "2024-03-10")] // already tomorrow in the city
    [InlineData("2024-03-09T15:59:59.999Z", "2024-03-09")]
    [InlineData("2024-03-10T00:00:00+08:00", "2024-03-10")]
    [InlineData("2024-03-09T23:00:00-05:00", "2024-03-10")]
    [InlineData("2024-03-09T16:00:00", "2024-03-09")] // without a zone it is the city's
    [InlineData("2024-03-09 16:00:00", "2024-03-09")]
    [InlineData("2024-03-09T16:00", "2024-03-09")]
    [InlineData("2024-03-09", "2024-03-09")]
    [InlineData("9999-12-31T16:00:00Z", null)]
    [InlineData("0001-01-01T00:00:00", null)]
    [InlineData("2024-03-09Tabcdefgh", null)]
    [InlineData("2024-02-30T10:00:00Z", null)]
    [InlineData("2024-03-09 and what follows", null)]
    [InlineData("2024", null)]
    public void An_instant_is_a_day_of_the_city(string text, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.Parse(day), TypedDay.OfInstant(text, City));

    [Theory]
    [InlineData("２０２６．９．８", "2026-09-08")]
    [InlineData("2026年9月8日", "2026-09-08")]
    [InlineData("2026/9/8", "2026-09-08")]
    [InlineData("20260908", "2026-09-08")]
    [InlineData("2026-02-29", null)]
    [InlineData("9月8日", null)]
    [InlineData(null, null)]
    public void A_day_is_read_as_people_write_it(string? text, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.Parse(day), TypedDay.Read(text));

    [Fact]
    public void No_text_throws() => Generate.HostileText.Sample(text =>
    {
        _ = TypedDay.Read(text);
        _ = TypedDay.OfInstant(text ?? "", City);
    });
}
