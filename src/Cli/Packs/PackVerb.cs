using System.CommandLine;
using Yitong.Web;

namespace Yitong.Cli.Packs;

/// <summary><c>yitong pack check</c>: every fault of a pack with file, line, cause and remedy.</summary>
internal static class PackVerb
{
    public static Command Make()
    {
        var folder = new Argument<string>("folder") { Description = "The pack's folder, such as packs/dalian." };
        var check = new Command("check", "Reads a pack whole and lists every fault; exits with 1 when there is one.") { folder };
        check.SetAction(parsed => Check(parsed.GetValue(folder)!));
        return new Command("pack", "Works on city packs.") { check };
    }

    private static int Check(string folder)
    {
        var reading = Modules.ReadPack(folder);
        foreach (var fault in reading.Faults) Console.WriteLine(fault);
        var counts = string.Join(", ", reading.Counts.OrderBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => $"{each.Value} {each.Key}"));
        Console.WriteLine($"{folder}: {counts}. {reading.Faults.Count} faults.");
        return reading.Faults.Count == 0 ? 0 : 1;
    }
}
