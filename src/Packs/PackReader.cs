using System.Globalization;
using System.Text.RegularExpressions;
using Yitong.Kernel;
using Yitong.Packs.Yaml;

namespace Yitong.Packs;

/// <summary>
/// Reads a city pack whole: either there is no fault and the pack loads, or all faults are told and it does not.
/// </summary>
public static partial class PackReader
{
    private static readonly string[] OwnFolders = ["texts", "demo"];

    /// <summary>Reads the pack in a folder and the one that it extends.</summary>
    /// <param name="folder">The pack's folder, such as <c>packs/dalian</c>.</param>
    /// <param name="sections">The sections of the modules that are switched on.</param>
    public static PackReading Read(string folder, params IReadOnlyList<PackSection> sections) =>
        Read(folder, sections, new PackContext());

    internal static PackReading Read(string folder, IReadOnlyList<PackSection> sections, PackContext context)
    {
        var faults = context.Faults;
        if (!File.Exists(Path.Combine(folder, "pack.yaml")))
        {
            faults.Add(Path.GetFileName(Path.GetFullPath(folder)), 0, "pack.missing", ("folder", folder));
            return new(null, faults.All, context.Counts);
        }
        var layers = Layers(folder, context, out var city);
        string[] known = [.. OwnFolders, .. sections.SelectMany(section => section.Folders)];
        foreach (var layer in layers) layer.Inspect(known, faults);
        var source = new PackSource(context, layers, city);
        var pack = new CityPack(city, TextsOf(source), PersonasOf(source));
        foreach (var section in sections) pack.Keep(section.Kind, source.Keep(section.Kind, section.Read(source)));
        context.Resolve();
        return new(faults.Count == 0 ? pack : null, faults.All, context.Counts);
    }

    private static List<PackLayer> Layers(string folder, PackContext context, out CityProfile city)
    {
        var own = new PackLayer(folder);
        city = new("", "", "", TimeSpan.Zero, [], null);
        if (own.Tree("pack.yaml", context.Faults) is not { } root || context.Record(root, "pack") is not { } record)
            return [own];
        city = ReadCity(record);
        var extends = record.TextOrNull("extends");
        record.Close();
        if (extends is null) return [own];
        if (!SiblingFolder().IsMatch(extends))
        {
            record.Fault("extends", "extends.not-a-sibling", ("value", extends));
            return [own];
        }
        var basis = Path.GetFullPath(Path.Combine(folder, extends));
        if (!Directory.Exists(basis) || new DirectoryInfo(basis).LinkTarget is not null)
        {
            record.Fault("extends", "extends.missing", ("value", extends));
            return [own];
        }
        var common = new PackLayer(basis);
        if (common.Tree("pack.yaml", context.Faults) is { } baseRoot && context.Record(baseRoot, "base") is { } baseRecord)
        {
            baseRecord.Text("name");
            baseRecord.Provenance();
            baseRecord.Close();
        }
        return [common, own];
    }

    private static CityProfile ReadCity(PackRecord record)
    {
        var code = record.Defines("city", "code");
        if (code.Length != 6 || !code.All(char.IsAsciiDigit)) record.Fault("code", "code.not-a-division", ("value", code));
        var name = record.Text("name");
        var province = record.Map("province", ReadProvince) ?? "";
        var areas = record.List("cooperationAreas", area =>
        {
            var read = new CooperationArea(area.Defines("cooperation-area", "code"), area.Text("name"),
                area.List("cities", city => (city.CodeOrNull("code"), city.Text("name")), required: true));
            area.TextOrNull("note");
            area.Provenance();
            return read;
        });
        var standard = record.Map("journeyStandard", ReadStandard, required: false);
        var offset = ReadOffset(record);
        record.Provenance();
        return new(code, name, province, offset, areas, standard);
    }

    private static string ReadProvince(PackRecord record)
    {
        record.Code("code");
        return record.Text("name");
    }

    private static JourneyStandard ReadStandard(PackRecord record)
    {
        var limit = record.Limit("limit") ?? TimeLimit.WorkingDays(45);
        var standard = new JourneyStandard(limit, record.Text("law"), record.Number("maxQuestions", 1, 50),
            record.Number("minOutcomes", 0, 50), record.Number("minKeywords", 0, 50),
            record.Texts("sharedSteps"), record.Names("form", "sharedForm"));
        if (limit.Unit != TimeUnit.WorkingDays || limit.Amount > 45) record.Fault("limit", "journey-standard.above-law");
        record.Provenance();
        return standard;
    }

    private static TimeSpan ReadOffset(PackRecord record)
    {
        var text = record.Text("utcOffset");
        if (UtcOffset().IsMatch(text) && TimeSpan.TryParse(text.TrimStart('+'), CultureInfo.InvariantCulture, out var offset)
            && offset >= TimeSpan.FromHours(-12) && offset <= TimeSpan.FromHours(14)) return offset;
        record.Fault("utcOffset", "value.not-an-offset", ("value", text));
        return TimeSpan.Zero;
    }

    private static Texts TextsOf(PackSource source)
    {
        var sentences = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var map in source.Maps("texts"))
            foreach (var entry in map.Entries)
                if (entry.Value is PackScalar sentence) sentences[entry.Key] = sentence.Text;
                else source.Faults.Add(map.File, entry.Line, "value.not-a-text", ("key", entry.Key));
        return new(sentences);
    }

    private static IReadOnlyList<Persona> PersonasOf(PackSource source) =>
        [.. source.Files("demo", "personas").SelectMany(file =>
        {
            var personas = file.List("personas", ReadPersona);
            file.Close();
            return personas;
        })];

    private static Persona ReadPersona(PackRecord record)
    {
        var number = record.TextOrNull("citizenNumber");
        if (number is not null && !CitizenNumber.TryParse(number, out _))
            record.Fault("citizenNumber", "code.bad-check-character", ("key", "citizenNumber"), ("value", number));
        var role = record.Choice<ActorRole>("role");
        var office = role switch
        {
            ActorRole.Clerk => record.Names("station", "office"),
            ActorRole.Official => record.Names("agency", "office"),
            _ => record.CodeOrNull("office"),
        };
        return new(record.Defines("persona", "id"), record.Text("name"), role, office, number,
            record.TextOrNull("phone"), record.Map("mandate", ReadMandate, required: false));
    }

    private static PersonaMandate ReadMandate(PackRecord record)
    {
        var mandate = new PersonaMandate(record.CreditCode("creditCode"), record.Text("company"),
            record.NamesAll("matter", "matters"), record.Date("from"), record.Date("until"));
        if (mandate.Until < mandate.From) record.Fault("until", "date.until-before-from");
        return mandate;
    }

    [GeneratedRegex(@"\A\.\./[a-z0-9][a-z0-9-]{0,40}\z")]
    private static partial Regex SiblingFolder();

    [GeneratedRegex(@"\A[+-]?\d\d:\d\d\z")]
    private static partial Regex UtcOffset();
}
