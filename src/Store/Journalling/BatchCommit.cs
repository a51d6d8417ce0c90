using System.Diagnostics;

namespace Yitong.Store;

/// <summary>
/// Carries one batch through: at once where memory suffices, else after looking up; taken apart where the database
/// refuses it; asked after and repeated where the connection breaks.
/// </summary>
internal sealed class BatchCommit(Writer writer, IReadOnlyList<RowTable> tables, StoreOptions options, long head)
    : IDisposable
{
    /// <summary>Even after a long outage each batch is tried this often.</summary>
    private const int AttemptsAtLeast = 3;

    private readonly JournalMemory memory = new(head);
    private readonly Findings found = new();
    private readonly Batch batch = new(tables);
    private long lostSince;

    public long Head => memory.Head;

    public void Dispose() => writer.Dispose();

    /// <summary>Writes the acts and answers each of them.</summary>
    public void Write(ReadOnlyMemory<Pending> acts) =>
        Write(acts, isRemembered: !HasManyRows(acts.Span) && memory.Recall(acts.Span, found), losses: 0);

    private void Write(ReadOnlyMemory<Pending> acts, bool isRemembered, int losses)
    {
        var isCommitting = false;
        try
        {
            if (!isRemembered)
                writer.Begin(acts.Span, found);
            memory.Meet(found.Head);
            batch.Fill(acts.Span, found);
            isCommitting = batch.Events.Count > 0;
            if (isRemembered ? !isCommitting || writer.TryCommit(batch, found.Head) : Finish(isCommitting))
            {
                Reply(acts.Span);
                return;
            }
        }
        catch (Exception cause) when (writer.IsLost(cause))
        {
            Recover(acts, isCommitting, losses + 1, cause);
            return;
        }
#pragma warning disable CA1031 // Whatever one act's rows provoke must not end the committer nor its neighbours.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            writer.RollBack();
            if (!isRemembered)
            {
                Split(acts, cause);
                return;
            }
        }
        Write(acts, isRemembered: false, losses); // Another node has written, or a stream or key was not new.
    }

    private static bool HasManyRows(ReadOnlySpan<Pending> acts)
    {
        var rows = 0L;
        foreach (var pending in acts)
            rows += pending.Change.Bulk?.Rows.Count ?? 0;
        return rows >= Writer.ManyRows;
    }

    private bool Finish(bool isCommitting)
    {
        if (isCommitting)
            writer.Commit(batch);
        else
            writer.RollBack();
        return true;
    }

    private void Reply(ReadOnlySpan<Pending> acts)
    {
        lostSince = 0;
        memory.Keep(acts, batch.Head);
        foreach (var pending in acts)
            pending.Reply();
    }

    /// <summary>Finds the act that the database refuses by halving; its neighbours are written.</summary>
    private void Split(ReadOnlyMemory<Pending> acts, Exception cause)
    {
        if (acts.Length == 1)
        {
            var pending = acts.Span[0];
            if (pending.Change.Bulk is not { } bulk || !writer.IsTaken(cause, batch.TableOf(bulk.RowType)))
            {
                pending.Fail(new RowsRefusedException(pending.Change.Act.Name, cause));
                return;
            }
            pending.Result = RowsTaken.Already;
            pending.Reply();
            return;
        }
        Write(acts[..(acts.Length / 2)], isRemembered: false, losses: 0);
        Write(acts[(acts.Length / 2)..], isRemembered: false, losses: 0);
    }

    /// <summary>Connects anew and asks the journal whether the batch, which is all or nothing, has happened.</summary>
    private void Recover(ReadOnlyMemory<Pending> acts, bool isOutcomeUnknown, int losses, Exception cause)
    {
        if (lostSince == 0)
            lostSince = Stopwatch.GetTimestamp();
        var hasHappened = false;
        var witness = isOutcomeUnknown ? FirstGranted(acts.Span) : null;
        for (var pause = losses == 1 ? 0 : 10 << Math.Min(losses, 6); ; pause = Math.Clamp(2 * pause, 10, 1_000))
        {
            Thread.Sleep(pause);
            if (TryAsk(witness, out hasHappened, ref cause))
                break;
            if (IsTooLong)
            {
                Fail(acts.Span, isOutcomeUnknown, cause);
                return;
            }
        }
        if (hasHappened)
            Reply(acts.Span);
        else if (losses < AttemptsAtLeast || !IsTooLong)
            Write(acts, isRemembered: false, losses);
        else
            Fail(acts.Span, isOutcomeUnknown: false, cause);
    }

    private bool IsTooLong => Stopwatch.GetElapsedTime(lostSince) > options.ReconnectLimit;

    private bool TryAsk(Pending? witness, out bool hasHappened, ref Exception cause)
    {
        hasHappened = false;
        try
        {
            writer.Reconnect();
            hasHappened = witness is not null && writer.HasHappened(witness);
            return true;
        }
#pragma warning disable CA1031 // A server that comes back may refuse in many ways before it is ready.
        catch (Exception e)
#pragma warning restore CA1031
        {
            cause = e;
            return false;
        }
    }

    private static Pending? FirstGranted(ReadOnlySpan<Pending> acts)
    {
        foreach (var pending in acts)
            if (pending.Result is Committed)
                return pending;
        return null;
    }

    private static void Fail(ReadOnlySpan<Pending> acts, bool isOutcomeUnknown, Exception cause)
    {
        foreach (var pending in acts)
            pending.Fail(new StoreUnavailableException(isOutcomeUnknown && pending.Result is Committed, cause));
    }
}
