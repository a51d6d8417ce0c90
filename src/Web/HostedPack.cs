using Yitong.Benefits;
using Yitong.Cases;
using Yitong.Evidence;
using Yitong.Packs;

namespace Yitong.Web;

/// <summary>Reads a city pack with the sections of all modules that a host serves: the one list for portal and tools.</summary>
public static class HostedPack
{
    /// <summary>The sections; a later one may ask for what an earlier one read.</summary>
    public static IReadOnlyList<PackSection> Sections { get; } =
        [.. SpinePack.Sections, EvidenceLibrary.Section, EvidenceLimits.Section, PolicyLibrary.Section, DemoFacts.Section];

    /// <summary>The pack of a folder, or all its faults.</summary>
    public static PackReading Read(string folder) => PackReader.Read(folder, Sections);
}
