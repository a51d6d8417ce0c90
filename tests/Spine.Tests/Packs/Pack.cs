using Yitong.Packs;
using Yitong.Web;

namespace Yitong.Spine.Tests.Packs;

/// <summary>The packs of this repository, and copies of them that a test may spoil.</summary>
internal static class Pack
{
    private static readonly Lazy<CityPack> LoadedDalian = new(() => Loaded("dalian"));
    private static readonly Lazy<CityPack> LoadedYingkou = new(() => Loaded("yingkou"));

    public static string Folder { get; } = Path.Combine(Root(), "packs");

    public static CityPack Dalian => LoadedDalian.Value;

    public static CityPack Yingkou => LoadedYingkou.Value;

    public static PackReading Read(string folder) => Modules.ReadPack(folder);

    private static CityPack Loaded(string name)
    {
        var reading = Read(Path.Combine(Folder, name));
        return reading.Pack ?? throw new InvalidOperationException(string.Join('\n', reading.Faults.Take(30)));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Yitong.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
