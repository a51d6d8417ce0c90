using Yitong.Kernel;
using Yitong.Packs.Yaml;

namespace Yitong.Packs;

/// <summary>One pack folder on disk. Only plain files one folder deep are read; links are refused.</summary>
internal sealed class PackLayer(string folder)
{
    private const int MostFiles = 5_000;
    private readonly Dictionary<string, PackNode?> read = new(StringComparer.Ordinal);

    public string Name { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>Tells what does not belong: links, unknown folders, files that are no YAML.</summary>
    public void Inspect(IReadOnlyCollection<string> known, PackFaults faults)
    {
        var count = 0;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry.LinkTarget is not null) faults.Add($"{Name}/{entry.Name}", 0, "file.link");
            else if (entry is DirectoryInfo inner) count += InspectFolder(inner, known, faults);
            else if (entry.Name is not ("pack.yaml" or "README.md")) faults.Add($"{Name}/{entry.Name}", 0, "file.misplaced");
        }
        if (count > MostFiles) faults.Add($"{Name}/pack.yaml", 0, "folder.too-many-files", ("most", MostFiles));
    }

    private int InspectFolder(DirectoryInfo inner, IReadOnlyCollection<string> known, PackFaults faults)
    {
        var path = $"{Name}/{inner.Name}";
        if (!known.Contains(inner.Name))
        {
            faults.Add(path, 0, "folder.unknown",
                ("folder", inner.Name),
                ("nearest", Nearest.To(inner.Name, known) ?? string.Join(", ", known.Order(StringComparer.Ordinal))));
            return 0;
        }
        var count = 0;
        foreach (var entry in inner.EnumerateFileSystemInfos())
        {
            count++;
            if (entry.LinkTarget is not null) faults.Add($"{path}/{entry.Name}", 0, "file.link");
            else if (entry is DirectoryInfo) faults.Add($"{path}/{entry.Name}", 0, "folder.nested");
            else if (entry.Extension != ".yaml" && entry.Name != "README.md")
                faults.Add($"{path}/{entry.Name}", 0, "file.not-yaml");
        }
        return count;
    }

    /// <summary>The trees of a folder's files in the order of their names.</summary>
    public IEnumerable<PackNode> Trees(string inner, PackFaults faults)
    {
        var path = new DirectoryInfo(Path.Combine(folder, inner));
        if (!path.Exists || path.LinkTarget is not null) yield break;
        foreach (var file in path.EnumerateFiles("*.yaml").OrderBy(file => file.Name, StringComparer.Ordinal).Take(MostFiles))
            if (Tree(Path.Combine(inner, file.Name), faults) is { } root) yield return root;
    }

    /// <summary>The tree of one file; null when it is missing or unreadable, which is told once.</summary>
    public PackNode? Tree(string relative, PackFaults faults)
    {
        if (read.TryGetValue(relative, out var known)) return known;
        var file = new FileInfo(Path.Combine(folder, relative));
        var shown = $"{Name}/{relative.Replace('\\', '/')}";
        if (!file.Exists || file.LinkTarget is not null) return null;
        PackNode? root = null;
        if (Bytes(file, shown, faults) is { } bytes)
        {
            root = YamlTree.Parse(bytes, shown, out var trouble, out _);
            if (trouble is not null) faults.Add(shown, trouble.Line, trouble.Code, ("detail", trouble.Detail));
        }
        return read[relative] = root;
    }

    /// <summary>The files of a folder as text, in the order of their names, for readers with a language of their own.</summary>
    public IEnumerable<PackText> Raw(string inner, PackFaults faults)
    {
        var path = new DirectoryInfo(Path.Combine(folder, inner));
        if (!path.Exists || path.LinkTarget is not null) yield break;
        foreach (var file in path.EnumerateFiles("*.yaml").OrderBy(file => file.Name, StringComparer.Ordinal).Take(MostFiles))
        {
            var shown = $"{Name}/{inner}/{file.Name}";
            if (file.LinkTarget is null && Bytes(file, shown, faults) is { } bytes && Text(bytes, shown, faults) is { } text)
                yield return new(shown, text);
        }
    }

    private static string? Text(byte[] bytes, string shown, PackFaults faults)
    {
        var read = FileText.Read(bytes);
        if (read.Refusal is not { } broken) return read.Value;
        faults.Add(shown, 0, "file.not-utf8", ("detail", broken.Args["byte"]));
        return null;
    }

    private static byte[]? Bytes(FileInfo file, string shown, PackFaults faults)
    {
        // A pipe or a device has no length either, and would never end: it is not opened.
        if (file.Length == 0)
        {
            faults.Add(shown, 0, "file.empty");
            return null;
        }
        if (file.Length > YamlTree.MostBytes)
        {
            faults.Add(shown, 0, "file.too-large", ("detail", file.Length / 1024));
            return null;
        }
        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(shown, 0, "file.unreadable", ("detail", fault.Message));
            return null;
        }
    }
}
