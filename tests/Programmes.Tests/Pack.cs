using Yitong.Packs;
using Yitong.Web;

namespace Yitong.Programmes.Tests;

/// <summary>The packs of this repository.</summary>
internal static class Pack
{
    private static readonly Lazy<CityPack> Loaded = new(() => Read("dalian"));

    public static string Folder { get; } = Path.Combine(Root(), "packs");

    public static CityPack Dalian => Loaded.Value;

    private static CityPack Read(string name)
    {
        var reading = Modules.ReadPack(Path.Combine(Folder, name));
        return reading.Pack ?? throw new InvalidOperationException(string.Join('\n', reading.Faults.Take(30)));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Yitong.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
