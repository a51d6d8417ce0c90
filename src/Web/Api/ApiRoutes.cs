using System.Text.Json;
using System.Text.Json.Serialization;
using Yitong.Cases;
using Yitong.Shell;

namespace Yitong.Web.Api;

/// <summary>
/// The programming interface: everything the portal does, under <c>/api/v1</c>, described at <c>/openapi/v1.json</c>.
/// </summary>
internal static class ApiRoutes
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddScoped<Acting>();
        services.AddSingleton<CaseViews>();
        services.AddSingleton<MeasuredSavings>();
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

    public static void Map(WebApplication app, HostSettings settings)
    {
        app.MapOpenApi("/openapi/{documentName}.json").For(Access.Anyone).OwnedBy("api");
        HealthApi.Map(app);
        if (settings.Demo) DemoToken.Map(app);
        var api = app.MapGroup("/api/v1").DisableAntiforgery();
        CatalogueApi.Map(api);
        JourneyApi.Map(api);
        ClockApi.Map(api);
        UploadApi.Map(api);
        CaseApi.Map(api);
        WorkApi.Map(api);
        MandateApi.Map(api);
        RecordApi.Map(api);
        PolicyApi.Map(api);
        SandboxApi.Map(api);
        RunApi.Map(api);
        BudgetApi.Map(api);
        InstantApi.Map(api);
        CertificateApi.Map(api);
        EvidenceApi.Map(api);
        DisclosureApi.Map(api);
        DemandApi.Map(api);
        EmergencyApi.Map(api);
    }
}
