using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Catalogue.Parsing;

/// <summary>What must hold between records: clocks, codes, the graph of steps and of members, the journey standard.</summary>
internal static class CatalogueChecks
{
    public static void Run(
        PackSource source, FormParser forms, List<Agency> agencies,
        List<ReadFrom<Matter>> matters, List<ReadFrom<Journey>> journeys)
    {
        var credit = agencies.DistinctBy(agency => agency.Code).ToDictionary(agency => agency.Code, agency => agency.CreditCode);
        var materials = new Dictionary<string, (Material Material, string Place)>(StringComparer.Ordinal);
        foreach (var (matter, record) in matters.Select(read => (read.Record, read.Source)))
            foreach (var edition in matter.Editions)
            {
                CheckAgencyCode(record, edition, credit);
                CheckTime(record, edition);
                CheckExamination(record, edition);
                CheckMaterials(record, edition, materials);
                CheckAutomatic(record, edition);
            }
        var byCode = matters.Select(read => read.Record).DistinctBy(matter => matter.Code).ToDictionary(matter => matter.Code);
        foreach (var read in journeys) JourneyChecks.Run(read, byCode, source.City.JourneyStandard, forms);
    }

    private static void CheckAgencyCode(PackRecord record, MatterEdition edition, Dictionary<string, UnifiedCreditCode> credit)
    {
        if (edition.Codes == default || !credit.TryGetValue(edition.Agency, out var code) || code == default) return;
        if (edition.Codes.Agency != code)
            record.Fault("editions", "code.of-another-agency",
                ("code", edition.Codes.Implementation), ("agency", edition.Agency));
    }

    private static void CheckTime(PackRecord record, MatterEdition edition)
    {
        if (edition.Statutory is { } statutory && WorkingTime.Of(edition.Promised) > WorkingTime.Of(statutory.Limit))
            record.Fault("editions", "clock.promise-above-law", ("from", edition.From));
        if (edition.IsInstant && WorkingTime.Of(edition.Promised) > 0)
            record.Fault("editions", "clock.instant-with-days", ("from", edition.From));
    }

    private static void CheckExamination(PackRecord record, MatterEdition edition)
    {
        var steps = edition.Examination;
        foreach (var twice in steps.GroupBy(step => step.Key, StringComparer.Ordinal).Where(group => group.Count() > 1))
            record.Fault("editions", "examination.step-twice", ("step", twice.Key), ("from", edition.From));
        foreach (var step in steps)
            foreach (var need in step.Needs.Where(need => steps.All(other => other.Key != need)))
                record.Fault("editions", "examination.unknown-step", ("step", step.Key), ("need", need));
        var graph = steps.DistinctBy(step => step.Key).ToDictionary(step => step.Key, step => step.Needs, StringComparer.Ordinal);
        if (Graph.Cycle(graph) is { } cycle)
            record.Fault("editions", "examination.cycle", ("cycle", string.Join(" → ", cycle)), ("from", edition.From));
        else if (!edition.IsInstant
            && Graph.LongestPath(graph, key => WorkingTime.Of(steps.First(s => s.Key == key).Limit)) is var days
            && days > WorkingTime.Of(edition.Promised))
            record.Fault("editions", "examination.longer-than-promised", ("days", days), ("from", edition.From));
    }

    private static void CheckAutomatic(PackRecord record, MatterEdition edition)
    {
        foreach (var answer in edition.Automatic?.Answers ?? [])
            if (edition.Form.All(question => question.Key != answer.Question))
                record.Fault("editions", "automatic.unknown-question", ("question", answer.Question), ("from", edition.From));
    }

    private static void CheckMaterials(
        PackRecord record, MatterEdition edition, Dictionary<string, (Material Material, string Place)> materials)
    {
        foreach (var twice in edition.Materials
            .GroupBy(material => material.Key, StringComparer.Ordinal).Where(g => g.Count() > 1))
            record.Fault("editions", "material.twice", ("key", twice.Key), ("from", edition.From));
        foreach (var material in edition.Materials)
        {
            if (material.Supply == MaterialSupply.City && material.EvidenceType is null)
                record.Fault("editions", "material.city-without-evidence", ("key", material.Key));
            if (!materials.TryAdd(material.Key, (material, record.File))
                && materials[material.Key].Material.Name != material.Name)
                record.Fault("editions", "material.two-names", ("key", material.Key),
                    ("name", material.Name), ("first", materials[material.Key].Place));
        }
    }
}
