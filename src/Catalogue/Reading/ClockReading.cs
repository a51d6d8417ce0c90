using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Catalogue.Reading;

/// <summary>Reads the collection of legal periods; one without a law, or without a unit where it is no mere rule, is a fault.</summary>
internal static class ClockReading
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
        foreach (var key in (string[])["starts", "kind", "note", "also", "bound", "counts", "practiceUnit"]) record.TextOrNull(key);
        record.List("further", further =>
        {
            foreach (var key in (string[])["starts", "counts", "note"]) further.TextOrNull(key);
            return (further.Text("title"), further.Limit("limit"));
        });
        record.Defines("clock-code", "code");
        return new(record.Defines("clock", "id"), record.Text("title"), record.Law(), record.TextOrNull("article"),
            record.Limit("limit", required: rule is null),
            record.Has("runsFrom") || rule is null ? record.Choice<PeriodStart>("runsFrom") : null,
            ReadExtension(record), record.Flag("verified"), record.Provenance());
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

    /// <summary>The article that a limit rests on; a limit without one is a fault.</summary>
    public static string Law(this PackRecord record)
    {
        if (record.TextOrNull("law") is { Length: > 0 } law) return law;
        record.Fault(null, "clock.without-law");
        return "";
    }
}
