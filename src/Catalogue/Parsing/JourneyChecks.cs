using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Catalogue.Parsing;

/// <summary>A journey must be a graph without cycles and keep to the city's standard.</summary>
internal static class JourneyChecks
{
    public static void Run(
        ReadFrom<Journey> read, Dictionary<string, Matter> matters, JourneyStandard? standard, FormParser forms)
    {
        var (journey, record) = (read.Record, read.Source);
        CheckMembers(journey, record);
        CheckConditions(journey, record);
        var graph = journey.Members.DistinctBy(member => member.Matter)
            .ToDictionary(member => member.Matter, member => member.Needs, StringComparer.Ordinal);
        if (Graph.Cycle(graph) is { } cycle)
            record.Fault("members", "journey.cycle", ("cycle", string.Join(" → ", cycle)));
        else CheckStandard(journey, record, graph, matters, standard, forms);
    }

    private static void CheckMembers(Journey journey, PackRecord record)
    {
        foreach (var twice in journey.Members.GroupBy(member => member.Matter, StringComparer.Ordinal).Where(g => g.Count() > 1))
            record.Fault("members", "journey.member-twice", ("matter", twice.Key));
        foreach (var member in journey.Members)
            foreach (var need in member.Needs.Where(need => journey.Members.All(other => other.Matter != need)))
                record.Fault("members", "journey.need-outside", ("matter", member.Matter), ("need", need));
    }

    private static void CheckConditions(Journey journey, PackRecord record)
    {
        foreach (var member in journey.Members)
        {
            if (member.When is not { } when) continue;
            if (journey.Questions.FirstOrDefault(question => question.Key == when.Question) is not { } question)
                record.Fault("members", "journey.condition-without-question",
                    ("matter", member.Matter), ("question", when.Question));
            else
                foreach (var option in when.Options.Except(question.Options, StringComparer.Ordinal))
                    record.Fault("members", "journey.condition-without-option",
                        ("matter", member.Matter), ("question", when.Question), ("option", option));
        }
    }

    private static void CheckStandard(
        Journey journey, PackRecord record, Dictionary<string, IReadOnlyList<string>> graph,
        Dictionary<string, Matter> matters, JourneyStandard? standard, FormParser forms)
    {
        if (standard is null)
        {
            record.Fault(null, "journey-standard.missing");
            return;
        }
        var limit = WorkingTime.Of(journey.Limit);
        if (limit > standard.Limit.Amount)
            record.Fault("limit", "journey-standard.limit",
                ("days", limit), ("most", standard.Limit.Amount), ("law", standard.Law));
        var needed = Graph.LongestPath(graph, code => WorkingTime.Of(Last(matters, code)?.Promised));
        if (needed > limit) record.Fault("limit", "journey-standard.members-take-longer", ("days", limit), ("needed", needed));
        if (journey.Questions.Count > standard.MaxQuestions)
            record.Fault("questions", "journey-standard.questions",
                ("count", journey.Questions.Count), ("most", standard.MaxQuestions));
        if (journey.Outcomes.Count < standard.MinOutcomes)
            record.Fault("outcomes", "journey-standard.outcomes",
                ("count", journey.Outcomes.Count), ("least", standard.MinOutcomes));
        if (journey.Keywords.Count < standard.MinKeywords)
            record.Fault("keywords", "journey-standard.keywords",
                ("count", journey.Keywords.Count), ("least", standard.MinKeywords));
        CheckOneForm(journey, record, matters, standard, forms);
        CheckSavings(journey, record, matters, limit);
    }

    // The whole may not take longer than its members one after another.
    private static void CheckSavings(Journey journey, PackRecord record, Dictionary<string, Matter> matters, int limit)
    {
        var separate = journey.Members.Select(member => Last(matters, member.Matter)).OfType<MatterEdition>()
            .Sum(edition => WorkingTime.Of(edition.Statutory?.Limit ?? edition.Promised));
        if (limit > Math.Max(separate, 1))
            record.Fault("limit", "journey-standard.negative-saving", ("bundled", limit), ("separate", separate));
    }

    // One form serves all members: whatever a member asks must be the same question and material for the others.
    private static void CheckOneForm(
        Journey journey, PackRecord record, Dictionary<string, Matter> matters, JourneyStandard standard, FormParser forms)
    {
        var editions = journey.Members.Select(member => Last(matters, member.Matter)).OfType<MatterEdition>().ToList();
        var shared = forms.Sets.GetValueOrDefault(standard.SharedForm, []).Select(question => question.Key).ToList();
        foreach (var edition in editions.Where(edition => shared.Except(edition.Form.Select(question => question.Key)).Any()))
            record.Fault("members", "journey-standard.form-not-shared",
                ("matter", edition.Matter), ("form", standard.SharedForm));
        var asked = editions.SelectMany(edition => edition.Materials.Select(material => (edition.Matter, material)))
            .Where(pair => pair.material.Supply == MaterialSupply.Applicant)
            .GroupBy(pair => pair.material.Name, StringComparer.Ordinal);
        foreach (var name in asked.Where(group => group.Select(pair => pair.material.Key).Distinct().Count() > 1))
            record.Fault("members", "journey-standard.material-asked-twice", ("name", name.Key),
                ("matters", string.Join(", ", name.Select(pair => pair.Matter))));
    }

    private static MatterEdition? Last(Dictionary<string, Matter> matters, string code) =>
        matters.TryGetValue(code, out var matter) && matter.Editions is [.., var last] ? last : null;
}
