using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Evidence;

/// <summary>The limits that all evidence of a city shares. Pack data (<c>evidence-limits/*.yaml</c>).</summary>
public sealed record EvidenceLimits
{
    /// <summary>The section to register when a pack is read.</summary>
    public static PackSection Section { get; } = PackSection.Of(["evidence-limits"], Read);

    /// <summary>For how many calendar days a copy that an office verified is used again.</summary>
    public required int ReuseDays { get; init; }
    /// <summary>For how many hours an emergency access lasts.</summary>
    public required int EmergencyHours { get; init; }
    /// <summary>Until when an emergency access must be reviewed.</summary>
    public required DutyLimit EmergencyReview { get; init; }
    /// <summary>For answering somebody who asks why their data was looked at.</summary>
    public required DutyLimit Objection { get; init; }
    /// <summary>For checking data that somebody says is wrong (校核).</summary>
    public required DutyLimit Correction { get; init; }
    /// <summary>For the data bureau to send a demand to the agency that holds the data (受理).</summary>
    public required DutyLimit Dispatch { get; init; }
    /// <summary>For that agency to confirm it or to say why not (答复).</summary>
    public required DutyLimit Answer { get; init; }
    /// <summary>For it to supply (供数).</summary>
    public required DutyLimit Supply { get; init; }
    /// <summary>For the data bureau to rule on a refusal.</summary>
    public required DutyLimit Ruling { get; init; }
    /// <summary>Code of the agency that leads demands and rules on refusals (数据主管部门).</summary>
    public required string DataBureau { get; init; }

    private static EvidenceLimits Read(PackSource source)
    {
        EvidenceLimits? limits = null;
        foreach (var file in source.Files("evidence-limits", "evidence-limits"))
        {
            limits = new()
            {
                ReuseDays = file.Number("reuseDays", 0, 3_650), EmergencyHours = file.Number("emergencyHours", 1, 72),
                EmergencyReview = file.Duty("emergencyReview"), Objection = file.Duty("objection"),
                Correction = file.Duty("correction"), Dispatch = file.Duty("dispatch"), Answer = file.Duty("answer"),
                Supply = file.Duty("supply"), Ruling = file.Duty("ruling"), DataBureau = file.Names("agency", "dataBureau"),
            };
            file.Provenance();
            file.Close();
        }
        if (limits is null) source.Faults.Add("evidence-limits", 0, "evidence-limits.missing");
        return limits ?? new()
        {
            ReuseDays = 0, EmergencyHours = 1, DataBureau = "", EmergencyReview = PackLimits.None,
            Objection = PackLimits.None, Correction = PackLimits.None, Dispatch = PackLimits.None,
            Answer = PackLimits.None, Supply = PackLimits.None, Ruling = PackLimits.None,
        };
    }
}
