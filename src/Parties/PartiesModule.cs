using Yitong.Acting;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Parties;

/// <summary>People and companies, and who may act for whom.</summary>
public sealed class PartiesModule : Module
{
    /// <inheritdoc/>
    public override string Name => "parties";

    /// <inheritdoc/>
    public override IReadOnlyList<IRowModel> Tables => [new PartyTables()];

    /// <inheritdoc/>
    public override IReadOnlyList<StreamKind> Kinds(CityPack pack) => [PartyHistory.Kind];

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings) =>
        services.AddSingleton<PartyRegister>().AddSingleton<IFactsFor<NamedParties>, NamedPartiesLookup>()
            .AddScoped<Represented>().AddScoped<Mandating>().AddScoped<MandatePages>();

    /// <inheritdoc/>
    public override void Map(Doors doors)
    {
        MandateRoutes.Map(doors.Pages("portal", Access.Resident));
        MandateApi.Map(doors.Programs(Access.Resident));
    }
}
