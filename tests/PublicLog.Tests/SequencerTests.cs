using Microsoft.EntityFrameworkCore;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Transparency;

namespace Yitong.PublicLog.Tests;

/// <summary>Each runs on both databases.</summary>
public abstract class SequencerTests(string kind)
{
    [Fact]
    public async Task The_tree_is_that_of_the_journals_commitments_however_it_grew()
    {
        await using var city = await City.OpenAsync(kind);
        foreach (var more in (int[])[1, 255, 1, 300, 77])
        {
            await city.RecordAsync(more);
            await city.Sequencer.AdvanceAsync();
        }
        var latest = (await city.Tree.LatestAsync())!;
        var expected = new GrowingTree();
        foreach (var commitment in (await city.Store.Journal.ReadCommitmentsAsync(0, 1_000)).Chunk(32))
            expected.Add(Digest.OfLeaf(commitment));
        Assert.Equal(new Checkpoint("log.example/1", 634, expected.Root).Text, latest.Note.Text);
        Assert.True(City.LogKey.Verifier.Verify(latest.Note, out _));
    }

    [Fact]
    public async Task Two_nodes_at_once_publish_one_history()
    {
        var connection = kind == "sqlite" ? null : await (await PrivatePostgres.Shared).NewDatabaseAsync();
        await using var here = connection is null ? await City.OpenAsync(kind) : await City.OpenAtAsync(connection);
        await using var other = connection is null ? null : await City.OpenAtAsync(connection);
        using var second = other is not null ? other.Sequencer : new Sequencer(here.Store.Journal, here.Store.Rows, here.Identity,
            here.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<Sequencer>.Instance);
        for (var round = 0; round < 15; round++)
        {
            await Task.WhenAll(here.RecordAsync(40), TryAsync(here.Sequencer), TryAsync(second));
            await Task.WhenAll(TryAsync(here.Sequencer), TryAsync(second));
        }
        await here.Sequencer.AdvanceAsync();
        await using var db = here.Store.Rows.Open();
        var notes = await db.Set<LogCheckpointRow>().OrderBy(row => row.Size).Select(row => row.Note).ToListAsync();
        var tree = new GrowingTree();
        var commitments = (await here.Store.Journal.ReadCommitmentsAsync(0, 10_000)).Chunk(32).ToList();
        foreach (var note in notes)
        {
            Assert.True(SignedNote.TryParse(note, out var signed));
            Assert.True(Checkpoint.TryParse(signed.Text, out var checkpoint));
            while (tree.Size < checkpoint.Size) tree.Add(Digest.OfLeaf(commitments[(int)tree.Size]));
            Assert.Equal(tree.Root, checkpoint.Root);
        }
        Assert.Equal(600, tree.Size);
    }

    private static async Task TryAsync(Sequencer sequencer)
    {
        try
        {
            await sequencer.AdvanceAsync();
        }
        catch (DbUpdateException)
        {
            // The other was first.
        }
    }

    [Fact]
    public async Task Another_key_signs_nothing_and_changed_tiles_are_not_built_upon()
    {
        await using var city = await City.OpenAsync(kind);
        await city.RecordAsync(10);
        await city.Sequencer.AdvanceAsync();
        var other = new LogIdentity([new("log.example/1", NoteKeyKind.Log, new byte[32])], []);
        using var stranger = new Sequencer(city.Store.Journal, city.Store.Rows, other, city.Clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<Sequencer>.Instance);
        await Assert.ThrowsAsync<LogKeyException>(() => stranger.AdvanceAsync());

        await using var db = city.Store.Rows.Open();
        var tile = await db.Set<LogTileRow>().SingleAsync();
        tile.Digests[40] ^= 1;
        db.Update(tile);
        await db.SaveChangesAsync();
        using var again = new Sequencer(city.Store.Journal, city.Store.Rows, city.Identity, city.Clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<Sequencer>.Instance);
        await city.RecordAsync(1);
        await Assert.ThrowsAsync<LogDamagedException>(() => again.AdvanceAsync());
        Assert.Equal(10, (await city.Tree.LatestAsync())!.Size);
    }

    [Fact]
    public async Task A_second_key_may_be_added_and_from_then_on_none_is_left_out()
    {
        var folder = Directory.CreateTempSubdirectory("yitong-log-keys-");
        var connection = kind == "sqlite" ? $"sqlite:{folder.FullName}/log.db"
            : await (await PrivatePostgres.Shared).NewDatabaseAsync();
        await using var city = await City.OpenAtAsync(connection);
        await city.RecordAsync(3);
        await city.Sequencer.AdvanceAsync();
        await using var both = await City.OpenAtAsync(connection, null, City.LogKey, City.Sm2Key);
        await both.RecordAsync(3);
        Assert.Equal(6, await both.Sequencer.AdvanceAsync());
        var latest = (await both.Tree.LatestAsync())!;
        Assert.Equal((2, 0), (latest.Note.Signatures.Count, latest.Witnesses));
        Assert.True(City.Sm2Key.Verifier.Verify(latest.Note, out _));
        await city.RecordAsync(1);
        await Assert.ThrowsAsync<LogKeyException>(() => city.Sequencer.AdvanceAsync());
        await both.Sequencer.AdvanceAsync();

        NoteKeys keys = new(City.LogKey.Verifier, City.Sm2Key.Verifier);
        Task<LogFindings> AuditAsync(NoteKeys known) => new DatabaseAudit(both.Store.Journal, both.Store.Rows, known, []).RunAsync();
        Assert.Empty((await AuditAsync(City.LogKeys)).Faults);
        Assert.Empty((await AuditAsync(keys)).Faults);
        await using (var db = both.Store.Rows.Open())
        {
            var row = await db.Set<LogCheckpointRow>().SingleAsync(each => each.Size == 7);
            Assert.True(SignedNote.TryParse(row.Note, out var note));
            row.Note = (note with { Signatures = [note.Signatures[0]] }).ToString();
            db.Update(row);
            await db.SaveChangesAsync();
        }
        Assert.Equal("checkpoint of size 7", (await AuditAsync(keys)).Faults[0].Where);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Publishes_tiles_and_bundles_up_to_its_size_and_none_beyond()
    {
        await using var city = await City.OpenAsync(kind);
        await city.RecordAsync(300);
        await city.Sequencer.AdvanceAsync();
        await city.RecordAsync(5);
        Assert.Equal(256 * 32, (await city.Tree.TileAsync(new(0, 0, 256)))?.Length);
        Assert.Equal(44 * 32, (await city.Tree.TileAsync(new(0, 1, 44)))?.Length);
        Assert.Equal(7 * 32, (await city.Tree.TileAsync(new(0, 1, 7)))?.Length);
        Assert.Equal(32, (await city.Tree.TileAsync(new(1, 0, 1)))?.Length);
        Assert.Equal(44 * 34, (await city.Tree.TileAsync(new(Tile.Entries, 1, 44)))?.Length);
        foreach (var beyond in (Tile[])[new(0, 1, 45), new(1, 0, 2), new(Tile.Entries, 1, 49), new(7, 0, 1), new(0, 1L << 40, 3)])
            Assert.Null(await city.Tree.TileAsync(beyond));
    }

    [Fact]
    public async Task A_proof_is_checked_without_asking_anybody_and_shows_the_event_only_when_opened()
    {
        await using var city = await City.OpenAsync(kind);
        await city.RecordAsync(700);
        foreach (var position in (long[])[1, 256, 257, 512, 700])
            foreach (var isOpened in (bool[])[false, true])
            {
                var text = isOpened ? await city.Proofs.OpenedAsync(position) : await city.Proofs.ForAsync(position);
                Assert.True(LogProof.TryParse(text!, out var proof));
                var found = proof.Check(City.LogKeys, []);
                Assert.Equal(700, found!.Checkpoint.Size);
                Assert.Equal(isOpened ? position : null, found.Event?.Position);
                Assert.True(text!.Length < 2_048);
                Assert.Null((proof with { Index = proof.Index == 0 ? 1 : 0 }).Check(City.LogKeys, []));
                Assert.Null(proof.Check(new(City.WitnessKey.Verifier), []));
            }
        Assert.Null(await city.Proofs.ForAsync(0));
        Assert.Null(await city.Proofs.ForAsync(701));
        Assert.Null(await city.Proofs.ForAsync(long.MaxValue));
    }

    [Fact]
    public async Task Of_an_erased_event_the_proof_holds_and_shows_nothing()
    {
        await using var city = await City.OpenAsync(kind);
        await city.RecordAsync(20);
        var stream = (await city.Store.Journal.ReadAllAsync().FirstAsync()).Stream;
        Assert.True(LogProof.TryParse((await city.Proofs.OpenedAsync(1))!, out var before));
        Assert.True((await city.Counters.EraseAsync(stream, Counters.Act(name: "erase"))).Value);
        Assert.True(LogProof.TryParse((await city.Proofs.OpenedAsync(1))!, out var after));
        Assert.True(before.IsOpened && !after.IsOpened);
        Assert.Equal(before.Entry, after.Entry);
        Assert.NotNull(after.Check(City.LogKeys, []));
    }
}

public sealed class SqliteSequencerTests() : SequencerTests("sqlite");

public sealed class PostgresSequencerTests() : SequencerTests("postgres");
