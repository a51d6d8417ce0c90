using System.Security.Cryptography;
using Yitong.Catalogue;
using Yitong.Store;
using Yitong.ThemeLibrary;

namespace Yitong.Cases;

/// <summary>
/// What the theme library keeps of a case: the case itself from its submission on, what was handed over for it, and what was
/// fetched of its subject. A pure function of the case.
/// </summary>
internal static class CaseRecords
{
    /// <summary>Adds the records that changed from one state of the case to the next.</summary>
    public static void Differ(Case? before, Case after, List<RowChange> changes)
    {
        if (after.Subject.Code is null || after.SubmittedOn is null) return;
        var known = before?.SubmittedOn is null ? [] : Of(before).ToHashSet();
        foreach (var record in Of(after))
            if (!known.Contains(record)) changes.Add(record.Upsert());
    }

    // A record stands under the day of its case; both databases order records of one day by their ids.
    private static IEnumerable<SubjectRecord> Of(Case current)
    {
        var (holder, at) = (current.Subject.Code!, new DateTimeOffset(current.OpenedOn, default, TimeSpan.Zero));
        var office = current.Members[0].Agency;
        yield return new(
            holder, at, current.Id, RecordKind.Case, current.Code, current.Number, office, current.Stage.ToString());
        foreach (var copy in current.Materials.Values)
            if (!copy.IsCommitment)
                yield return new(holder, at, IdOf(current.Id, copy.Material), RecordKind.Material, copy.Material, copy.FileName,
                    office, current.Number);
        foreach (var held in current.Evidence.Held.Values)
            if (held is { Of: EvidenceRelation.Subject, Resource: { } resource, Receipt: { } receipt })
                yield return new(
                    holder, at, receipt.Request, RecordKind.Evidence, resource, resource, office, held.Level.ToString());
    }

    private static Guid IdOf(Guid id, string material) =>
        StreamIds.Of($"{id:n} {material}");
}
