using Yitong.Catalogue;
using Yitong.Packs;

namespace Yitong.Cases;

/// <summary>Reads a city pack with all sections of the spine.</summary>
public static class SpinePack
{
    /// <summary>The sections of the spine's modules.</summary>
    public static IReadOnlyList<PackSection> Sections { get; } = [CityCatalogue.Section, CaseLimits.Section];

    /// <summary>The pack of a folder, or all its faults.</summary>
    public static PackReading Read(string folder) => PackReader.Read(folder, Sections);
}
