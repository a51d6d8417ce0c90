using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.ThemeLibrary;

/// <summary>What was taken over from older systems so far.</summary>
/// <param name="Source">Where it comes from; for an invented city its seed and size.</param>
/// <param name="Chunks">Chunks so far.</param>
/// <param name="Count">Records so far.</param>
public sealed record Archive(string Source, int Chunks, long Count)
{
    /// <summary>The stream of the archive: always the same.</summary>
    public static readonly Guid Id = new("7be3a1d0-5a1b-8c0e-9f21-6c0000a6c41e");
}

/// <summary>Something that happened to the archive.</summary>
internal abstract record ArchiveEvent;

/// <summary>Taking over was begun.</summary>
[Event("archive.opened")]
internal sealed record ArchiveOpened(string Source) : ArchiveEvent;

/// <summary>One chunk of records was taken over.</summary>
[Event("archive.records-archived")]
internal sealed record RecordsArchived(RowsSeal Seal) : ArchiveEvent;

/// <summary>Folds the archive.</summary>
internal static class ArchiveHistory
{
    /// <summary>How its stream is read and written.</summary>
    public static StreamKind<Archive, ArchiveEvent> Kind { get; } = new(
        (Archive? before, ArchiveEvent happened, in Happening _) => happened switch
        {
            ArchiveOpened opened => new(opened.Source, 0, 0),
            RecordsArchived { Seal: var seal } => before! with { Chunks = seal.Chunk, Count = before.Count + seal.Count },
            _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
        },
        (_, _) => [], [])
    {
        SealedTypes = [typeof(ArchivedRow)],
        Seals = happened => happened is RecordsArchived { Seal: var seal } ? (typeof(ArchivedRow), seal) : null,
    };
}

/// <summary>
/// Takes records of older systems over, chunk by chunk, each sealed by its event; what was broken off goes on behind its last
/// chunk. Thread-safe.
/// </summary>
public sealed class ArchiveDesk(Journal journal)
{
    /// <summary>Records of one chunk.</summary>
    public const int ChunkRecords = 20_000;

    private readonly Streams<Archive, ArchiveEvent> streams = new(journal, ArchiveHistory.Kind);

    /// <summary>The archive; null when nothing was taken over.</summary>
    public async Task<Archive?> FindAsync() => (await streams.LoadAsync(Archive.Id)).State;

    /// <summary>Takes records over until there are no more.</summary>
    /// <param name="act">Makes an act.</param>
    /// <param name="source">Where they come from; an archive goes on only with the same source.</param>
    /// <param name="from">Gives the records from a number on.</param>
    /// <param name="progress">Told how many there are after each chunk.</param>
    /// <param name="cancellation">Stops between two chunks.</param>
    /// <returns>The archive; or <c>archive.other-source</c>, <c>store.rows-taken</c> for a record that is there.</returns>
    public async Task<Outcome<Archive>> TakeAsync(
        Func<string, Act> act, string source, Func<long, IEnumerable<SubjectRecord>> from, Action<long>? progress = null,
        CancellationToken cancellation = default)
    {
        var opened = await streams.ActAsync(Archive.Id, act("open-archive"), null, null, known =>
            known is null ? new ArchiveEvent[] { new ArchiveOpened(source) }
            : known.Source == source ? Array.Empty<ArchiveEvent>()
            : new Refusal("archive.other-source").With("source", known.Source), cancellation: cancellation);
        if (opened.Refusal is { } refusal) return refusal;
        var (archive, version) = (opened.Value.State, opened.Value.Version);
        foreach (var chunk in from(archive.Count).Chunk(ChunkRecords))
        {
            cancellation.ThrowIfCancellationRequested();
            var bulk = BulkRows.Of(Archive.Id, archive.Chunks + 1, [.. chunk.Select(ArchivedRow.Of)], _ => 1);
            var done = await streams.ActAsync(Archive.Id, act("archive-records"), version, null,
                _ => new ArchiveEvent[] { new RecordsArchived(bulk.Seal) }, bulk, cancellation);
            if (done.Refusal is { } stopped) return stopped;
            (archive, version) = (done.Value.State, done.Value.Version);
            progress?.Invoke(archive.Count);
        }
        return archive;
    }
}
