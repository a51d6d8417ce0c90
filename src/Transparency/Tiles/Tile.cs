using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Yitong.Transparency;

/// <summary>
/// The address of a tile: up to 256 digests of one height that is a multiple of 8, or up to 256 entries (C2SP tlog-tiles). A tile
/// that is full never changes; a partial one is superseded by a wider one.
/// </summary>
/// <param name="Level">Height divided by 8, from 0 to 7; −1 for entries.</param>
/// <param name="Index">Its place among those of its level, from 0.</param>
/// <param name="Width">How many digests or entries: 1 to 256.</param>
public readonly record struct Tile(int Level, long Index, int Width)
{
    /// <summary>Digests or entries in a full tile.</summary>
    public const int Full = 256;
    /// <summary>Heights that one level of tiles spans.</summary>
    public const int Heights = 8;
    /// <summary>The level that stands for entries.</summary>
    public const int Entries = -1;
    private const int MostLevel = 7;
    private const int Part = 1_000;

    /// <summary>Whether it never changes again.</summary>
    public bool IsFull => Width == Full;

    /// <summary>Its path below the log's address, such as <c>tile/0/x001/x234/067.p/8</c>.</summary>
    public string Path
    {
        get
        {
            var number = new StringBuilder((Index % Part).ToString("000", CultureInfo.InvariantCulture));
            for (var rest = Index / Part; rest > 0; rest /= Part) number.Insert(0, $"x{rest % Part:000}/");
            var level = Level == Entries ? "entries" : Level.ToString(CultureInfo.InvariantCulture);
            return $"tile/{level}/{number}{(IsFull ? "" : $".p/{Width}")}";
        }
    }

    /// <summary>Reads a path; only the one spelling that <see cref="Path"/> gives is understood.</summary>
    public static bool TryParse([NotNullWhen(true)] string? path, out Tile tile)
    {
        tile = default;
        if (path is null || path.Length > 64 || path.Split('/') is not ["tile", var level, .. var rest] || rest.Length == 0)
            return false;
        var width = Full;
        if (rest.Length > 1 && rest[^2].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!int.TryParse(rest[^1], NumberStyles.None, CultureInfo.InvariantCulture, out width) || width is < 1 or >= Full)
                return false;
            rest = [.. rest[..^2], rest[^2][..^2]];
        }
        if (!TryLevel(level, out var height) || !TryIndex(rest, out var index)) return false;
        tile = new(height, index, width);
        return tile.Path == path;
    }

    private static bool TryLevel(string text, out int level)
    {
        level = Entries;
        return text == "entries"
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out level) && level <= MostLevel;
    }

    private static bool TryIndex(string[] parts, out long index)
    {
        index = 0;
        if (parts.Length > 6) return false;
        foreach (var part in parts)
        {
            if (!int.TryParse(part.TrimStart('x'), NumberStyles.None, CultureInfo.InvariantCulture, out var three)
                || three >= Part)
                return false;
            index = index * Part + three;
        }
        return true;
    }
}
