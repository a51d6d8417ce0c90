using System.Text.Json.Serialization;

namespace Yitong.Kernel;

/// <summary>What happened to a legal clock after its start.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClockEntryKind>))]
public enum ClockEntryKind
{
    /// <summary>中止、不计入: time stops being counted.</summary>
    Suspended,
    /// <summary>恢复: time is counted again from the next day.</summary>
    Resumed,
    /// <summary>延长: the budget grows, once.</summary>
    Extended,
    /// <summary>办结: decided, withdrawn or transferred; nothing is counted any more.</summary>
    Stopped,
}

/// <summary>
/// One line of a clock's ledger. Lines are appended and never changed. The line carries all that the law
/// asks for, so that the ledger alone proves each deadline; which of the values are there depends on the
/// kind.
/// </summary>
/// <param name="Kind">What happened.</param>
/// <param name="On">The day; not earlier than the line before.</param>
public sealed record ClockEntry(ClockEntryKind Kind, DateOnly On)
{
    /// <summary>Suspended: the legal ground, such as 专家评审 with its article.</summary>
    public string? Ground { get; init; }

    /// <summary>Suspended: number of the written notice to the applicant (行政许可法 第四十五条).</summary>
    public string? Notice { get; init; }

    /// <summary>Suspended: the length told to the applicant. Extended: by how much.</summary>
    public TimeLimit? Length { get; init; }

    /// <summary>Extended: who approved it, such as the head of the organ.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>Extended: the reason, which the applicant is told.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Extended: how far the law lets it go; null when it gives no extension, which is refused.
    /// </summary>
    public TimeLimit? Permitted { get; init; }
}
