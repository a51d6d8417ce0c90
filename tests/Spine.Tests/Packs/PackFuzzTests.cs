using System.Globalization;
using System.Text;
using CsCheck;
using Yitong.Packs.Yaml;
using Yitong.Testing;

namespace Yitong.Spine.Tests.Packs;

public sealed class PackFuzzTests
{
    private static readonly string[] Files =
    [
        "yingkou/pack.yaml", "yingkou/matters/YK03.yaml", "yingkou/journeys/open-restaurant.yaml",
        "yingkou/agencies/agencies.yaml", "yingkou/stations/stations.yaml", "yingkou/demo/personas.yaml",
        "common/forms/food-business.yaml", "common/calendars/2023.yaml", "common/clocks/tendering.yaml",
        "yingkou/search/aliases.yaml",
    ];

    private static readonly string[] Pieces =
    [
        "", " ", "\n", "\t", ":", "-", "  - ", "&a ", "*a", "!!int ", "{", "[", "}", "]", "'", "\"", "|", ">", "#", "%", "---\n", "...\n",
        "~", "null", "true", "-1", "99999999999999999999", "1e400", "２０２６-07-01", "9999-99-99", "市", "\u0000", "\ud83d\ude42", "\r", "? ", "<<: ",
    ];

    [Fact]
    public void A_spoilt_pack_yields_faults_or_loads_and_never_throws()
    {
        using var pack = new SpoiltPack();
        Gen.Select(OneOf(Files), Gen.Int[0, 100_000], Gen.Int[0, 40], OneOf(Pieces), Gen.Int[1, 3]).Sample(
            (file, at, cut, piece, times) =>
            {
                var whole = File.ReadAllText(pack.PathOf(file));
                try
                {
                    File.WriteAllText(pack.PathOf(file), Spoilt(whole, at, cut, piece, times));
                    var reading = pack.Read();
                    return reading.Pack is not null ^ reading.Faults.Count > 0;
                }
                finally
                {
                    File.WriteAllText(pack.PathOf(file), whole);
                }
            }, iter: Extent.Of(25, 60), threads: 1);
    }

    [Fact]
    public void Any_bytes_yield_a_tree_or_a_trouble()
    {
        var seeds = Files.Select(file => File.ReadAllBytes(Path.Combine(Pack.Folder, file))).ToArray();
        Gen.Select(OneOf(seeds), Gen.Byte.Array[0, 24], Gen.Int[0, 100_000], Gen.Int[0, 3_000]).Sample(
            (seed, noise, at, keep) =>
            {
                var start = at % seed.Length;
                byte[] bytes = [.. seed[..start], .. noise, .. seed[start..Math.Min(seed.Length, start + keep)]];
                var tree = YamlTree.Parse(bytes, "f.yaml", out var trouble, out _);
                return tree is null != (trouble is null);
            }, iter: 2_000);
    }

    [Fact]
    public void Any_text_yields_a_tree_or_a_trouble() =>
        OneOf(Pieces).Array[0, 200].Sample(
            pieces => YamlTree.Parse(Encoding.UTF8.GetBytes(string.Concat(pieces)), "f.yaml", out var trouble, out _) is null != trouble is null,
            iter: 5_000);

    [Theory]
    [InlineData("    forms:\n      - applicant-basic\n", "      - x", 40_000)]
    [InlineData("    examination:\n", "      - key: k{0}\n        title: t\n        agency: market\n        needs:\n          - k{1}", 5_000)]
    [InlineData("    steps:\n", "      - s{0}", 60_000)]
    [InlineData("    trips: 1\n", "    k{0}: x", 60_000)]
    public void A_list_without_end_is_read_to_its_end(string after, string line, int times)
    {
        using var pack = new SpoiltPack();
        var more = string.Join('\n', Enumerable.Range(0, times).Select(i => string.Format(CultureInfo.InvariantCulture, line, i, i + 1)));
        Assert.NotEmpty(pack.With("yingkou/matters/YK03.yaml", after, $"{after}{more}\n").Read().Faults);
    }

    private static Gen<T> OneOf<T>(T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    private static string Spoilt(string whole, int at, int cut, string piece, int times)
    {
        var text = whole;
        for (var i = 0; i < times && text.Length > 0; i++)
        {
            var start = (at + i * 7_919) % text.Length;
            var end = Math.Min(text.Length, start + cut);
            text = string.Concat(text.AsSpan(0, start), piece, text.AsSpan(end));
        }
        return text;
    }
}
