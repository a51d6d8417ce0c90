using System.Globalization;

namespace Yitong.PublicLog.Tests;

/// <summary>Random tests say their seed, and take one from <c>YITONG_SEED</c>.</summary>
internal static class Seeds
{
    public static Random Random(ITestOutputHelper output)
    {
        var seed = Environment.GetEnvironmentVariable("YITONG_SEED") is { } given
            ? int.Parse(given, CultureInfo.InvariantCulture) : System.Random.Shared.Next();
        output.WriteLine($"YITONG_SEED={seed}");
        return new(seed);
    }
}
