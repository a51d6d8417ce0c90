using Yitong.Cases;
using Yitong.Certificates;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Web.Certificates;

/// <summary>How an installation issues certificates.</summary>
/// <param name="Profile">By which profile it signs: <c>certificates:profile</c>, one of sm2, p256, ed25519.</param>
/// <param name="Address">The address that codes begin with: <c>certificates:address</c>; null: that of the request.</param>
internal sealed record CertificateSettings(KeyProfile Profile, string? Address)
{
    public static CertificateSettings Of(IConfiguration configuration) => new(
        configuration["certificates:profile"] is not { Length: > 0 } profile ? CertificateDesk.UsualProfile
            : Enum.TryParse<KeyProfile>(profile, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known
            : throw new InvalidOperationException($"certificates:profile is {profile}; it must be sm2, p256 or ed25519."),
        configuration["certificates:address"] is { Length: > 0 } address ? address.TrimEnd('/') : null);
}

/// <summary>Puts certificates into a host.</summary>
internal static class CertificateSetup
{
    public static IServiceCollection AddCertificates(
        this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        var settings = CertificateSettings.Of(configuration);
        return services.AddSingleton(settings)
            .AddSingleton(new KeyRing(Path.Combine(dataFolder, "keys", "certificates")))
            .AddSingleton<Serials>().AddSingleton<CodeSigning>().AddSingleton<VerifyDesk>().AddSingleton<StatusLists>()
            .AddSingleton(provider => new CertificateDesk(
                provider.GetRequiredService<Journal>(), provider.GetRequiredService<Rows>(),
                provider.GetRequiredService<CityPack>(), provider.GetRequiredService<KeyRing>(),
                provider.GetRequiredService<Serials>()) { Profile = settings.Profile })
            .AddScoped<CertificateOffice>().AddScoped<CertificatePages>().AddScoped<VerifyOffice>()
            .AddHostedService<CertifyFollower>().AddHostedService<CertificateFollower>().AddHostedService<LapseSweep>();
    }

    public static void MapCertificates(this IEndpointRouteBuilder routes)
    {
        CertificateRoutes.Map(routes);
        CertificateWorkRoutes.Map(routes);
        VerifyRoutes.Map(routes);
    }
}
