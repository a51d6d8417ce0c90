using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yitong.Transparency;

namespace Yitong.PublicLog.Tests;

/// <summary>A log and a witness that is another process and is killed now and then.</summary>
public sealed class WitnessTests(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("yitong-witness-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_witness_that_is_down_stops_nothing_and_catches_up()
    {
        WitnessAddress at;
        using (var first = await WitnessProcess.StartAsync(folder)) at = first.At;
        await using var city = await City.OpenAsync("sqlite", at);
        for (var round = 0; round < 3; round++)
        {
            await city.RecordAsync(100);
            await city.Sequencer.AdvanceAsync();
            await Assert.ThrowsAsync<HttpRequestException>(() => city.Rounds.AskAsync(at));
        }
        Assert.Equal(0, (await city.Tree.LatestAsync())!.Witnesses);
        using (await WitnessProcess.StartAsync(folder, at.Address.Port))
            Assert.Equal(WitnessFound.Cosigned, await city.Rounds.AskAsync(at));
        await city.RecordAsync(300);
        await city.Sequencer.AdvanceAsync();
        using (await WitnessProcess.StartAsync(folder, at.Address.Port)) // Killed and started again: it knows what it signed.
            Assert.Equal(WitnessFound.Cosigned, await city.Rounds.AskAsync(at));
        var latest = (await city.Tree.LatestAsync())!;
        Assert.Equal((600, 1), (latest.Size, latest.Witnesses));
        Assert.True(at.Key.Verify(latest.Note, out _));
        var audit = await new DatabaseAudit(city.Store.Journal, city.Store.Rows, City.LogKeys, [at.Key]).RunAsync();
        Assert.Equal((2, 0), (audit.Cosignatures, audit.Faults.Count));
    }

    [Fact]
    public async Task Of_two_histories_the_second_is_not_signed_and_both_sides_keep_the_evidence()
    {
        using var witness = await WitnessProcess.StartAsync(folder);
        await using var city = await City.OpenAsync("sqlite", witness.At);
        await using var other = await City.OpenAsync("sqlite", witness.At);
        foreach (var each in (City[])[city, other])
        {
            await each.RecordAsync(50);
            await each.Sequencer.AdvanceAsync();
        }
        Assert.Equal(WitnessFound.Cosigned, await city.Rounds.AskAsync(witness.At));
        Assert.Equal(WitnessFound.Alarmed, await other.Rounds.AskAsync(witness.At));
        var states = new LogStates(other.Store.Rows, other.Tree, other.Identity, other.Sequencer);
        Assert.Equal("alarm", (await states.NowAsync()).Word);
        var evidence = await File.ReadAllTextAsync(Directory.GetFiles(folder, "*.other-50").Single());
        foreach (var each in (City[])[city, other])
            Assert.Contains((await each.Tree.LatestAsync())!.Note.Text, evidence, StringComparison.Ordinal);

        await other.RecordAsync(10); // Nor when the other history goes on.
        await other.Sequencer.AdvanceAsync();
        Assert.Equal(WitnessFound.Alarmed, await other.Rounds.AskAsync(witness.At));
        Assert.Equal(2, (await states.NowAsync()).Alarms.Count);
    }

    [Fact]
    public async Task Whatever_it_is_sent_it_refuses_and_goes_on()
    {
        using var witness = await WitnessProcess.StartAsync(folder);
        await using var city = await City.OpenAsync("sqlite", witness.At);
        await city.RecordAsync(5);
        await city.Sequencer.AdvanceAsync();
        var note = (await city.Tree.LatestAsync())!.Note;
        var stranger = new NoteSigner("stranger.example/1", NoteKeyKind.Log, new byte[32]);
        var strange = new Checkpoint(stranger.Verifier.Name, 5, Digest.Empty).Text;
        var unsigned = new Checkpoint("log.example/1", 9, Digest.Empty).Text;
        (string Body, HttpStatusCode Status)[] asked =
        [
            ("", HttpStatusCode.BadRequest),
            ("old 0", HttpStatusCode.BadRequest),
            ($"old -1\n\n{note}", HttpStatusCode.BadRequest),
            ($"old 99999999999999999999\n\n{note}", HttpStatusCode.BadRequest),
            ($"old 6\n\n{note}", HttpStatusCode.BadRequest),
            ($"old 0\nnot base64\n\n{note}", HttpStatusCode.BadRequest),
            ($"old 0\n{string.Concat(Enumerable.Repeat(Digest.Empty + "\n", 64))}\n{note}", HttpStatusCode.BadRequest),
            ($"old 0\n{Digest.Empty}\n\n{note}", HttpStatusCode.UnprocessableEntity),
            ($"old 3\n\n{note}", HttpStatusCode.Conflict),
            ($"old 0\n\n{note.Text}\n\u2014 log.example/1 AAAAAAAA\n", HttpStatusCode.Forbidden),
            ($"old 0\n\n{new SignedNote(unsigned, [stranger.Sign(unsigned, default)])}", HttpStatusCode.Forbidden),
            ($"old 0\n\n{new SignedNote(strange, [stranger.Sign(strange, default)])}", HttpStatusCode.NotFound),
        ];
        using var http = new HttpClient { BaseAddress = witness.At.Address };
        foreach (var (body, status) in asked)
        {
            using var answer = await http.PostAsync(new Uri("add-checkpoint", UriKind.Relative), new StringContent(body));
            Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {body[..Math.Min(60, body.Length)]}");
        }
        try
        {
            using var large = await http.PostAsync(
                new Uri("add-checkpoint", UriKind.Relative), new ByteArrayContent(new byte[8 << 20]));
            Assert.InRange((int)large.StatusCode, 400, 413);
        }
        catch (HttpRequestException)
        {
            // The witness hangs up on a body without end; the client may still be writing.
        }
        var random = Seeds.Random(output);
        var right = Encoding.UTF8.GetBytes($"old 0\n\n{note}");
        for (var i = 0; i < 300; i++)
        {
            byte[] changed = [.. right];
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            using var answer = await http.PostAsync(new Uri("add-checkpoint", UriKind.Relative), new ByteArrayContent(changed));
            Assert.InRange((int)answer.StatusCode, 400, 422);
        }
        Assert.Equal(WitnessFound.Cosigned, await city.Rounds.AskAsync(witness.At));
    }

    [Fact]
    public async Task The_program_verifies_a_proof_and_a_database_and_says_what_is_not_right()
    {
        var connection = $"sqlite:{folder}/city.db";
        await using (var store = await Yitong.Store.Database.OpenAsync(
            new() { Connection = connection }, Yitong.Web.Modules.Tables)) { }
        string proof;
        await using (var city = await City.OpenLikeServerAsync(connection))
        {
            await city.RecordAsync(20);
            proof = (await city.Proofs.OpenedAsync(7))!;
        }
        var (file, key) = (Path.Combine(folder, "7.tlog-proof"), City.LogKey.Verifier.ToString());
        await File.WriteAllTextAsync(file, proof);
        Assert.Contains("PROVEN: the record 7", await WitnessProcess.RunAsync(0, "verify", file, "--log-key", key), StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, proof.Replace("index 6", "index 8", StringComparison.Ordinal));
        Assert.Contains("NOT PROVEN", await WitnessProcess.RunAsync(1, "verify", file, "--log-key", key), StringComparison.Ordinal);

        Assert.Contains("All is as it was recorded", await WitnessProcess.RunAsync(
            0, "log", "verify", "--database", connection, "--log-key", key), StringComparison.Ordinal);
        await using (var city = await City.OpenLikeServerAsync(connection))
        await using (var db = city.Store.Rows.Open())
            await db.Database.ExecuteSqlRawAsync("update journal set actor = 'somebody else' where position = 12");
        Assert.Contains("entry 12: journal", await WitnessProcess.RunAsync(
            1, "log", "verify", "--database", connection, "--log-key", key), StringComparison.Ordinal);
    }
}
