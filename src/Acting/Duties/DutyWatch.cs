using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Acting;

/// <summary>How urgent a duty is when its office is warned.</summary>
public enum WarningLevel
{
    /// <summary>黄灯: due soon.</summary>
    Yellow,
    /// <summary>红灯: late; supervision is told (督办).</summary>
    Red,
}

/// <summary>What the engine has said of one duty: each level once, whichever node was faster.</summary>
/// <param name="Last">The last warning.</param>
public sealed record DutyWatch(DutyWarned Last)
{
    /// <summary>How the watch over duties is read and written.</summary>
    public static StreamKind<DutyWatch, DutyWarned> Kind { get; } = new(
        (DutyWatch? _, DutyWarned happened, in Happening _) => new(happened),
        now => DutyWarningRow.Of(now.Last), typeof(DutyWarningRow))
    {
        Capacity = 0,
    };
}

/// <summary>An office was warned of what it owes; at <see cref="WarningLevel.Red"/> supervision was told as well.</summary>
/// <param name="Thing">The thing that the duty belongs to.</param>
/// <param name="Part">Part of the thing.</param>
/// <param name="Slot">Which duty of it.</param>
/// <param name="Kind">What is to be done.</param>
/// <param name="Office">Who owes it.</param>
/// <param name="Since">Since when.</param>
/// <param name="Level">How urgent.</param>
/// <param name="On">The day of the warning.</param>
[Event("duty.warned")]
public sealed record DutyWarned(
    Guid Thing, string Part, string Slot, string Kind, string Office, DateOnly Since, WarningLevel Level, DateOnly On);

/// <summary>A warning that was given.</summary>
internal sealed record DutyWarningRow
{
    /// <summary>The thing that the duty belongs to.</summary>
    public Guid Stream { get; init; }
    /// <summary>Part of the thing.</summary>
    public string Part { get; init; } = "";
    /// <summary>Which duty of it.</summary>
    public string Slot { get; init; } = "";
    /// <summary>Since when it is owed.</summary>
    public DateOnly Since { get; init; }
    /// <summary>What is to be done.</summary>
    public string Kind { get; init; } = "";
    /// <summary>How urgent.</summary>
    public WarningLevel Level { get; init; }
    /// <summary>The day of the warning.</summary>
    public DateOnly On { get; init; }

    internal static DutyWarningRow Of(DutyWarned warned) => new()
    {
        Stream = warned.Thing, Part = warned.Part, Slot = warned.Slot, Since = warned.Since, Kind = warned.Kind,
        Level = warned.Level, On = warned.On,
    };
}
