using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;
using Yitong.Benefits;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Certificates;
using Yitong.Evidence;
using Yitong.Hotline;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.PublicLog;
using Yitong.Shell;
using Yitong.Store;
using Yitong.ThemeLibrary;
using Yitong.Web.Api;
using Yitong.Web.Certificates;
using Yitong.Web.Demo;
using Yitong.Web.Disclosures;
using Yitong.Web.Evidence;
using Yitong.Web.Log;
using Yitong.Web.Payments;
using Yitong.Web.Portal.Applying;
using Yitong.Web.Portal.Guide;
using Yitong.Web.Portal.Home;
using Yitong.Web.Portal.Journeys;
using Yitong.Web.Portal.Mine;
using Yitong.Web.Portal.MyBenefits;
using Yitong.Web.Portal.Policies;
using Yitong.Web.Portal.Records;
using Yitong.Web.Portal.Resources;
using Yitong.Web.Portal.Searching;
using Yitong.Web.Portal.SignIn;
using Yitong.Web.Portal.Stations;
using Yitong.Web.Portal.Tracking;
using Yitong.Web.Regional;
using Yitong.Web.StationDesk;
using Yitong.Web.Supervision;
using Yitong.Web.Workbench;
using Yitong.Web.Workbench.Policies;

namespace Yitong.Web;

/// <summary>Puts the portal, the workbench, the station desk and the API into one web application.</summary>
public static class YitongHost
{
    /// <summary>The tables of all modules that a server opens its database with.</summary>
    public static IReadOnlyList<IRowModel> Tables { get; } =
    [
        new PartyTables(), new CaseTables(), new HotlineTables(), new PaymentTables(), new FileTables(), new DraftTables(),
        new LoadTables(), new CertificateTables(), new EvidenceTables(), new LibraryTables(), new LogTables(),
    ];

    /// <summary>The application, ready to be started.</summary>
    /// <param name="settings">What to serve.</param>
    /// <param name="database">The open store; the caller disposes it after the application.</param>
    /// <exception cref="InvalidOperationException">A route does not declare who may call it.</exception>
    public static WebApplication Build(HostSettings settings, Database database)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // A line for each request would fill the log and keep who looked at what; warnings and faults are kept.
        AddEnvironment(builder.Configuration.AddInMemoryCollection([new("Logging:LogLevel:Microsoft.AspNetCore", "Warning")]))
            .AddInMemoryCollection(settings.More);
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = UploadLimits.Form;
        });
        // Pages with a form may not be kept: that is meant, and not worth a warning each time.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery.DefaultAntiforgery", LogLevel.Error);
        // Keys lie in the data folder, which only this account may open.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        MakePrivate(settings.DataFolder);
        builder.Services.AddStore(database).AddSpine().AddPortal(settings, builder.Configuration);
        builder.Services.AddCertificates(builder.Configuration, settings.DataFolder)
            .AddPublicLog(settings, builder.Configuration).AddSources(settings, builder.Configuration)
            .AddRegional(settings, builder.Configuration).AddApi();
        if (settings.Demo) builder.Services.AddDemo();
        var app = builder.Build();
        app.UsePortal();
        app.MapPortal();
        LogRoutes.Map(app);
        ApiRoutes.Map(app, settings);
        if (RouteDeclarations.Undeclared(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints))
            is { Count: > 0 } bare)
            throw new InvalidOperationException($"Routes without access or owner: {string.Join(", ", bare)}");
        return app;
    }

    /// <summary>The settings of the environment: variables that begin with <c>YITONG_</c>.</summary>
    public static IConfigurationBuilder AddEnvironment(IConfigurationBuilder builder) => builder
        .AddEnvironmentVariables("YITONG_").AddInMemoryCollection(SettingsOf(Environment.GetEnvironmentVariables()));

    /// <summary>
    /// Settings as shells and systemd can name them, without hyphens: <c>YITONG_IDENTITY__CLIENT_ID</c> is
    /// <c>identity:client-id</c>.
    /// </summary>
    internal static Dictionary<string, string?> SettingsOf(IDictionary environment)
    {
        const string Prefix = "YITONG_";
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry each in environment)
            if (each.Key is string name && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                settings[name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal).Replace('_', '-')] =
                    each.Value as string;
        return settings;
    }

    private static CityPack ReadPack(string folder)
    {
        var reading = HostedPack.Read(folder);
        return reading.Pack ?? throw new InvalidOperationException(
            $"The pack {folder} has {reading.Faults.Count} faults; yitong pack check lists them. First: {reading.Faults[0]}");
    }

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static IServiceCollection AddSpine(this IServiceCollection services) => services
        .AddSingleton<PartyRegister>().AddSingleton<CaseNumbers>().AddSingleton(KnownOfParties.Of)
        .AddSingleton<AutomaticJudge>().AddSingleton<CaseDesk>().AddSingleton<CaseLists>()
        .AddSingleton<UnansweredQueries>().AddSingleton<LiveLibrary>().AddSingleton<FileDesk>()
        .AddSingleton<RegisterDesk>().AddSingleton<DraftDesk>()
        .AddSingleton<ArchiveDesk>().AddSingleton<Shelf>()
        .AddSingleton<CityRegisters>().AddSingleton<Sandbox>()
        .AddPayments().AddHostedService(provider => provider.GetRequiredService<RunFollower>())
        .AddHostedService<FeedFollower>().AddHostedService<ClockSweep>().AddHostedService<JudgeFollower>()
        .AddEvidence()
        .AddHostedService<FileSweep>().AddHostedService<RegisterWarmUp>();

    private static IServiceCollection AddEvidence(this IServiceCollection services)
    {
        return services.AddSingleton(provider => provider.GetRequiredService<CityPack>().Section<EvidenceLimits>())
            .AddSingleton<EarlierCopies>().AddSingleton<EvidenceFetching>()
            .AddSingleton<ObjectionDesk>().AddSingleton<DemandDesk>().AddSingleton<EmergencyDesk>().AddSingleton<MyDisclosures>()
            .AddSingleton<ChangeDesk>().AddHostedService<KeptSweep>().AddHostedService<ChangeFollower>()
            .AddHostedService<FetchFollower>().AddHostedService<RecheckSweep>().AddHostedService<DemandFollower>()
            .AddHostedService<DutySweep>();
    }

    private static void AddPortal(this IServiceCollection services, HostSettings settings, IConfiguration configuration)
    {
        services.AddSingleton(settings).AddSingleton(InventedOf(settings));
        services.AddSingleton(settings.Now ?? TimeProvider.System);
        var pack = ReadPack(settings.PackFolder);
        services.AddSingleton(pack).AddSingleton(pack.City).AddSingleton(pack.Texts).AddSingleton(pack.Catalogue());
        services.AddSingleton<Wording>().AddSingleton<Assets>().AddSingleton<IdentityProvider>();
        services.AddSingleton<Timeline>().AddSingleton<PolicyWords>().AddSingleton<EvidenceWords>();
        services.AddScoped<Starting>().AddScoped<Sourcing>()
            .AddScoped<Disclosing>().AddScoped<DataDuties>().AddScoped<Questioning>().AddScoped<HandingOver>()
            .AddScoped<Checking>()
            .AddScoped<Tracking>().AddScoped<Supplying>().AddScoped<Handling>().AddScoped<Desk>()
            .AddScoped<Mandating>().AddScoped<MandateOffice>()
            .AddScoped<Represented>().AddScoped<Records>().AddScoped<Subjects>()
            .AddScoped<Benefiting>().AddScoped<Drafting>().AddScoped<Answering>()
            .AddScoped<RunOffice>().AddScoped<PayOffice>().AddScoped<PaymentPages>().AddScoped<InstantOffice>()
            .AddScoped<MyPayments>();
        services.AddHttpContextAccessor();
        services.AddScoped(provider =>
            Visitor.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.User));
        services.AddRazorComponents();
        // The default encoder turns each Chinese character into eight bytes of entity.
        services.Configure<WebEncoderOptions>(web => web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddDataProtection().SetApplicationName("yitong")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataFolder, "keys")));
        // Compressing over TLS is safe here: what must stay secret in a page (the antiforgery token) is encrypted anew
        // for each answer, and the session cookie is SameSite, so that no other site can make the browser ask repeatedly.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "application/json", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.AddSessions(configuration);
        services.AddTrafficLimits(configuration);
    }

    // Only a demonstration has invented subjects.
    private static InventedCity InventedOf(HostSettings settings)
    {
        return settings.Demo ? new(Count("demo:companies"), Count("demo:residents")) : InventedCity.Nobody;

        int Count(string setting) =>
            int.Parse(settings.More.GetValueOrDefault(setting) ?? "0", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void UsePortal(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseErrorPages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseSecurityHeaders(app.Services.GetRequiredService<IdentityProvider>().IsConfigured);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    private static void MapPortal(this WebApplication app)
    {
        app.Services.GetRequiredService<Assets>().Map(app);
        Mode.Map(app);
        Signing.Map(app);
        HomeRoutes.Map(app);
        SearchRoutes.Map(app);
        GuideRoutes.Map(app);
        JourneyRoutes.Map(app);
        StationRoutes.Map(app);
        ResourceRoutes.Map(app);
        StartRoutes.Map(app);
        QuestionRoutes.Map(app);
        MaterialRoutes.Map(app);
        CheckRoutes.Map(app);
        TrackingRoutes.Map(app);
        SupplementRoutes.Map(app);
        MineRoutes.Map(app);
        MandateRoutes.Map(app);
        RecordRoutes.Map(app);
        PolicyRoutes.Map(app);
        BenefitRoutes.Map(app);
        SandboxRoutes.Map(app);
        DisputeRoutes.Map(app);
        WorkRoutes.Map(app);
        HandlingRoutes.Map(app);
        DeskRoutes.Map(app);
        SupervisionRoutes.Map(app);
        RegionalRoutes.Map(app);
        PartnerRoutes.Map(app);
        PaymentWorkRoutes.Map(app);
        NoticeRoutes.Map(app);
        MyPaymentRoutes.Map(app);
        app.MapCertificates();
        DisclosureRoutes.Map(app);
        DemandRoutes.Map(app);
    }
}
