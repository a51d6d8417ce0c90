using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Hotline;

/// <summary>The hotline 12345: words that found nothing are left for it.</summary>
public sealed class HotlineModule : Module
{
    /// <inheritdoc/>
    public override string Name => "hotline";

    /// <inheritdoc/>
    public override IReadOnlyList<IRowModel> Tables => [new HotlineTables()];

    /// <inheritdoc/>
    public override IReadOnlyList<StreamKind> Kinds(CityPack pack) => [UnansweredQueries.Kind];

    /// <inheritdoc/>
    public override void Map(Doors doors) => LeavingRoutes.Map(doors);

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings) => services.AddSingleton<UnansweredQueries>();
}
