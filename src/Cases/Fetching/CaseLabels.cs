using Yitong.Catalogue;

namespace Yitong.Cases;

/// <summary>
/// What the applicant has to do about each material in one case. A material that the city should hold and cannot supply here
/// is to be brought, and is called so.
/// </summary>
internal static class CaseLabels
{
    /// <summary>The label of a material in a case.</summary>
    public static MaterialLabel Of(Case current, Material material)
    {
        if (current.Evidence.Held.ContainsKey(material.Key)) return MaterialLabel.Held;
        // Who wants nothing fetched brings it.
        if (material.Supply == MaterialSupply.City && current.Evidence.IsFetchingDeclined)
            return (material with { Supply = MaterialSupply.Applicant }).Label();
        if (material.Supply != MaterialSupply.City || !current.Evidence.Missed.TryGetValue(material.Key, out var missed))
            return material.Label();
        // The source is asked again by itself: nobody has to do anything, though who has it at hand may upload it.
        return missed.RetryAt is not null ? MaterialLabel.Later
            : (material with { Supply = MaterialSupply.Applicant }).Label();
    }

    /// <summary>Whether the applicant has to hand it over, or to promise it, before the case can be submitted.</summary>
    public static bool IsAsked(Case current, Material material) =>
        material.Necessity != Necessity.Optional && MayUpload(current, material)
        && current.Evidence.MissedOf(material.Key) is not { RetryAt: not null };

    /// <summary>Whether it is the applicant who brings it, at level C.</summary>
    public static bool MayUpload(Case current, Material material) =>
        Of(current, material) is MaterialLabel.Bring or MaterialLabel.Later or MaterialLabel.Optional;
}
