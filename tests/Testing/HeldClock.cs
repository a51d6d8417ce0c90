namespace Yitong.Testing;

/// <summary>
/// A clock on which hardly any time passes, however slow the machine is: each look is a ten-thousandth of a second later than the
/// one before, and more passes when a test says so. What rings, rings as on any other clock.
/// </summary>
public sealed class HeldClock : TimeProvider
{
    private long ticks = DateTimeOffset.UtcNow.Ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref ticks, TimeSpan.TicksPerMillisecond / 10), TimeSpan.Zero);

    /// <summary>It is so much later.</summary>
    public void Pass(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
}
