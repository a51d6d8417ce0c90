using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Loads whole registers into the store and makes registers in memory of them. A load that was broken off goes on behind its last
/// chunk. Thread-safe.
/// </summary>
public sealed class RegisterDesk(Journal journal, Rows rows)
{
    /// <summary>Subjects of one chunk.</summary>
    public const int ChunkSubjects = 10_000;

    private readonly Streams<RegisterLoad, LoadEvent> streams = new(journal, LoadHistory.Kind);

    /// <summary>The load of one kind; null when nothing was loaded.</summary>
    public async Task<RegisterLoad?> FindAsync(SubjectKind kind) => (await streams.LoadAsync(RegisterLoad.IdOf(kind))).State;

    /// <summary>Loads subjects until there are no more.</summary>
    /// <param name="act">Makes an act.</param>
    /// <param name="kind">Companies or people.</param>
    /// <param name="source">Where they come from; a load goes on only with the same source.</param>
    /// <param name="facts">The fact book.</param>
    /// <param name="from">Gives the subjects from a number on; its values are in the array, anew for each.</param>
    /// <param name="progress">Told how many there are after each chunk.</param>
    /// <param name="cancellation">Stops between two chunks.</param>
    /// <returns>The load; or <c>load.other-source</c>, <c>register.…</c> for a broken row, <c>store.rows-taken</c>.</returns>
    public async Task<Outcome<RegisterLoad>> LoadAsync(
        Func<string, Act> act, SubjectKind kind, string source, FactBook facts,
        Func<int, FactValue[], IEnumerable<string>> from, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        var id = RegisterLoad.IdOf(kind);
        var opened = await OpenAsync(act("open-register-load"), id, kind, source, facts);
        if (opened.Refusal is { } refusal) return refusal;
        var (load, version) = (opened.Value.State, opened.Value.Version);
        var listed = Listed(load, facts).Select(fact => fact!).ToList();
        var (checking, values) = (new Register(facts, kind), new FactValue[facts.Facts.Count]);
        var chunk = new List<LoadedSubjectRow>(ChunkSubjects);
        foreach (var text in from(load.Count, values))
        {
            if (!SubjectCode.TryParse(text, out var code))
                return new Refusal("register.no-code", RefusalKind.NotValid).With("code", text);
            for (var fact = 0; fact < values.Length; fact++)
                if (checking.Fault(code, fact, values[fact]) is { } fault)
                    return fault.With("row", $"{load.Count + chunk.Count + 1}");
            chunk.Add(new() { Code = text, Facts = PackedFacts.Write(listed, values) });
            if (chunk.Count < ChunkSubjects) continue;
            var done = await CommitAsync(act, id, load, version, chunk, cancellation);
            if (done.Refusal is { } stopped) return stopped;
            (load, version) = (done.Value.State, done.Value.Version);
            progress?.Invoke(load.Count);
            chunk.Clear();
        }
        if (chunk.Count == 0) return load;
        var last = await CommitAsync(act, id, load, version, chunk, cancellation);
        if (last.IsGranted) progress?.Invoke(last.Value.State.Count);
        return last.Then<RegisterLoad>(done => done.State);
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

    private Task<Outcome<Done<RegisterLoad>>> OpenAsync(Act act, Guid id, SubjectKind kind, string source, FactBook facts) =>
        streams.ActAsync(id, act, null, null, load =>
        {
            if (load is not null && load.Source != source)
                return new Refusal("load.other-source").With("source", load.Source);
            if (load is not null) return Array.Empty<LoadEvent>();
            var own = facts.Facts.Where(fact => fact.Subject == kind).ToList();
            return new LoadEvent[]
            {
                new LoadOpened(
                    kind, source, [.. own.Select(fact => fact.Id)], [.. own.Select(fact => fact.Kind == FactKind.Ratio)]),
            };
        });

    private Task<Outcome<Done<RegisterLoad>>> CommitAsync(
        Func<string, Act> act, Guid id, RegisterLoad load, int version, List<LoadedSubjectRow> chunk,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var bulk = BulkRows.Of(id, load.Chunks + 1, [.. chunk], _ => 1);
        return streams.ActAsync(id, act("load-subjects"), version, null,
            _ => new LoadEvent[] { new SubjectsLoaded(bulk.Seal) }, bulk, cancellation);
    }

    private static ImmutableArray<Fact?> Listed(RegisterLoad load, FactBook facts) =>
        [.. load.Facts.Select(id => facts.TryFind(id, out var fact) ? fact : null)];
}
