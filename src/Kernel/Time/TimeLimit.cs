namespace Yitong.Kernel;

/// <summary>How a limit is counted. The unit belongs to the article, not to the law and never to the engine.</summary>
public enum TimeUnit
{
    /// <summary>工作日</summary>
    WorkingDays,
    /// <summary>日 written plainly: calendar days.</summary>
    CalendarDays,
    /// <summary>Calendar days; a last day that is not a working day rolls to the next working day (民法典 第二百零三条).</summary>
    CalendarDaysRolled,
    /// <summary>月: same day of a later month, or its last day.</summary>
    Months,
    /// <summary>年</summary>
    Years,
    /// <summary>当场、即时: on the day itself. The amount is 0.</summary>
    Immediate,
}

/// <summary>A budget of time with its unit, such as 20 working days.</summary>
/// <param name="Amount">0 to 10,000; 0 only for <see cref="TimeUnit.Immediate"/>.</param>
/// <param name="Unit">How it is counted.</param>
public readonly record struct TimeLimit(int Amount, TimeUnit Unit)
{
    /// <summary>On the spot.</summary>
    public static readonly TimeLimit Immediate = new(0, TimeUnit.Immediate);

    /// <summary>A number of working days.</summary>
    public static TimeLimit WorkingDays(int amount) => new(amount, TimeUnit.WorkingDays);

    /// <summary>A number of calendar days.</summary>
    public static TimeLimit CalendarDays(int amount) => new(amount, TimeUnit.CalendarDays);
}
