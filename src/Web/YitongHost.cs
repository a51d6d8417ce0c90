using System.Collections;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Web;

/// <summary>Puts modules into one web application: it knows no more of them than what each says of itself.</summary>
public static class YitongHost
{
    /// <summary>The application, ready to be started.</summary>
    /// <param name="settings">What to serve.</param>
    /// <param name="database">The open store with the tables of all modules; the caller disposes it afterwards.</param>
    /// <exception cref="InvalidOperationException">A route does not declare who may call it, or the pack has faults.</exception>
    public static WebApplication Build(HostSettings settings, Database database)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        Configure(builder, settings);
        settings = settings with { Configuration = builder.Configuration };
        PrivateFile.MakeFolder(settings.DataFolder);
        AddModules(builder.Services, settings, database, PackOf(settings));
        var app = builder.Build();
        UseInOrder(app);
        foreach (var module in Modules.All) module.Map(new Doors(app, module, settings));
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

    private static void Configure(WebApplicationBuilder builder, HostSettings settings)
    {
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
    }

    private static CityPack PackOf(HostSettings settings)
    {
        var reading = Modules.ReadPack(settings.PackFolder);
        return reading.Pack ?? throw new InvalidOperationException($"The pack {settings.PackFolder} has "
            + $"{reading.Faults.Count} faults; yitong pack check lists them. First: {reading.Faults[0]}");
    }

    /// <summary>Everything that the modules have, over a database and a pack, without a server.</summary>
    internal static void AddModules(IServiceCollection services, HostSettings settings, Database database, CityPack pack)
    {
        services.AddStore(database).AddSingleton(settings).AddSingleton(settings.Now ?? TimeProvider.System)
            .AddSingleton(pack).AddSingleton(pack.City).AddSingleton(pack.Texts).AddSingleton(typeof(Streams<,>));
        var added = new Installed();
        foreach (var module in Modules.All)
        {
            var from = services.Count;
            module.Add(services, settings);
            foreach (var filler in module.Fillers(pack)) services.AddFollower(filler);
            added.Note(module, services.Skip(from));
            foreach (var kind in module.Kinds(pack)) services.AddSingleton(kind.GetType(), kind).AddSingleton<StreamKind>(kind);
            foreach (var item in module.Nav) services.AddSingleton(item);
        }
        services.AddSingleton(added);
    }

    private static void UseInOrder(WebApplication app)
    {
        app.UseResponseCompression();
        app.UseErrorPages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseSecurityHeaders(app.Services.GetRequiredService<IdentityProvider>().IsConfigured);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseRequestKeys();
        app.Use(app.Services.GetRequiredService<KeptForms>().PassAsync);
        app.UseReadableRequests();
        app.UseAntiforgery();
    }
}
