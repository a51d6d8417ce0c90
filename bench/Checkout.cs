namespace Yitong.Bench;

/// <summary>The checkout that the benchmarks run in.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Yitong.slnx"))) at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("Not inside the source tree.");
    }
}
