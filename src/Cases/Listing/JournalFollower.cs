using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Reads the journal in order from where it stopped last and does something for what it finds. What it does may be done twice,
/// so it may stop anywhere and several nodes may run it.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="rows">Where it keeps how far it has come.</param>
/// <param name="name">Its name among the checkpoints.</param>
/// <param name="pause">How long it rests between two looks.</param>
public abstract class JournalFollower(Journal journal, Rows rows, string name, TimeSpan pause)
    : Sweep(pause, TimeProvider.System)
{
    private long done = -1;

    /// <summary>Whether there is anything to follow for.</summary>
    protected virtual bool IsWanted => true;

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        if (!IsWanted) return;
        if (done < 0) done = await Checkpoint.ReadAsync(rows, name);
        if (await journal.ReadHeadAsync(cancellation) > done) done = await FollowAsync(done, cancellation);
    }

    /// <summary>Another node may have come further: it is read again.</summary>
    protected override void Forget() => done = -1;

    /// <summary>Follows the journal from a position to its present end, and says where that is.</summary>
    public abstract Task<long> FollowAsync(long after, CancellationToken cancellation = default);
}
