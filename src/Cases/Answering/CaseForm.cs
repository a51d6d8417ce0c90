using System.Collections.Immutable;
using Yitong.Catalogue;

namespace Yitong.Cases;

/// <summary>What a case asks: each question and each material once, however many members want it.</summary>
public static class CaseForm
{
    /// <summary>The questions of the case, a journey's situational ones first.</summary>
    public static IReadOnlyList<Question> Questions(Case current, CityCatalogue catalogue)
    {
        var situational = current.Kind == CaseKind.Journey ? catalogue.Journey(current.Code)!.Questions : [];
        return
        [
            .. situational
                .Concat(Editions(current, catalogue).SelectMany(edition => edition.Form))
                .Concat(Asked(current).Where(asked => asked.Kind is not null).Select(asked =>
                    new Question(asked.Key, asked.Name, asked.Kind!.Value, asked.Options, null, true, null)))
                .DistinctBy(question => question.Key),
        ];
    }

    /// <summary>The materials of the case, the strictest wish of any member counting.</summary>
    public static IReadOnlyList<Material> Materials(Case current, CityCatalogue catalogue) =>
    [
        .. Editions(current, catalogue)
            .SelectMany(edition => edition.Materials)
            .Concat(Asked(current).Where(asked => asked.Kind is null).Select(asked => new Material(
                asked.Key, asked.Name, Necessity.Optional, MaterialSupply.Applicant, null, "", null)))
            .GroupBy(material => material.Key)
            .Select(same => same.MinBy(material => material.Necessity)!),
    ];

    // Another city's form may ask for what this city's does not have.
    private static ImmutableArray<AskedThing> Asked(Case current) => current.CrossCity.Handover?.Report?.Asked ?? [];

    /// <summary>The editions of the members that apply, given the answers so far.</summary>
    public static IEnumerable<MatterEdition> Editions(Case current, CityCatalogue catalogue) =>
        Applying(current, catalogue).Select(member => catalogue.Edition(member.Matter, member.Edition));

    /// <summary>The members that apply, given the answers so far.</summary>
    internal static IEnumerable<OpenedMember> Applying(Case current, CityCatalogue catalogue)
    {
        var all = current.Members.Select(member =>
            new OpenedMember(member.Matter, member.Edition, member.Agency, member.Needs));
        if (current.Kind == CaseKind.Matter || current.SubmittedOn is not null) return all;
        var journey = catalogue.Journey(current.Code)!;
        var applying = JourneyGraph.Members(journey, current.Answers, catalogue, current.OpenedOn);
        return applying.IsGranted ? applying.Value : [];
    }
}
