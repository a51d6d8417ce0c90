using CsCheck;

namespace Yitong.Transparency.Tests;

public sealed class TileWriterTests
{
    [Fact]
    public void A_log_that_stops_and_goes_on_anywhere_is_the_log_written_in_one_go() =>
        Gen.Int[1, 400].Array[1, 6].Sample(parts =>
        {
            var (whole, tiles) = (new GrowingTree(), new Dictionary<(int, long), byte[]>());
            var size = 0L;
            foreach (var part in parts)
            {
                var writer = new TileWriter(size, Reading(tiles));
                for (var i = 0; i < part; i++)
                {
                    writer.Append(Entry(size + i));
                    whole.Add(Digest.OfLeaf(Entry(size + i)));
                }
                foreach (var (tile, bytes) in writer.Changed) tiles[(tile.Level, tile.Index)] = bytes;
                size += part;
                Assert.Equal((size, whole.Root), (writer.Size, writer.Root));
            }
            Assert.Equal(whole.Root, new TileReader(Reading(tiles)).Grow(size).Root);
        }, iter: 50);

    [Fact]
    public void Two_levels_of_tiles_prove_what_the_whole_tree_proves()
    {
        var tiles = Written(70_000);
        var reader = new TileReader(Reading(tiles));
        var root = reader.Grow(70_000).Root;
        foreach (var index in new long[] { 0, 1, 255, 256, 65_535, 65_536, 69_999 })
            Assert.True(Inclusion.Verify(
                Digest.OfLeaf(Entry(index)), index, 70_000, Inclusion.Prove(index, 70_000, reader.Read), root));
        foreach (var before in new long[] { 1, 256, 65_536, 65_537, 69_999 })
            Assert.True(Consistency.Verify(
                before, reader.Grow(before).Root, 70_000, root, Consistency.Prove(before, 70_000, reader.Read)));
        Assert.Equal(70_000 / 256, tiles.Count(each => each.Key.Item1 == 0 && each.Value.Length == 8_192));
        Assert.Equal(273 * 32 % 8_192, tiles[(1, 1)].Length);
    }

    [Fact]
    public void Entries_are_read_back_and_a_cut_bundle_is_not()
    {
        var bundle = Written(300)[(Tile.Entries, 0)];
        var entries = Bundle.Read(bundle);
        Assert.Equal(256, entries!.Count);
        Assert.Equal(Entry(17), entries[17].ToArray());
        Assert.Null(Bundle.Read(bundle.AsMemory(0, bundle.Length - 1)));
        Assert.Equal(8, Bundle.Read(Bundle.First(bundle, 8)!.Value)!.Count);
        Assert.Null(Bundle.First(bundle.AsMemory(0, 2 + entries[0].Length), 2));
    }

    [Fact]
    public void A_missing_tile_is_told_and_not_guessed()
    {
        var tiles = Written(1_000);
        tiles.Remove((0, 2));
        Assert.Throws<TileMissingException>(() => Inclusion.Prove(600, 1_000, new TileReader(Reading(tiles)).Read));
    }

    private static Dictionary<(int, long), byte[]> Written(int size)
    {
        var writer = new TileWriter(0, (_, _) => default);
        for (var i = 0; i < size; i++) writer.Append(Entry(i));
        return writer.Changed.ToDictionary(each => (each.Tile.Level, each.Tile.Index), each => each.Bytes);
    }

    private static ReadTile Reading(Dictionary<(int, long), byte[]> tiles) =>
        (level, index) => tiles.GetValueOrDefault((level, index)) ?? [];

    private static byte[] Entry(long index) => [.. Digest.OfLeaf(BitConverter.GetBytes(index)).ToString().Select(c => (byte)c)];
}
