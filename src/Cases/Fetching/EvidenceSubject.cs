using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Who is asked after for a material.</summary>
/// <param name="Code">Citizen number or credit code.</param>
/// <param name="Holder">Person or company.</param>
/// <param name="Relation">How they stand to the case.</param>
/// <param name="IsDeclared">Whether the material means somebody who stands so.</param>
internal sealed record EvidenceSubject(string Code, EvidenceHolder Holder, EvidenceRelation Relation, bool IsDeclared)
{
    /// <summary>
    /// Whom a question asks after: the one it names, or the one that the material means. Spouses, children and legal
    /// representatives are those that earlier evidence of the same case names, never those that somebody claims to be.
    /// </summary>
    public static Outcome<EvidenceSubject> Of(
        Case current, Material material, AskEvidence wanted, CaseParties parties, EvidenceLibrary library)
    {
        var meant = material.Of ?? Usual(material, parties, library);
        var codes = CodesOf(meant, current, parties, library);
        if (wanted.Subject is null)
            return codes is [var only, ..] ? new EvidenceSubject(only, HolderOf(only)!.Value, meant, true)
                : new Refusal("evidence.relation-not-proven").With("material", material.Name);
        var named = PartyCode.Parse(wanted.Subject)?.Text;
        if (named is null || HolderOf(named) is not { } holder)
            return new Refusal("party.code-not-valid", RefusalKind.NotValid).With("code", wanted.Subject);
        return codes.Contains(named) ? new EvidenceSubject(named, holder, meant, true)
            : new EvidenceSubject(named, holder, RelationOf(named, current, parties, library), false);
    }

    /// <summary>Person or company, by the shape and check digit of a code; null when it is neither.</summary>
    public static EvidenceHolder? HolderOf(string code) =>
        PartyCode.Parse(code) is { IsPerson: var isPerson } ? isPerson ? EvidenceHolder.Person : EvidenceHolder.Company : null;

    // The subject; or the applicant, where only such a party can have evidence of this type.
    private static EvidenceRelation Usual(Material material, CaseParties parties, EvidenceLibrary library) =>
        Supplied(material, parties.Subject, parties, library) || !Supplied(material, parties.Applicant, parties, library)
            ? EvidenceRelation.Subject : EvidenceRelation.Applicant;

    private static bool Supplied(Material material, string code, CaseParties parties, EvidenceLibrary library) =>
        HolderOf(code) is { } holder && library.Resolve(material.EvidenceType!, holder, parties.District) is not null;

    private static List<string> CodesOf(
        EvidenceRelation relation, Case current, CaseParties parties, EvidenceLibrary library) => relation switch
        {
            EvidenceRelation.Subject => [parties.Subject],
            EvidenceRelation.Applicant => [parties.Applicant],
            _ => [.. Proven(relation, current, library)],
        };

    private static EvidenceRelation RelationOf(string code, Case current, CaseParties parties, EvidenceLibrary library)
    {
        if (code == parties.Subject) return EvidenceRelation.Subject;
        if (code == parties.Applicant) return EvidenceRelation.Applicant;
        EvidenceRelation[] others = [EvidenceRelation.Spouse, EvidenceRelation.Child, EvidenceRelation.LegalRepresentative];
        return others.FirstOrDefault(relation => Proven(relation, current, library).Contains(code));
    }

    // Only what a source said of the subject proves who is who; and of nobody else, or a chain would lead anywhere.
    private static IEnumerable<string> Proven(EvidenceRelation relation, Case current, EvidenceLibrary library) =>
        from held in current.Evidence.Held.Values
        where held is { Level: EvidenceLevel.A, Of: EvidenceRelation.Subject }
            && library.Resources.ContainsKey(held.Resource!)
        from item in library.Resources[held.Resource!].Items
        where item.Identifies == relation && held.Values.ContainsKey(item.Code)
        let code = PartyCode.Parse(held.Values[item.Code])?.Text
        where code is not null
        select code;
}
