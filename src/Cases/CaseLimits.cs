using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Cases;

/// <summary>The limits and grounds that all cases of a city share. Pack data (<c>case-limits/*.yaml</c>).</summary>
/// <param name="Notice">For a word on acceptance: 5 working days (行政许可法 第三十二条).</param>
/// <param name="Delivery">For delivering a decision: 10 working days (行政许可法 第四十四条).</param>
/// <param name="RatingAnswer">For answering a bad rating.</param>
/// <param name="StopGrounds">What does not count (行政许可法 第四十五条): hearing, test, quarantine, expert review…</param>
public sealed record CaseLimits(
    DutyLimit Notice, DutyLimit Delivery, DutyLimit RatingAnswer, IReadOnlyList<string> StopGrounds)
{
    /// <summary>The section to register when a pack is read.</summary>
    public static PackSection Section { get; } = PackSection.Of(["case-limits"], Read);

    private static CaseLimits Read(PackSource source)
    {
        CaseLimits? limits = null;
        foreach (var file in source.Files("case-limits", "case-limits"))
        {
            limits = new(
                file.Duty("notice"), file.Duty("delivery"), file.Duty("ratingAnswer"), file.Texts("stopGrounds"));
            file.Provenance();
            file.Close();
        }
        if (limits is null) source.Faults.Add("case-limits", 0, "case-limits.missing");
        return limits ?? new(PackLimits.None, PackLimits.None, PackLimits.None, []);
    }
}
