using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>A limit with its unit and article.</summary>
/// <param name="Amount">How many.</param>
/// <param name="Unit">Of what: <c>working-days</c>, <c>calendar-days</c> …</param>
/// <param name="Law">The article that sets it; null when none does.</param>
public sealed record LimitView(int Amount, string Unit, string? Law)
{
    /// <summary>A limit as programs are told.</summary>
    public static LimitView Of(TimeLimit limit, string? law = null) => new(limit.Amount, UnitOf(limit.Unit), law);

    /// <summary>A unit as programs are told.</summary>
    public static string UnitOf(TimeUnit unit) => EnumNames.Of(unit);
}
