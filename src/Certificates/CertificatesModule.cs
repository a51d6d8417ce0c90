using Yitong.Acting;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>Electronic certificates: issued, shown, verified, withdrawn.</summary>
public sealed class CertificatesModule : Module
{
    /// <inheritdoc/>
    public override string Name => "certificates";

    /// <inheritdoc/>
    public override IReadOnlyList<PackSection> Sections => [CertificateTypes.Section];

    /// <inheritdoc/>
    public override IReadOnlyList<IRowModel> Tables => [new CertificateTables()];

    /// <inheritdoc/>
    public override IReadOnlyList<StreamKind> Kinds(CityPack pack) => [CertificateHistory.Kind];

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings)
    {
        var issuing = CertificateSettings.Of(settings);
        services.AddSingleton(issuing)
            .AddSingleton(new KeyRing(Path.Combine(settings.DataFolder, "keys", "certificates")))
            .AddSingleton<Serials>().AddSingleton<CodeSigning>().AddSingleton<VerifyDesk>().AddSingleton<StatusLists>()
            .AddSingleton(provider => new Sealing(
                provider.GetRequiredService<KeyRing>(), provider.GetRequiredService<Serials>(),
                provider.GetRequiredService<CityPack>()) { Profile = issuing.Profile })
            .AddSingleton<IFactsFor<CertificateFacts>, CertificateFactsGathering>()
            .AddSingleton<CertificateLists>().AddSingleton<BatchIssuing>()
            .AddFollower<ReplaceFollower>().AddHostedService<LapseSweep>();
        services.AddScoped<VisitorsCertificates>().AddScoped<CertificatePages>().AddScoped<VerifyAnswers>();
    }

    /// <inheritdoc/>
    public override void Map(Doors doors)
    {
        CertificateRoutes.Map(doors.Pages("portal", Access.Resident));
        CertificateWorkRoutes.Map(doors.Pages("workbench", Access.Official));
        VerifyRoutes.Map(doors.Pages("portal", Access.Anyone));
        CertificateApi.Map(doors.Api);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NavItem> Nav => [new("verify", "/verify", NavPlace.Foot, 10)];
}
