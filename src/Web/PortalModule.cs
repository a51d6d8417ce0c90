using Microsoft.OpenApi;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yitong.Shell;

namespace Yitong.Web;

/// <summary>Signing in, the first page, and what brings several modules together on one page.</summary>
internal sealed class PortalModule : Module
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
        services.AddScoped<Records>();
        services.AddSingleton<RowsWatch>().AddHostedService(provider => provider.GetRequiredService<RowsWatch>());
        AddApi(services);
    }

    /// <inheritdoc/>
    public override void Map(Doors doors)
    {
        Signing.Map(doors.Site);
        HomeRoutes.Map(doors.Site);
        MineRoutes.Map(doors.Site);
        RecordRoutes.Map(doors.Site);
        RecordApi.Map(doors.Api);
        HealthApi.Map(doors.Site);
        doors.Site.MapOpenApi("/openapi/{documentName}.json").For(Access.Anyone).OwnedBy("api");
    }

    private static void AddApi(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(http =>
        {
            http.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
            http.SerializerOptions.Encoder = ApiJson.Options.Encoder;
            http.SerializerOptions.TypeInfoResolver = ApiJson.Options.TypeInfoResolver;
        });
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
            // Programs are told of what is made for them; pages are for people.
            options.ShouldInclude = route => route.RelativePath?.StartsWith("certificates/", StringComparison.Ordinal) == true
                || route.ActionDescriptor.EndpointMetadata.OfType<RouteOwner>().LastOrDefault()?.Owner
                    is "api" or "log" or "regional";
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
            options.AddSchemaTransformer((schema, context, _) =>
            {
                AskedInBody.Tell(schema, context.JsonTypeInfo.Type);
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                if (context.Description.HttpMethod == "POST") (operation.Parameters ??= []).Add(RepeatKey);
                return Task.CompletedTask;
            });
        });
    }

    private static OpenApiParameter RepeatKey => new()
    {
        Name = "Idempotency-Key", In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Description = "Names the request, up to 200 printable characters: sent again with it, it is not done again and answered "
            + "the same (Idempotent-Replayed: true). Kept for a day.",
    };
}
