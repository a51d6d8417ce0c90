using System.Text;
using Yitong.Packs;

namespace Yitong.Spine.Tests.Packs;

/// <summary>A copy of a small pack in a folder of its own, to be spoilt; it is deleted at the end.</summary>
internal sealed class SpoiltPack : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("yitong-pack-").FullName;

    public SpoiltPack(string city = "yingkou")
    {
        City = city;
        foreach (var pack in new[] { "common", city })
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Pack.Folder, pack), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(root, Path.GetRelativePath(Pack.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
    }

    public string City { get; }

    public string PathOf(string file) => Path.Combine(root, file);

    /// <summary>Replaces the first occurrence of a text; a text that is not there fails the test.</summary>
    public SpoiltPack With(string file, string before, string after)
    {
        var text = File.ReadAllText(PathOf(file));
        var at = text.IndexOf(before, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} does not hold {before}");
        File.WriteAllText(PathOf(file), string.Concat(text.AsSpan(0, at), after, text.AsSpan(at + before.Length)));
        return this;
    }

    public SpoiltPack Holding(string file, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllBytes(PathOf(file), bytes);
        return this;
    }

    public SpoiltPack Holding(string file, string text) => Holding(file, Encoding.UTF8.GetBytes(text));

    public PackReading Read() => Pack.Read(PathOf(City));

    public void Dispose() => Directory.Delete(root, recursive: true);
}
