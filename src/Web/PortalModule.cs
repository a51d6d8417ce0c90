using System.Text.Json;
using System.Text.Json.Serialization;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Web.Api;
using Yitong.Web.Demo;
using Yitong.Web.Payments;
using Yitong.Web.Portal.Home;
using Yitong.Web.Portal.Mine;
using Yitong.Web.Portal.MyBenefits;
using Yitong.Web.Portal.Policies;
using Yitong.Web.Portal.Records;
using Yitong.Web.Portal.SignIn;
using Yitong.Web.Workbench.Policies;

namespace Yitong.Web;

/// <summary>Signing in, the first page, and what brings several modules together on one page.</summary>
public sealed class PortalModule : Module
{
    /// <inheritdoc/>
    public override string Name => "portal";

    /// <inheritdoc/>
    public override IReadOnlyList<NavItem> Nav => [new("home", "/", NavPlace.Resident | NavPlace.Elder, 10)];

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton<IdentityProvider>();
        services.AddSessions(settings.Configuration);
        AddPages(services);
        AddApi(services);
        if (settings.Demo) services.AddDemo();
    }

    /// <inheritdoc/>
    public override void Map(Doors doors)
    {
        MapPages(doors.Site);
        HealthApi.Map(doors.Site);
        if (doors.Settings.Demo) DemoToken.Map(doors.Site);
        doors.Site.MapOpenApi("/openapi/{documentName}.json").For(Access.Anyone).OwnedBy("api");
        MapApi(doors.Api);
    }

    private static void AddPages(IServiceCollection services) => services
        .AddSingleton<PolicyWords>()
        
        
        
        .AddScoped<Records>().AddScoped<Subjects>()
        .AddScoped<Benefiting>().AddScoped<Drafting>().AddScoped<Answering>()
        .AddScoped<RunOffice>().AddScoped<PayOffice>().AddScoped<PaymentPages>().AddScoped<InstantOffice>()
        .AddScoped<MyPayments>();

    private static void AddApi(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(http =>
        {
            http.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
            http.SerializerOptions.Encoder = ApiJson.Options.Encoder;
        });
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer((document, context, _) =>
            {
                document.Info = new()
                {
                    Title = "Yitong",
                    Version = "v1",
                    Description = "Government services of a city: catalogue, cases, legal clock. Apache-2.0.",
                };
                return Task.CompletedTask;
            });
        });
    }

    private static void MapPages(IEndpointRouteBuilder site)
    {
        Signing.Map(site);
        HomeRoutes.Map(site);
        MineRoutes.Map(site);
        RecordRoutes.Map(site);
        PolicyRoutes.Map(site);
        BenefitRoutes.Map(site);
        SandboxRoutes.Map(site);
        DisputeRoutes.Map(site);
        PaymentWorkRoutes.Map(site);
        NoticeRoutes.Map(site);
        MyPaymentRoutes.Map(site);
    }

    private static void MapApi(IEndpointRouteBuilder api)
    {
        RecordApi.Map(api);
        PolicyApi.Map(api);
        SandboxApi.Map(api);
        RunApi.Map(api);
        BudgetApi.Map(api);
        InstantApi.Map(api);
    }
}
