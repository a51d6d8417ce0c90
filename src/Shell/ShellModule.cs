using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;
using Yitong.Acting;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Shell;

/// <summary>What all pages stand on, as a module of its own.</summary>
public sealed class ShellModule : Module
{
    /// <inheritdoc/>
    public override string Name => "shell";

    /// <inheritdoc/>
    public override IReadOnlyList<PackSection> Sections => [WorkCalendars.Section];

    /// <inheritdoc/>
    public override IReadOnlyList<IRowModel> Tables => [new DutyTables(), new AnswerTables()];

    /// <inheritdoc/>
    public override IReadOnlyList<StreamKind> Kinds(CityPack pack) => [DutyWatch.Kind, DutyTaking.Kind];

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(typeof(Desk<,>)).AddSingleton(typeof(Desk<,,>)).AddSingleton<DutyList>()
            .AddSingleton<IFactsFor<DutyFacts>, DutyFactsGathering>();
        services.AddSingleton<Answers>().AddHostedService<AnswerSweep>().AddHostedService<DutySweep>();
        services.AddSingleton<Wording>().AddSingleton<Assets>().AddSingleton<Navigation>();
        services.AddHttpContextAccessor();
        services.AddScoped(provider => Callers.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!));
        services.AddScoped<KeptInput>();
        services.AddScoped(provider => Visitor.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.User));
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
        AddCompression(services);
        services.AddTrafficLimits(settings.Configuration);
    }

    /// <inheritdoc/>
    public override void Map(Doors doors)
    {
        Assets.Map(doors.Site);
        Mode.Map(doors.Site);
    }

    // Compressing over TLS is safe here: what must stay secret in a page (the antiforgery token) is encrypted anew for each
    // answer, and the session cookie is SameSite, so that no other site can make the browser ask repeatedly.
    private static void AddCompression(IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "application/json", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }
}
