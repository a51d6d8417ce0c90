using System.Globalization;
using Yitong.Benefits;
using Yitong.Catalogue;
using Yitong.Demo.Population;
using Yitong.Packs;
using Yitong.Rules;
using Yitong.Shell;

namespace Yitong.Demo;

/// <summary>Invented people, companies and cases to try everything with. Adds nothing to a city's own installation.</summary>
public sealed class DemoModule : Module
{
    /// <summary>The seed of the invented city.</summary>
    public const long Seed = 20_260_601;

    /// <inheritdoc/>
    public override string Name => "demo";

    /// <inheritdoc/>
    public override IReadOnlyList<PackSection> Sections => [DemoFacts.Section];

    /// <inheritdoc/>
    public override void Add(IServiceCollection services, HostSettings settings)
    {
        if (!settings.Demo) return;
        services.AddSingleton(provider => RegistersOf(settings, provider.GetRequiredService<CityCatalogue>().Facts))
            .AddSingleton<DemoPopulation>().AddSingleton<DemoCity>()
            .AddSingleton<SignInAsPersona>(provider => provider.GetRequiredService<DemoCity>().SignInAsync)
            .AddHostedService<DemoBudgets>().AddHostedService(provider => provider.GetRequiredService<DemoCity>());
    }

    /// <inheritdoc/>
    public override void Map(Doors doors)
    {
        if (doors.Settings.Demo) DemoToken.Map(doors.Site);
    }

    private static InventRegister RegistersOf(HostSettings settings, FactBook facts)
    {
        var (companies, people) = (Count("demo:companies"), Count("demo:residents"));
        return (kind, today) => (kind == SubjectKind.Company ? companies : people) is > 0 and var count
            ? new City(facts, Seed, today).Register(kind, count) : null;

        int Count(string setting) =>
            int.Parse(settings.More.GetValueOrDefault(setting) ?? "0", CultureInfo.InvariantCulture);
    }
}
