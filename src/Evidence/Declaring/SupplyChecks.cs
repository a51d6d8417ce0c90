using Yitong.Catalogue;
using Yitong.Packs;

namespace Yitong.Evidence;

/// <summary>
/// A pack that shares evidence supplies every material that its matters promise to fetch, to every kind of subject: a promise
/// that nobody keeps is a fault of the pack, not the applicant's trip.
/// </summary>
internal static class SupplyChecks
{
    public static void Run(PackSource source, EvidenceLibrary library)
    {
        if (!library.Purposes.ContainsKey(EvidenceLibrary.CaseHandling))
            source.Faults.Add("evidence-purposes", 0, "evidence.purpose-missing", ("purpose", EvidenceLibrary.CaseHandling));
        foreach (var matter in source.Section<CityCatalogue>().Matters.Values)
            foreach (var edition in matter.Editions)
                foreach (var material in edition.Materials)
                    if (material.Supply == MaterialSupply.City && material.EvidenceType is not null)
                        Check(source.Faults, library, edition, material);
        var catalogue = source.Section<CityCatalogue>();
        var questions = catalogue.Matters.Values.SelectMany(matter => matter.Editions).SelectMany(edition => edition.Form)
            .Concat(catalogue.Journeys.Values.SelectMany(journey => journey.Questions));
        foreach (var question in questions.DistinctBy(question => question.PrefillPlace)) Check(source.Faults, library, question);
    }

    /// <summary>What fills a question beforehand must be an item of a resource: <c>evidence.TYPE.ITEM</c>.</summary>
    private static void Check(PackFaults faults, EvidenceLibrary library, Question question)
    {
        if (question.Prefill?.Split('.') is not ["evidence", .. var parts]) return;
        var (file, line) = (question.PrefillPlace.File, question.PrefillPlace.Line);
        var resources = parts is [var type, _] ? library.Resources.Values.Where(each => each.Type == type).ToList() : [];
        if (resources.Count == 0)
            faults.Add(file, line, "evidence.prefill-no-resource", ("key", question.Key), ("prefill", question.Prefill));
        else if (!resources.Exists(each => each.Find(parts[1]) is not null))
            faults.Add(file, line, "evidence.prefill-no-item", ("key", question.Key), ("item", parts[1]),
                ("type", parts[0]), ("items", string.Join(", ", resources[0].Items.Select(item => item.Code))));
    }

    /// <summary>The kinds of subject that a case of an edition may have; null where the case founds it.</summary>
    public static IEnumerable<EvidenceHolder?> SubjectsOf(MatterEdition edition)
    {
        if (edition.Audience.HasFlag(Audience.Person)) yield return EvidenceHolder.Person;
        if ((edition.Audience & (Audience.Company | Audience.SelfEmployed)) != 0)
            yield return edition.FoundsSubject ? null : EvidenceHolder.Company;
    }

    private static void Check(PackFaults faults, EvidenceLibrary library, MatterEdition edition, Material material)
    {
        foreach (var subject in SubjectsOf(edition))
        {
            var why = library.Provider(material, subject) is not { Resource: var resource } ? "evidence.no-provider"
                : resource.Sharing == Sharing.None ? "evidence.not-shared"
                : EvidenceLibrary.Declared(resource, material) == 0 ? "evidence.no-such-items"
                : !library.Supplies(material, edition.Matter, subject, edition.From) ? "evidence.no-agreement"
                : null;
            if (why is null) continue;
            faults.Add(material.Place.File, material.Place.Line, why, ("material", material.Key), ("matter", edition.Matter),
                ("type", material.EvidenceType), ("subject", subject?.ToString() ?? "—"), ("day", $"{edition.From:yyyy-MM-dd}"));
            return;
        }
    }
}
