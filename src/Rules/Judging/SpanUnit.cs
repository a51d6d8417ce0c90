namespace Yitong.Rules;

/// <summary>What a duration (期限) is counted in.</summary>
public enum SpanUnit
{
    /// <summary>Months of the calendar (个月).</summary>
    Months,
    /// <summary>Years of the calendar (年).</summary>
    Years,
    /// <summary>Calendar days (天).</summary>
    Days,
    /// <summary>Working days (工作日).</summary>
    WorkingDays,
}
