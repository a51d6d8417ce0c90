using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Yitong.PublicLog;
using Yitong.Transparency;

namespace Yitong.Web_Tests;

/// <summary>The public log as anybody on the net sees it.</summary>
public sealed class LogTests(Portal portal) : IClassFixture<Portal>, IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = portal.Address };

    public void Dispose() => http.Dispose();

    private async Task<Checkpoint> CheckpointAsync()
    {
        await portal.App.Services.GetRequiredService<Sequencer>().AdvanceAsync();
        var named = await http.GetStringAsync(new Uri("/log/key", UriKind.Relative));
        Assert.True(NoteVerifier.TryParse(named.TrimEnd('\n'), out var key));
        Assert.True(SignedNote.TryParse(await http.GetStringAsync(new Uri("/log/checkpoint", UriKind.Relative)), out var note));
        Assert.True(key.Verify(note, out _));
        Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint));
        return checkpoint;
    }

    [Fact]
    public async Task Checkpoint_tiles_and_proofs_are_had_without_signing_in()
    {
        var checkpoint = await CheckpointAsync();
        Assert.Equal("yitong/210200", checkpoint.Origin);
        Assert.True(checkpoint.Size > 0);
        var width = (int)Math.Min(checkpoint.Size, 256);
        using var tile = await http.GetAsync(new Uri($"/log/{new Tile(0, 0, width).Path}", UriKind.Relative));
        Assert.Equal(width * 32, (await tile.Content.ReadAsByteArrayAsync()).Length);
        Assert.Equal("public, max-age=31536000, immutable", tile.Headers.GetValues("Cache-Control").Single());
        var bundle = await http.GetByteArrayAsync(new Uri($"/log/{new Tile(Tile.Entries, 0, width).Path}", UriKind.Relative));
        Assert.Equal(width, Bundle.Read(bundle)!.Count);

        var text = await http.GetStringAsync(new Uri("/log/proof?position=1", UriKind.Relative));
        Assert.True(LogProof.TryParse(text, out var proof) && !proof.IsOpened);
        Assert.NotNull(proof.Check(portal.App.Services.GetRequiredService<LogIdentity>().Keys, []));
    }

    [Theory]
    [InlineData("/log/tile/0/000.p/0")]
    [InlineData("/log/tile/0/000.p/256")]
    [InlineData("/log/tile/0/0")]
    [InlineData("/log/tile/63/000")]
    [InlineData("/log/tile/-1/000")]
    [InlineData("/log/tile/0/x999/x999/x999/x999/x999/999")]
    [InlineData("/log/tile/entries/x999/000")]
    [InlineData("/log/tile/0/..%2f..%2fcheckpoint")]
    [InlineData("/log/tile/0/%00")]
    [InlineData("/log/tile/")]
    [InlineData("/log/proof")]
    [InlineData("/log/proof?position=0")]
    [InlineData("/log/proof?position=-1")]
    [InlineData("/log/proof?position=9223372036854775807")]
    [InlineData("/log/proof?position=1e3")]
    [InlineData("/log/proof?position=1&position=2")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
    }

    [Fact]
    public async Task The_page_and_the_health_check_say_how_the_log_stands()
    {
        var checkpoint = await CheckpointAsync();
        var page = await http.GetStringAsync(new Uri("/log", UriKind.Relative));
        Assert.Contains(checkpoint.Origin, page, StringComparison.Ordinal);
        var health = JsonNode.Parse(await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)))!;
        Assert.Equal("growing", (string?)health["log"]);
        Assert.True((long)health["logged"]! >= checkpoint.Size);
    }
}
