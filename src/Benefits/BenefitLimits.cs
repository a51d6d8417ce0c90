using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Benefits;

/// <summary>The limits for what agencies owe to people about policies. Pack data (<c>benefit-limits/*.yaml</c>).</summary>
/// <param name="Dispute">For answering who says that a fact is not so (异议).</param>
/// <param name="Referral">For deciding an application that the rule could not decide.</param>
/// <param name="LineObjection">For deciding an objection to a line of a public notice.</param>
internal sealed record BenefitLimits(DutyLimit Dispute, DutyLimit Referral, DutyLimit LineObjection)
{
    /// <summary>The section to register when a pack is read.</summary>
    public static PackSection Section { get; } = PackSection.Of(["benefit-limits"], Read);

    private static BenefitLimits Read(PackSource source)
    {
        BenefitLimits? limits = null;
        foreach (var file in source.Files("benefit-limits", "benefit-limits"))
        {
            limits = new(file.Duty("dispute"), file.Duty("referral"), file.Duty("lineObjection"));
            file.Provenance();
            file.Close();
        }
        if (limits is null) source.Faults.Add("benefit-limits", 0, "benefit-limits.missing");
        return limits ?? new(PackLimits.None, PackLimits.None, PackLimits.None);
    }
}
