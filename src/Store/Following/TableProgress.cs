using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>In the tables, for all nodes.</summary>
internal sealed class TableProgress(Rows rows, string follower) : Progress
{
    private const int MostDue = 100;

    public override async Task<Standing> ReadAsync(IReadOnlyCollection<Guid> streams, CancellationToken cancellation)
    {
        await using var db = rows.Open();
        var position = await db.Set<CheckpointRow>().Where(row => row.Follower == follower).Select(row => row.Position)
            .SingleOrDefaultAsync(cancellation);
        var parked = streams.Count == 0 ? [] : await db.Set<ParkedRow>()
            .Where(row => row.Follower == follower && streams.Contains(row.Stream)).Select(row => row.Stream).Distinct()
            .ToListAsync(cancellation);
        return new(position, parked.ToHashSet());
    }

    public override async Task KeepAsync(
        YitongDb? filled, long from, long to, IReadOnlyList<ParkedRow> parked, CancellationToken cancellation)
    {
        await using var own = filled is null ? rows.Open() : null;
        var db = filled ?? own!;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // The row stays locked to the end: of two nodes one waits here.
        var moved = await db.Database.ExecuteSqlAsync(
            $"""
            insert into checkpoints (follower, position) values ({follower}, {to})
            on conflict (follower) do update set position = excluded.position
            where checkpoints.position < excluded.position and ({filled is null} or checkpoints.position = {from})
            """,
            cancellation);
        if (filled is not null && moved == 0)
            throw new MovedOnException();
        var positions = parked.Select(row => row.Position).ToList();
        var there = positions.Count == 0 ? [] : await db.Set<ParkedRow>()
            .Where(row => row.Follower == follower && positions.Contains(row.Position)).Select(row => row.Position)
            .ToListAsync(cancellation);
        db.AddRange(parked.Where(row => !there.Contains(row.Position)));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public override async Task<IReadOnlyList<ParkedRow>> ClaimAsync(
        bool isAll, Func<ParkedRow, DateTimeOffset> next, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = rows.Open();
        var firsts = db.Set<ParkedRow>().Where(row => row.Follower == follower);
        // Whoever heads its stream without a time of its own waited behind one that is done.
        var due = await firsts.Where(row => isAll || row.NextTry == null || row.NextTry <= now)
            .Where(row => !firsts.Any(before => before.Stream == row.Stream && before.Position < row.Position))
            .OrderBy(row => row.Position).Take(MostDue).ToListAsync(cancellation);
        var mine = new List<ParkedRow>();
        foreach (var row in due)
        {
            var seen = row.Tries;
            (row.NextTry, row.Tries) = (next(row), seen + 1);
            var claimed = await Of(db, row).Where(each => each.Tries == seen).ExecuteUpdateAsync(
                set => set.SetProperty(each => each.Tries, row.Tries).SetProperty(each => each.NextTry, row.NextTry),
                cancellation);
            if (claimed > 0) mine.Add(row);
        }
        return mine;
    }

    public override async Task DoneAsync(
        YitongDb? filled, ParkedRow parked, CancellationToken cancellation)
    {
        await using var own = filled is null ? rows.Open() : null;
        var db = filled ?? own!;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await Of(db, parked).ExecuteDeleteAsync(cancellation) == 0 && filled is not null)
            throw new MovedOnException();
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public override async Task FailedAsync(ParkedRow parked, string fault, CancellationToken cancellation)
    {
        await using var db = rows.Open();
        await Of(db, parked).ExecuteUpdateAsync(set => set.SetProperty(each => each.Fault, fault), cancellation);
    }

    public override async Task<DateTimeOffset?> NextTryAsync(CancellationToken cancellation)
    {
        await using var db = rows.Open();
        var all = db.Set<ParkedRow>().Where(row => row.Follower == follower);
        var first = await all.Where(row => !all.Any(before => before.Stream == row.Stream && before.Position < row.Position))
            .OrderBy(row => row.NextTry != null).ThenBy(row => row.NextTry).Select(row => new { row.NextTry })
            .FirstOrDefaultAsync(cancellation);
        return first is null ? null : first.NextTry ?? DateTimeOffset.MinValue;
    }

    private static IQueryable<ParkedRow> Of(YitongDb db, ParkedRow row) =>
        db.Set<ParkedRow>().Where(each => each.Follower == row.Follower && each.Position == row.Position);
}
