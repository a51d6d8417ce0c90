using Yitong.Store;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>Makes proof files. Thread-safe.</summary>
public sealed class LogProofs(Journal journal, LogTree tree, Sequencer sequencer)
{
    /// <summary>
    /// The proof that the event at a position is in the log, without the event: anybody may have it. Lets the log grow where it
    /// has not come so far.
    /// </summary>
    /// <param name="position">The event's position in the journal, from 1.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The file's text; null when the journal has no such event.</returns>
    public Task<string?> ForAsync(long position, CancellationToken cancellation = default) =>
        MakeAsync(position, isOpened: false, cancellation);

    /// <summary>
    /// As <see cref="ForAsync"/>, with the event and its salt, for whoever may see the event: the caller asks whether they may.
    /// Of an event that was erased it is the proof without the event.
    /// </summary>
    public Task<string?> OpenedAsync(long position, CancellationToken cancellation = default) =>
        MakeAsync(position, isOpened: true, cancellation);

    private async Task<string?> MakeAsync(long position, bool isOpened, CancellationToken cancellation)
    {
        if (position < 1 || position == long.MaxValue || position > await journal.ReadHeadAsync(cancellation)) return null;
        var checkpoint = await tree.BestAsync(position, cancellation);
        if (checkpoint is null)
        {
            await sequencer.AdvanceAsync(cancellation);
            checkpoint = await tree.BestAsync(position, cancellation);
        }
        if (checkpoint is null) return null;
        var reader = await tree.ReaderAsync(position - 1, checkpoint.Size, cancellation);
        var opening = isOpened ? await OpeningAsync(position, cancellation)
            : await journal.ReadCommitmentsAsync(position - 1, 1, cancellation);
        var path = Inclusion.Prove(position - 1, checkpoint.Size, reader.Read);
        return new LogProof(position - 1, path, opening, checkpoint.Note).ToString();
    }

    private async Task<byte[]> OpeningAsync(long position, CancellationToken cancellation)
    {
        var found = await journal.FindCommittedAsync(position, cancellation) ?? throw new JournalDamagedException(position);
        return found.Salt is { } salt ? [.. salt, .. CanonicalEvent.Write(found.Event)] : found.Commitment;
    }
}
