using Yitong.Catalogue;
using Yitong.Certificates;
using Yitong.Packs;

namespace Yitong.Cases;

/// <summary>What the spine reads of a city pack.</summary>
public static class SpinePack
{
    /// <summary>The sections of the spine's modules.</summary>
    public static IReadOnlyList<PackSection> Sections { get; } =
        [CityCatalogue.Section, CaseLimits.Section, CertificateTypes.Section];
}
