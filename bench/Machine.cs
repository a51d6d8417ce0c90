using System.Globalization;
using System.Runtime.InteropServices;

namespace Yitong.Bench;

/// <summary>Says what a table was measured on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var cpu = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(": ")[^1] ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} × {cpu}, {memory} GiB, {RuntimeInformation.OSDescription}, ")
            + $"{RuntimeInformation.FrameworkDescription}, SQLite {new Microsoft.Data.Sqlite.SqliteConnection().ServerVersion}, "
            + $"PostgreSQL {Path.GetFileName(Directory.GetDirectories("/usr/lib/postgresql").Max()) ?? "none"}. "
            + "Read the ratios; the rates swing by a factor of two between machines.";
    }
}
