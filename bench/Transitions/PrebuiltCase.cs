using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Yitong.Cases;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Bench;

/// <summary>
/// The limit for the real command path: the very events and rows that it writes, made beforehand, pushed through the
/// committer without loading, deciding, folding or serialising. How near the committer itself is to raw SQL, the
/// synthetic case says.
/// </summary>
internal sealed class PrebuiltCase : IRunningCases
{
    private const int Cases = 45_000;
    private readonly Database database;
    private readonly ConcurrentQueue<Change[]> prepared = new();

    private PrebuiltCase(Database database)
    {
        this.database = database;
        var kind = CaseDesk.Kind(RealCase.City);
        for (var i = 0; i < Cases; i++) prepared.Enqueue(Prepare(kind, i));
    }

    public static CasePath Path { get; } =
        new("(d) the real path's rows, made beforehand", Modules.Tables, database => new PrebuiltCase(database));

    public async Task<int> RunOneAsync()
    {
        if (!prepared.TryDequeue(out var changes)) throw new InvalidOperationException($"More than {Cases} cases: prepare more.");
        foreach (var change in changes)
        {
            if (await database.Journal.CommitAsync(change) is not Committed)
                throw new InvalidOperationException("A prepared act was not committed.");
        }
        return changes.Length;
    }

    public async Task CheckAsync(long cases, long transitions)
    {
        await using var db = database.Rows.Open();
        var finished = await db.Set<FinishedRow>().LongCountAsync();
        if (finished != cases) throw new InvalidOperationException($"{cases} cases were acknowledged, {finished} are finished.");
    }

    private static Change[] Prepare(StreamKind<Case, CaseEvent> kind, int serial)
    {
        var at = DateTimeOffset.UtcNow;
        var id = Guid.CreateVersion7(at);
        Case? current = null;
        return [.. RealCase.Acts(id, serial).Select(make =>
        {
            var (by, name, decide) = make;
            var act = new Act(Guid.CreateVersion7(at), at, by, name);
            var events = decide(current).Value;
            var (before, version) = (current, current?.Version ?? 0);
            foreach (var happened in events) current = CaseFold.Apply(id, current, happened);
            return new Change(id, version, act, [.. events.Select(kind.Events.Write)], kind.Changes(before, current!, new(id, version + events.Count, act)));
        })];
    }
}
