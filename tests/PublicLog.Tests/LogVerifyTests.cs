using Yitong.Transparency;

namespace Yitong.PublicLog.Tests;

/// <summary><c>yitong log verify --url</c> as somebody runs it every night.</summary>
public sealed class LogVerifyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("yitong-verify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string State => Path.Combine(folder, "last");

    [Fact]
    public async Task Holds_each_checkpoint_to_the_one_before_and_names_a_contradiction()
    {
        await using var city = await GrownAsync(300);
        await using var served = await ServedLog.StartAsync(city);
        var first = await VerifyAsync(0, served);
        Assert.Contains("unwitnessed", first, StringComparison.Ordinal);
        Assert.DoesNotContain("extends", first, StringComparison.Ordinal);
        await city.RecordAsync(50);
        await city.Sequencer.AdvanceAsync();
        Assert.Contains("extends the checkpoint of size 300", await VerifyAsync(0, served), StringComparison.Ordinal);
        var kept = await File.ReadAllTextAsync(State);

        foreach (var size in (int[])[350, 400]) // Another history, as large and larger.
        {
            await using var other = await GrownAsync(size);
            served.Shown = other;
            Assert.Contains(
                $"checkpoint of size {size}: contradicts the one of size 350", await VerifyAsync(1, served), StringComparison.Ordinal);
            Assert.Equal((await other.Tree.LatestAsync())!.Note.ToString(), await File.ReadAllTextAsync(State + ".other"));
        }
        await using var old = await GrownAsync(100);
        served.Shown = old;
        Assert.Contains("is older than the one of size 350", await VerifyAsync(1, served), StringComparison.Ordinal);
        Assert.Equal(kept, await File.ReadAllTextAsync(State));
    }

    [Fact]
    public async Task Reads_either_key_and_the_cosignatures_and_refuses_others_with_the_cause()
    {
        var court = new NoteSigner("court.example/1", NoteKeyKind.Witness, [9, .. new byte[31]], NoteProfile.Sm2);
        await using var city = await City.OpenAtAsync("sqlite::memory:", null, City.LogKey, City.Sm2Key);
        await city.RecordAsync(20);
        await city.Sequencer.AdvanceAsync();
        await using var served = await ServedLog.StartAsync(city);
        served.Checkpoint = note => note.With(court.Sign(note.Text, city.Clock.GetUtcNow()));
        foreach (var key in (NoteVerifier[])[City.LogKey.Verifier, City.Sm2Key.Verifier])
            Assert.Contains("seen by court.example/1 at 2026-11-23", await RunAsync(
                0, "--url", served.Url, "--log-key", $"{key}", "--witness-key", $"{court.Verifier}"), StringComparison.Ordinal);

        var stranger = new NoteSigner("log.example/1", NoteKeyKind.Log, [7, .. new byte[31]], NoteProfile.Sm2).Verifier;
        Assert.Contains("is not signed with the key given",
            await RunAsync(1, "--url", served.Url, "--log-key", $"{stranger}"), StringComparison.Ordinal);
        served.Checkpoint = note => note with { Signatures = [note.Signatures[0], note.Signatures[1] with { Bytes = new byte[64] }] };
        Assert.Contains("is not that of the key given",
            await RunAsync(1, "--url", served.Url, "--log-key", $"{City.Sm2Key.Verifier}"), StringComparison.Ordinal);
        Assert.Contains("it is a witness's",
            await RunAsync(2, "--url", served.Url, "--log-key", $"{court.Verifier}"), StringComparison.Ordinal);
        Assert.Contains("another algorithm",
            await RunAsync(2, "--url", served.Url, "--log-key", "log.example/1+00000000+AgECAw=="), StringComparison.Ordinal);
        await File.WriteAllTextAsync(State, "what somebody else wrote");
        Assert.Contains("holds no checkpoint", await VerifyAsync(2, served), StringComparison.Ordinal);
    }

    private Task<string> VerifyAsync(int expected, ServedLog served) => RunAsync(
        expected, "--url", served.Url, "--log-key", $"{City.LogKey.Verifier}", "--state", State);

    private static Task<string> RunAsync(int expected, params string[] arguments) =>
        WitnessProcess.RunAsync(expected, ["log", "verify", .. arguments]);

    private static async Task<City> GrownAsync(int events)
    {
        var city = await City.OpenAsync("sqlite");
        await city.RecordAsync(events);
        await city.Sequencer.AdvanceAsync();
        return city;
    }
}
