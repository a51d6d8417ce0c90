using System.Globalization;
using Yitong.Testing;

namespace Yitong.Rules.Tests.Engines;

/// <summary>
/// Seeds of generated worlds, new ones with every run and printed. YITONG_SEED repeats one; YITONG_CASES multiplies how many
/// worlds the differential tests make, four being their full size.
/// </summary>
internal static class Seeds
{
    private static readonly int First =
        int.TryParse(Environment.GetEnvironmentVariable("YITONG_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed : Random.Shared.Next(1_000_000_000);

    public static int Times { get; } = Extent.Of("YITONG_CASES", 1, 4);

    public static IEnumerable<int> Some(int count)
    {
        for (var at = 0; at < count; at++)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"seed {First + at}");
            yield return First + at;
        }
    }

    public static int One() => Some(1).First();
}
