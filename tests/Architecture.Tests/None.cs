namespace Yitong.Architecture.Tests;

/// <summary>Fails with every finding on its own line.</summary>
internal static class None
{
    public static void Of(IEnumerable<string> findings)
    {
        var all = findings.Distinct().ToList();
        if (all.Count > 0) Assert.Fail($"{all.Count} found:\n{string.Join('\n', all)}");
    }
}
