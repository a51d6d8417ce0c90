using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>A material that was promised for later (容缺后补) and has not come.</summary>
/// <param name="Material">The material.</param>
/// <param name="Matters">The open members that ask for it.</param>
/// <param name="Clock">The clock of the decision that it must come before; null where none runs.</param>
/// <param name="IsAwaited">Whether an office has examined all and waits for nothing else to grant.</param>
internal sealed record Promise(Material Material, IReadOnlyList<string> Matters, LegalClock? Clock, bool IsAwaited);

/// <summary>What an applicant still owes after submitting.</summary>
internal static class Promises
{
    /// <summary>Every promise that is not kept yet, of members that are not decided.</summary>
    public static IReadOnlyList<Promise> Of(Case current, CityCatalogue catalogue) => current.SubmittedOn is null ? [] :
    [
        .. CaseForm.Materials(current, catalogue)
            .Where(material => current.Materials.GetValueOrDefault(material.Key) is { IsCommitment: true })
            .Select(material => Of(material, Owing(current, material, catalogue)))
            .Where(promise => promise.Matters.Count > 0),
    ];

    private static Promise Of(Material material, List<Member> owing) => new(
        material, [.. owing.Select(member => member.Matter)],
        owing.Select(member => member.Clocks.Limit).FirstOrDefault(clock => clock is not null),
        owing.Exists(member => member.State == MemberState.Accepted && member.Steps.All(step => step.IsPassed == true)));

    private static List<Member> Owing(Case current, Material material, CityCatalogue catalogue) =>
    [
        .. current.Members.Where(member => !member.IsFinal && member.State != MemberState.Decided
            && catalogue.Edition(member.Matter, member.Edition).Materials.Any(each => each.Key == material.Key)),
    ];
}
