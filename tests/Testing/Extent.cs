namespace Yitong.Testing;

/// <summary>
/// How much a test does that could go on for hours: little by default, but something of each kind; in full when
/// <c>YITONG_LONG=1</c>, which <c>./check long</c> sets.
/// </summary>
public static class Extent
{
    /// <summary>Whether everything is done in full.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("YITONG_LONG") == "1";

    /// <summary>One of the two, a number or whatever else.</summary>
    public static T Of<T>(T small, T full) => IsLong ? full : small;

    /// <summary>What a variable of the environment says; otherwise one of the two.</summary>
    public static int Of(string variable, int small, int full) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var given) ? given : Of(small, full);
}
