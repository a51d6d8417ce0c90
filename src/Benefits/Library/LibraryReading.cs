using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>
/// Reads the policy documents and cards of a pack. A card with a fault, or one whose own tests fail, does not load, and neither
/// does the pack.
/// </summary>
internal static class LibraryReading
{
    public static readonly string[] Folders = ["policies", "policy-documents"];

    public static PolicyLibrary Read(PackSource source)
    {
        var catalogue = source.Section<CityCatalogue>();
        var documents = Documents(source);
        var shelf = new EditionShelf(catalogue.Facts, catalogue.Calendar,
            catalogue.Agencies.Keys.ToHashSet(StringComparer.Ordinal), documents);
        var editions = new List<PolicyEdition>();
        var defined = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in source.Raw("policies"))
        {
            var reading = EditionReader.Read(file.Text, file.File, shelf);
            foreach (var fault in reading.Faults)
                source.Faults.Add(fault.File, fault.Line, fault.Code, [.. fault.Values]);
            if (reading.Edition is not { } edition) continue;
            editions.Add(edition);
            if (defined.Add(edition.Policy)) source.Defines("policy", edition.Policy, file.File, 1);
            foreach (var excluded in edition.Excludes)
                source.Names("policy", excluded, file.File, edition.Card.Host["excludes"].Line);
        }
        CheckOverlaps(source, editions);
        CheckAliases(source, editions);
        return new(editions, documents.Values);
    }

    private static Dictionary<string, PolicyDocument> Documents(PackSource source)
    {
        var documents = new Dictionary<string, PolicyDocument>(StringComparer.Ordinal);
        foreach (var file in source.Files("policy-documents", "policy-documents"))
        {
            foreach (var document in file.List("documents", ReadDocument, required: true))
                documents.TryAdd(document.Id, document);
            file.Close();
        }
        return documents;
    }

    private static PolicyDocument ReadDocument(PackRecord record)
    {
        var document = new PolicyDocument(
            record.Defines("policy-document", "id"), record.Text("title"), record.TextOrNull("number"),
            record.Choice<DocumentLevel>("level"), record.Names("agency", "agency"), record.Date("issued"),
            record.List("clauses", ReadClause, required: true), record.Provenance());
        foreach (var twice in document.Clauses.GroupBy(clause => clause.Label, StringComparer.Ordinal)
            .Where(same => same.Count() > 1))
            record.Fault("clauses", "document.clause-twice", ("label", twice.Key));
        return document;
    }

    private static SupportClause ReadClause(PackRecord clause) =>
        new(clause.Text("label"), clause.Text("heading"), clause.Text("text"));

    // Two editions in force on one day would give two answers to one question.
    private static void CheckOverlaps(PackSource source, IEnumerable<PolicyEdition> editions)
    {
        foreach (var policy in editions.GroupBy(edition => edition.Policy, StringComparer.Ordinal))
            foreach (var (before, after) in policy.OrderBy(edition => edition.Card.From).Pairs())
                if (before.Card.Until is not { } until || until >= after.Card.From)
                    source.Faults.Add(after.Card.File, 1, "policy.editions-overlap",
                        ("policy", policy.Key), ("other", before.Card.File), ("from", after.Card.From));
    }

    // A number of the list without application that is two policies would be paid twice.
    private static void CheckAliases(PackSource source, List<PolicyEdition> editions)
    {
        foreach (var number in editions.SelectMany(edition => edition.Also.Select(number => (number, edition)))
            .Concat(editions.Select(edition => (number: edition.Policy, edition)))
            .GroupBy(each => each.number, StringComparer.Ordinal)
            .Where(same => same.Select(each => each.edition.Policy).Distinct().Count() > 1))
            source.Faults.Add(number.Last().edition.Card.File, 1, "policy.also-twice", ("number", number.Key));
    }

    private static IEnumerable<(T Before, T After)> Pairs<T>(this IEnumerable<T> items)
    {
        var all = items.ToList();
        return all.Zip(all.Skip(1));
    }
}
