using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Transparency;

namespace Yitong.PublicLog.Tests;

/// <summary>
/// Every changed, dropped, swapped or inserted byte is found, with the entry named. <c>YITONG_LOG_MUTATIONS</c> sets how many.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Size = 900;
    private readonly Random random = Seeds.Random(output);

    private static readonly int Wanted = Extent.Of("YITONG_LOG_MUTATIONS", 3_000, 10_000);

    [Fact]
    public async Task Of_tiles_and_bundles()
    {
        var files = new Dictionary<Tile, byte[]>();
        var writer = new TileWriter(0, (_, _) => ReadOnlyMemory<byte>.Empty);
        for (var i = 0; i < Size; i++)
        {
            var entry = new byte[32];
            random.NextBytes(entry);
            writer.Append(entry);
        }
        foreach (var (tile, bytes) in writer.Changed) files.Add(tile, bytes);
        Assert.Null(await new TreeAudit(Size, Read(files)).RunAsync());
        var tiles = files.Keys.ToList();
        var count = Wanted;
        for (var i = 0; i < count; i++)
        {
            var tile = tiles[random.Next(tiles.Count)];
            var original = files[tile];
            var changed = Mutate(original);
            files[tile] = changed;
            var fault = await new TreeAudit(Size, Read(files)).RunAsync();
            files[tile] = original;
            var at = Math.Min(original.AsSpan().CommonPrefixLength(changed), original.Length - 1);
            var place = at / (tile.Level == Tile.Entries ? 34 : 32);
            var first = ((tile.Index * 256 + place) << Math.Max(0, tile.Level) * 8) + 1;
            Assert.Equal(first, fault?.Position);
        }
        output.WriteLine($"{count} mutations, all found and named.");
    }

    private static Func<Tile, ValueTask<ReadOnlyMemory<byte>?>> Read(Dictionary<Tile, byte[]> files) =>
        tile => new(files.TryGetValue(tile, out var bytes) ? new ReadOnlyMemory<byte>(bytes) : null);

    /// <summary>Other bytes, by one change of one kind.</summary>
    private byte[] Mutate(byte[] original)
    {
        while (true)
        {
            var at = random.Next(original.Length);
            var bytes = original.ToList();
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                default: (bytes[at], bytes[(at + 1) % bytes.Count]) = (bytes[(at + 1) % bytes.Count], bytes[at]); break;
            }
            if (!original.AsSpan().SequenceEqual(bytes.ToArray())) return [.. bytes];
        }
    }

    [Fact]
    public async Task Of_the_journal_the_tiles_and_the_checkpoints_in_a_database()
    {
        await using var city = await City.OpenAsync("sqlite");
        for (var i = 0; i < 5; i++)
        {
            await city.RecordAsync(60);
            await city.Sequencer.AdvanceAsync();
        }
        var erased = (await city.Store.Journal.ReadAllAsync().FirstAsync()).Stream;
        await city.Counters.EraseAsync(erased, Counters.Act(name: "erase"));
        await city.Sequencer.AdvanceAsync();
        Assert.Equal((301, 6, 1, 0), await AuditAsync(city) is var sound
            ? (sound.Entries, sound.Checkpoints, sound.Erased, sound.Faults.Count) : default);
        for (var i = 0; i < Wanted / 100; i++)
        {
            var (position, undo, what) = await TamperAsync(city);
            var found = await AuditAsync(city);
            Assert.True(found.Faults is [var first, ..] && first.Position == position,
                $"{what}: wanted {position}, found {string.Join(" | ", found.Faults)}");
            foreach (var sql in undo) await ExecuteAsync(city, sql);
        }
        Assert.Empty((await AuditAsync(city)).Faults);
    }

    private static Task<LogFindings> AuditAsync(City city) =>
        new DatabaseAudit(city.Store.Journal, city.Store.Rows, City.LogKeys, []).RunAsync();

    private static async Task ExecuteAsync(City city, string sql)
    {
        await using var db = city.Store.Rows.Open();
        await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    /// <summary>Changes one thing behind the program's back; says which position must be named, and how to undo it.</summary>
    private async Task<(long Position, string[] Undo, string What)> TamperAsync(City city)
    {
        var position = random.Next(2, 301);
        var (change, undo) = random.Next(7) switch
        {
            0 => Columns("journal", $"position = {position}", "data", "actor", "act_name", "type"),
            1 => Blobs("journal", $"position = {position}", "salt", "commitment", "stream", "act"),
            2 => Numbers("journal", $"position = {position}", "at", "role", "version"),
            3 => ("create table kept as select * from journal where position = {0}; delete from journal where position = {0}",
                ["insert into journal select * from kept", "drop table kept"]),
            4 => ("update journal set position = -1 where position = {0}; update journal set position = {0} where position = {0} - 1; "
                + "update journal set position = {0} - 1 where position = -1",
                ["update journal set position = -1 where position = {0}", "update journal set position = {0} where position = {0} - 1",
                    "update journal set position = {0} - 1 where position = -1"]),
            5 => ("create table kept as select * from journal where position = {0}; "
                + "update journal set data = '', salt = null where position = {0}",
                ["update journal set data = (select data from kept), salt = (select salt from kept) where position = {0}", "drop table kept"]),
            _ => (await CheckpointAsync(city)),
        };
        var (sql, back) = (change.Replace("{0}", $"{position}", StringComparison.Ordinal),
            undo.Select(each => each.Replace("{0}", $"{position}", StringComparison.Ordinal)).ToArray());
        await ExecuteAsync(city, sql);
        var named = change.Contains("position = -1", StringComparison.Ordinal) ? position - 1
            : change.Contains("log_checkpoints", StringComparison.Ordinal) ? long.Parse(sql.Split(' ')[^1], CultureInfo.InvariantCulture)
            : position;
        return (named, back, sql);
    }

    private (string, string[]) Columns(string table, string where, params string[] columns) => Any(table, where, columns, "{0} || 'x'");

    private (string, string[]) Blobs(string table, string where, params string[] columns) => Any(table, where, columns, "randomblob(length({0}))");

    private (string, string[]) Numbers(string table, string where, params string[] columns) => Any(table, where, columns, "{0} + 10");

    private (string, string[]) Any(string table, string where, string[] columns, string value)
    {
        var column = columns[random.Next(columns.Length)];
        var set = value.Replace("{0}", column, StringComparison.Ordinal);
        return ($"create table kept as select {column} as was from {table} where {where}; update {table} set {column} = {set} where {where}",
            [$"update {table} set {column} = (select was from kept) where {where}", "drop table kept"]);
    }

    private async Task<(string, string[])> CheckpointAsync(City city)
    {
        await using var db = city.Store.Rows.Open();
        var sizes = await db.Set<LogCheckpointRow>().Select(row => row.Size).ToListAsync();
        var size = sizes[random.Next(sizes.Count)];
        var at = random.Next(1, 150);
        var change = $"create table kept as select note as was from log_checkpoints where size = {size}; update log_checkpoints set "
            + $"note = substr(note, 1, {at - 1}) || char(unicode(substr(note, {at}, 1)) + 1) || substr(note, {at + 1}) where size = {size}";
        return (change, [$"update log_checkpoints set note = (select was from kept) where size = {size}", "drop table kept"]);
    }
}
