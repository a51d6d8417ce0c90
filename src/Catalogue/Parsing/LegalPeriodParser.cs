using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Catalogue.Parsing;

/// <summary>
/// Reads the collection of legal periods; one without a law, or without a unit where it is no mere rule, is a fault.
/// </summary>
internal static class LegalPeriodParser
{
    public static List<LegalPeriod> Periods(PackSource source)
    {
        var periods = new List<LegalPeriod>();
        foreach (var file in source.Files("clocks", "clocks"))
        {
            periods.AddRange(file.List("clocks", Read, required: true));
            file.Close();
        }
        return periods;
    }

    private static LegalPeriod Read(PackRecord record)
    {
        var rule = record.TextOrNull("rule");
        foreach (var key in (string[])["starts", "kind", "note", "also", "bound", "counts", "practiceUnit"])
            record.TextOrNull(key);
        record.List("further", further =>
        {
            foreach (var key in (string[])["starts", "counts", "note"]) further.TextOrNull(key);
            return (further.Text("title"), further.Limit("limit"));
        });
        record.Defines("clock-code", "code");
        return new(record.Defines("clock", "id"), record.Text("title"), record.Text("law", missing: "clock.without-law"),
            record.TextOrNull("article"),
            record.Limit("limit", required: rule is null),
            ReadStart(record, rule),
            ReadExtension(record), record.Flag("verified"), record.Provenance());
    }

    private static PeriodStart? ReadStart(PackRecord record, string? rule)
    {
        var start = record.ChoiceOrNull<PeriodStart>("runsFrom");
        if (start is null && rule is null) record.Fault(null, "key.missing", ("key", "runsFrom"));
        return start;
    }

    private static TimeLimit? ReadExtension(PackRecord record)
    {
        TimeLimit? extension = null;
        record.Map("extension", inner =>
        {
            extension = inner.Limit();
            return inner.TextOrNull("approver") ?? "";
        }, required: false);
        return extension;
    }
}
