using Yitong.Kernel;

namespace Yitong.Packs;

/// <summary>Reads limits for what offices owe.</summary>
public static class PackLimits
{
    /// <summary>What stands for a limit that could not be read; the pack then does not load.</summary>
    public static readonly DutyLimit None = new(TimeLimit.WorkingDays(1), null, false);

    /// <summary>The limit in a map of its own: <c>limit</c>, <c>law</c> where there is one, <c>verified</c>.</summary>
    public static DutyLimit Duty(this PackRecord record, string key) => record.Map(key, map => new DutyLimit(
        map.Limit("limit") ?? None.Limit, map.TextOrNull("law"), map.Flag("verified"))) ?? None;
}
