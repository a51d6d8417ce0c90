using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Catalogue.Facts;

/// <summary>Reads lists of codes. A list may take the city's own districts or pilot zones after its codes.</summary>
internal static class CodeListParser
{
    public static IReadOnlyList<CodeList> Lists(
        IEnumerable<PackRecord> files, (List<District> Districts, List<PilotZone> Zones) places) =>
        [.. files.SelectMany(file => file.List("lists", record => ReadList(record, places)))];

    private static CodeList ReadList(PackRecord record, (List<District> Districts, List<PilotZone> Zones) places)
    {
        var id = record.Defines("code-list", "id");
        record.Text("name");
        var codes = record.List("codes", code => (code.Code("code"), code.Text("name"))).ToList();
        codes.AddRange(record.ChoiceOrNull<CityOwn>("cityOwn") switch
        {
            CityOwn.Districts => places.Districts.Select(district => (district.Code, district.Name)),
            CityOwn.PilotZones => places.Zones.Select(zone => (zone.Code, zone.Name)),
            _ => [],
        });
        if (codes.Count == 0) record.Fault("codes", "list.empty", ("list", id));
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var place = 0; place < codes.Count; place++)
            foreach (var word in new[] { codes[place].Item1, codes[place].Item2 }.Distinct())
                if (!words.TryAdd(word, place)) record.Fault("codes", "list.twice", ("word", word));
        var groups = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        record.List("groups", group => ReadGroup(group, words, groups));
        record.Provenance();
        return new(id, record.Text("edition"), codes, groups);
    }

    private static string ReadGroup(
        PackRecord group, Dictionary<string, int> words, Dictionary<string, IReadOnlyList<int>> groups)
    {
        var name = group.Text("name");
        if (words.ContainsKey(name) || groups.ContainsKey(name)) group.Fault("name", "list.twice", ("word", name));
        var members = new List<int>();
        foreach (var code in group.Texts("codes"))
            if (words.TryGetValue(code, out var place)) members.Add(place);
            else group.Fault("codes", "list.unknown-code", ("code", code), ("group", name));
        groups[name] = members;
        return name;
    }

    /// <summary>What a list takes from the city itself.</summary>
    private enum CityOwn
    {
        /// <summary>Its districts.</summary>
        Districts,
        /// <summary>Its pilot zones.</summary>
        PilotZones,
    }
}
