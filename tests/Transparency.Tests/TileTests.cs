using CsCheck;

namespace Yitong.Transparency.Tests;

public sealed class TileTests
{
    [Theory]
    [InlineData(0, 1_234_067, 256, "tile/0/x001/x234/067")]
    [InlineData(0, 0, 8, "tile/0/000.p/8")]
    [InlineData(1, 999, 256, "tile/1/999")]
    [InlineData(2, 1_000, 1, "tile/2/x001/000.p/1")]
    [InlineData(Tile.Entries, 5, 256, "tile/entries/005")]
    public void Has_the_path_of_the_standard(int level, long index, int width, string path)
    {
        Assert.Equal(path, new Tile(level, index, width).Path);
        Assert.True(Tile.TryParse(path, out var tile));
        Assert.Equal(new(level, index, width), tile);
    }

    [Theory]
    [InlineData("tile/0/67")]
    [InlineData("tile/0/0067")]
    [InlineData("tile/0/x000/067")]
    [InlineData("tile/0/001/067")]
    [InlineData("tile/00/067")]
    [InlineData("tile/8/067")]
    [InlineData("tile/-1/067")]
    [InlineData("tile/0/067.p/256")]
    [InlineData("tile/0/067.p/0")]
    [InlineData("tile/0/067.p/08")]
    [InlineData("tile/0/067.p")]
    [InlineData("tile/0/067/")]
    [InlineData("tile/0/../067")]
    [InlineData("tile/entries")]
    [InlineData("")]
    [InlineData(null)]
    public void Has_one_spelling_only(string? path) => Assert.False(Tile.TryParse(path, out _));

    [Fact]
    public void Every_address_is_read_back() => Gen.Select(Gen.Int[-1, 7], Gen.Long[0, 999_999_999_999], Gen.Int[1, 256])
        .Sample((level, index, width) =>
        {
            Assert.True(Tile.TryParse(new Tile(level, index, width).Path, out var tile));
            Assert.Equal(new(level, index, width), tile);
        });
}
