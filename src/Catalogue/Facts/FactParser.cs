using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Catalogue.Facts;

/// <summary>
/// Reads the facts that rules may speak of, the lists of their codes and who supplies them (<c>facts/*.yaml</c>). The facts are
/// common; which type of evidence supplies one is the city's own.
/// </summary>
internal static class FactParser
{
    private const int MostCodes = 62;
    private const long FenInYuan = 100;
    // A trillion: so that sums and products of a few facts stay far from the ends of 64 bits.
    private const long MostWhole = 1_000_000_000_000;
    private const long MostOfRatio = 1_000_000_000;
    private static readonly long FirstDay = new DateOnly(1900, 1, 1).DayNumber;
    private static readonly long LastDay = new DateOnly(2199, 12, 31).DayNumber;

    /// <summary>The book of the facts of all files; a fact's index is its place, those of the common pack first.</summary>
    public static FactBook Read(PackSource source, (List<District> Districts, List<PilotZone> Zones) places)
    {
        var files = source.Files("facts", "facts").ToList();
        var lists = CodeListParser.Lists(files, places);
        var suppliers = Suppliers(files);
        var facts = new List<Fact>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var subject = file.ChoiceOrNull<SubjectKind>("subject");
            if (file.Has("facts") != subject is not null) file.Fault("facts", "fact.subject");
            file.Provenance();
            file.List("facts", record =>
            {
                var fact = ReadFact(record, subject ?? default, lists, suppliers, facts.Count);
                if (IsNew(record, fact, names)) facts.Add(fact);
                return fact;
            });
            file.Close();
        }
        return new(facts, lists);
    }

    private static Dictionary<string, string> Suppliers(IEnumerable<PackRecord> files)
    {
        var suppliers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
            file.List("suppliers", record =>
            {
                var evidence = record.Names("evidence-type", "evidence");
                foreach (var fact in record.NamesAll("fact", "facts", required: true))
                    if (!suppliers.TryAdd(fact, evidence)) record.Fault("facts", "fact.two-suppliers", ("fact", fact));
                return evidence;
            });
        return suppliers;
    }

    private static bool IsNew(PackRecord record, Fact fact, HashSet<string> names)
    {
        if (names.Contains(fact.Name) || fact.Name == fact.Id && names.Contains(fact.Id))
            record.Fault("name", "fact.name-twice", ("name", fact.Name));
        return fact.Id.Length > 0 && fact.Name.Length > 0 && names.Add(fact.Id) & names.Add(fact.Name);
    }

    private static Fact ReadFact(PackRecord record, SubjectKind subject, IReadOnlyList<CodeList> lists,
        Dictionary<string, string> suppliers, int index)
    {
        var (id, kind) = (record.Defines("fact", "id"), record.Choice<FactKind>("kind"));
        var listId = record.NamesOrNull("code-list", "list");
        var list = lists.FirstOrDefault(list => list.Id == listId);
        if (listId is null == kind is FactKind.Code or FactKind.Codes) record.Fault("kind", "fact.list", ("kind", kind));
        if (kind == FactKind.Codes && list?.Codes.Count > MostCodes)
            record.Fault("list", "fact.too-many-codes", ("most", MostCodes));
        var (least, most) = Bounds(record, kind, list?.Codes.Count ?? 1);
        if (least > most) record.Fault("most", "fact.bounds-crossed", ("least", least), ("most", most));
        var over = record.Whole("mostOver", 1, MostOfRatio, otherwise: 1);
        if (kind == FactKind.Ratio != record.Has("mostOver")) record.Fault("mostOver", "fact.denominator");
        return new(index, id, record.Text("name"), kind, subject, least, most, over, list, record.TextOrNull("unit"),
            suppliers.GetValueOrDefault(id));
    }

    private static (long Least, long Most) Bounds(PackRecord record, FactKind kind, int codes)
    {
        var most = kind == FactKind.Ratio ? MostOfRatio : MostWhole;
        var from = record.Whole("least", -most, most, otherwise: 0);
        var until = record.Whole("most", -most, most, otherwise: 0);
        var isBounded = kind is FactKind.Whole or FactKind.Money or FactKind.Ratio;
        if (isBounded != record.Has("most") || !isBounded && record.Has("least")) record.Fault("most", "fact.bounds");
        return kind switch
        {
            FactKind.YesNo => (0, 1),
            FactKind.Date => (FirstDay, LastDay),
            FactKind.Text => (1, int.MaxValue),
            FactKind.Code => (0, Math.Max(codes, 1) - 1),
            FactKind.Codes => (0, (1L << Math.Min(codes, MostCodes)) - 1),
            FactKind.Money => (from * FenInYuan, until * FenInYuan),
            _ => (from, until),
        };
    }
}
