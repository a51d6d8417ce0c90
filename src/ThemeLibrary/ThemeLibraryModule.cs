using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.ThemeLibrary;

/// <summary>What the city's services hold of somebody, by subject.</summary>
public sealed class ThemeLibraryModule : Module
{
    /// <inheritdoc/>
    public override string Name => "theme-library";

    /// <inheritdoc/>
    public override IReadOnlyList<IRowModel> Tables => [new LibraryTables()];

    /// <inheritdoc/>
    public override IReadOnlyList<StreamKind> Kinds(CityPack pack) => [ArchiveHistory.Kind];

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings) =>
        services.AddSingleton<ArchiveDesk>().AddSingleton<Shelf>();
}
