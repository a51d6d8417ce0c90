using Yitong.Benefits;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Certificates;
using Yitong.Demo;
using Yitong.Evidence;
using Yitong.Hotline;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.PublicLog;
using Yitong.Shell;
using Yitong.Store;
using Yitong.ThemeLibrary;

namespace Yitong.Web;

/// <summary>The parts that a host serves, and what goes through all of them.</summary>
public static class Modules
{
    /// <summary>
    /// One line for each. What a module reads of the pack may rest on those before it; a service that two modules add is that
    /// of the later one.
    /// </summary>
    public static IReadOnlyList<Module> All { get; } =
    [
        new ShellModule(),
        new CatalogueModule(),
        new PartiesModule(),
        new ThemeLibraryModule(),
        new EvidenceModule(),
        new CertificatesModule(),
        new CasesModule(),
        new BenefitsModule(),
        new HotlineModule(),
        new PublicLogModule(),
        new PortalModule(),
        new DemoModule(),
    ];

    /// <summary>The sections of a pack that they read.</summary>
    public static IReadOnlyList<PackSection> Sections { get; } = [.. All.SelectMany(module => module.Sections)];

    /// <summary>The tables that a server opens its database with.</summary>
    public static IReadOnlyList<IRowModel> Tables { get; } = [.. All.SelectMany(module => module.Tables)];

    /// <summary>All kinds of streams, for a replay.</summary>
    public static IReadOnlyList<StreamKind> Kinds(CityPack pack) => [.. All.SelectMany(module => module.Kinds(pack))];

    /// <summary>All followers that fill tables, for a rebuild.</summary>
    public static IReadOnlyList<RowFollower> Fillers(CityPack pack) => [.. All.SelectMany(module => module.Fillers(pack))];

    /// <summary>The pack of a folder, or all its faults.</summary>
    public static PackReading ReadPack(string folder) => PackReader.Read(folder, Sections);
}
