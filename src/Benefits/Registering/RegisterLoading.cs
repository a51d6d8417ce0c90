using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Loads whole registers into the store and makes registers in memory of them. A load that was broken off goes on behind its last
/// chunk. Thread-safe.
/// </summary>
public sealed class RegisterLoading(LoadDesk desk, Rows rows)
{
    /// <summary>Subjects of one chunk.</summary>
    public const int ChunkSubjects = 10_000;

    /// <summary>The load of one kind; null when nothing was loaded.</summary>
    public ValueTask<RegisterLoad?> FindAsync(SubjectKind kind) => desk.FindAsync(RegisterLoad.IdOf(kind));

    /// <summary>Loads subjects until there are no more.</summary>
    /// <param name="by">Who loads.</param>
    /// <param name="kind">Companies or people.</param>
    /// <param name="source">Where they come from; a load goes on only with the same source.</param>
    /// <param name="facts">The fact book.</param>
    /// <param name="from">Gives the subjects from a number on; its values are in the array, anew for each.</param>
    /// <param name="progress">Told how many there are after each chunk.</param>
    /// <param name="cancellation">Stops between two chunks.</param>
    /// <returns>The load; or <c>load.other-source</c>, <c>register.…</c> for a broken row, <c>store.rows-taken</c>.</returns>
    public async Task<Outcome<RegisterLoad>> LoadAsync(
        Actor by, SubjectKind kind, string source, FactBook facts,
        Func<int, FactValue[], IEnumerable<string>> from, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        var id = RegisterLoad.IdOf(kind);
        var opened = await desk.BeginAsync(by, new OpenLoad(kind, source, facts), cancellation);
        if (opened.Refusal is { } refusal) return refusal;
        var (load, version) = (opened.Value, (await desk.LoadAsync(id, cancellation)).Version);
        var listed = Listed(load, facts).Select(fact => fact!).ToList();
        var (checking, values) = (new Register(facts, kind), new FactValue[facts.Facts.Count]);
        var chunk = new List<LoadedSubjectRow>(ChunkSubjects);
        foreach (var text in from(load.Count, values))
        {
            if (!SubjectCode.TryParse(text, out var code))
                return new Refusal("register.no-code", RefusalKind.NotValid).With("code", Masking.Code(text));
            for (var fact = 0; fact < values.Length; fact++)
                if (checking.Fault(code, fact, values[fact]) is { } fault)
                    return fault.With("row", $"{load.Count + chunk.Count + 1}");
            chunk.Add(new() { Code = text, Facts = PackedFacts.Write(listed, values) });
            if (chunk.Count < ChunkSubjects) continue;
            var done = await TakeAsync(chunk);
            if (done.Refusal is { } stopped) return stopped;
            (load, version) = (done.Value.State, done.Value.Version);
            progress?.Invoke(load.Count);
            chunk.Clear();
        }
        if (chunk.Count == 0) return load;
        var last = await TakeAsync(chunk);
        if (last.IsGranted) progress?.Invoke(last.Value.State.Count);
        return last.Then<RegisterLoad>(done => done.State);

        Task<Outcome<Done<RegisterLoad>>> TakeAsync(List<LoadedSubjectRow> some)
        {
            cancellation.ThrowIfCancellationRequested();
            return desk.ActAsync(id, new Caller(by) { Seen = version }, new LoadSubjects([.. some]), cancellation);
        }
    }

    /// <summary>Makes a register of everything that was loaded of one kind; empty when nothing was.</summary>
    /// <exception cref="InvalidDataException">A row is broken: it cannot have come through a load.</exception>
    public async Task<Register> ReadAsync(SubjectKind kind, FactBook facts, CancellationToken cancellation = default)
    {
        var load = await FindAsync(kind);
        var register = new Register(facts, kind, Math.Max(load?.Count ?? 0, 1));
        if (load is null) return register;
        var (listed, values) = (Listed(load, facts), new FactValue[facts.Facts.Count]);
        await using var db = rows.Open();
        for (var chunk = 1; chunk <= load.Chunks; chunk++)
        {
            var number = chunk;
            var some = await db.Set<LoadedSubjectRow>().Where(row => row.Stream == load.Id && row.Chunk == number)
                .OrderBy(row => row.Line).Select(row => new { row.Code, row.Facts }).ToListAsync(cancellation);
            foreach (var row in some)
            {
                Array.Clear(values);
                PackedFacts.Read(row.Facts, listed, load.Ratios.AsSpan(), values);
                if (!SubjectCode.TryParse(row.Code, out var code) || !register.Put(code, values.AsSpan()).IsGranted)
                    throw new InvalidDataException($"The loaded subject {chunk}/{Masking.Code(row.Code)} is broken.");
            }
        }
        return register;
    }

    private static ImmutableArray<Fact?> Listed(RegisterLoad load, FactBook facts) =>
        [.. load.Facts.Select(id => facts.TryFind(id, out var fact) ? fact : null)];
}
