using Yitong.ThemeLibrary;

namespace Yitong.Demo.Population;

/// <summary>
/// Invented records of an invented city's people and companies, with real skew: most have a few, some have hundreds. The same
/// seed, holders and number give the same records everywhere.
/// </summary>
public sealed class InventedRecords
{
    private const int Days = 3_650;
    private static readonly string[] CaseStates = ["Concluded", "Concluded", "Concluded", "Refused", "Withdrawn"];

    private readonly IReadOnlyList<IReadOnlyList<(string Code, string Title, string Office)>> about;
    private readonly string[] holders;
    private readonly int[] counts;
    private readonly ulong seed;
    private readonly DateOnly today;

    /// <summary>The records of some holders, in all so many.</summary>
    /// <param name="about">What records are about, kind by kind in the order of <see cref="RecordKind"/>.</param>
    /// <param name="holders">Citizen numbers and credit codes, each once.</param>
    /// <param name="total">How many records.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="today">The newest record's day.</param>
    public InventedRecords(
        IReadOnlyList<IReadOnlyList<(string Code, string Title, string Office)>> about, IEnumerable<string> holders, long total,
        long seed, DateOnly today)
    {
        this.about = about;
        (this.seed, this.today) = ((ulong)seed, today);
        this.holders = [.. holders.Order(StringComparer.Ordinal)];
        counts = CountsOf(this.holders.Length, total);
    }

    /// <summary>The holders in the order of their records.</summary>
    public IReadOnlyList<string> Holders => holders;

    /// <summary>The records from a number on, holder by holder.</summary>
    public IEnumerable<SubjectRecord> From(long number)
    {
        var passed = 0L;
        for (var holder = 0; holder < holders.Length; holder++)
        {
            for (var record = (int)Math.Min(counts[holder], Math.Max(0, number - passed)); record < counts[holder]; record++)
                yield return Make(holder, record);
            passed += counts[holder];
        }
    }

    private SubjectRecord Make(int holder, int record)
    {
        var (one, two) = (Mixed((ulong)holder << 24 | (uint)record, 1), Mixed((ulong)holder << 24 | (uint)record, 2));
        var kind = (one % 100) switch
        {
            < 55 => RecordKind.Case, < 80 => RecordKind.Material, < 92 => RecordKind.Certificate, _ => RecordKind.Evidence,
        };
        // Few things are asked for often and many seldom.
        var draw = (two >> 11) * (1.0 / (1UL << 53));
        var choice = about[(int)kind];
        var (code, title, office) = choice[(int)(draw * draw * choice.Count)];
        var at = new DateTimeOffset(today, default, TimeSpan.Zero).AddDays(-1 - (double)(one >> 32) / uint.MaxValue * Days);
        return new(holders[holder], new(at.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero),
            IdOf(one, two), kind, code, title, office, kind == RecordKind.Case ? CaseStates[two % 5] : "Valid");
    }

    private int[] CountsOf(int holderCount, long total)
    {
        var weights = new double[holderCount];
        var all = 0.0;
        for (var i = 0; i < holderCount; i++)
        {
            var (one, two) = (Mixed((ulong)i, 3), Mixed((ulong)i, 4));
            weights[i] = -Math.Log(((one >> 11) + 1) * (1.0 / (1UL << 53))) * (two % 100 == 0 ? 20 : 1);
            all += weights[i];
        }
        var shared = new int[holderCount];
        var left = total;
        for (var i = 0; i < holderCount; i++) left -= shared[i] = (int)(weights[i] / all * total);
        for (var i = 0; left > 0; i = (i + 1) % holderCount, left--) shared[i]++;
        return shared;
    }

    // A step of splitmix64.
    private ulong Mixed(ulong number, ulong round)
    {
        unchecked
        {
            var z = (seed * 0x9e3779b97f4a7c15 + number + round * 0xd1b54a32d192ed03) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return z ^ (z >> 31);
        }
    }

    private static Guid IdOf(ulong one, ulong two)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, one);
        BitConverter.TryWriteBytes(bytes[8..], two);
        return new(bytes);
    }
}
