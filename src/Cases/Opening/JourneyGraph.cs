using System.Collections.Immutable;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Which members of a journey apply, given the answers so far, and what each needs.</summary>
internal static class JourneyGraph
{
    /// <summary>
    /// The members in the order of the definition. A member whose question is unanswered stays in; one that is
    /// taken out hands its own needs on to those who needed it.
    /// </summary>
    public static Outcome<ImmutableArray<OpenedMember>> Members(
        Journey journey, ImmutableDictionary<string, string> answers, CityCatalogue catalogue, DateOnly today)
    {
        var stays = journey.Members.Where(member => Applies(member, answers)).Select(member => member.Matter).ToHashSet();
        if (stays.Count == 0) return new Refusal("case.journey-empty", RefusalKind.NotValid);
        var members = ImmutableArray.CreateBuilder<OpenedMember>();
        foreach (var member in journey.Members.Where(member => stays.Contains(member.Matter)))
        {
            if (catalogue.Matter(member.Matter)?.On(today) is not { } edition)
                return new Refusal("case.matter-not-in-force", RefusalKind.NotValid).With("matter", member.Matter);
            members.Add(new(member.Matter, edition.From, edition.Agency, [.. NeedsOf(journey, member, stays)]));
        }
        return members.ToImmutable();
    }

    private static bool Applies(JourneyMember member, ImmutableDictionary<string, string> answers) =>
        member.When is not { } when
        || !answers.TryGetValue(when.Question, out var answer)
        || when.Options.Contains(answer);

    private static IEnumerable<string> NeedsOf(Journey journey, JourneyMember member, HashSet<string> stays) =>
        member.Needs
            .SelectMany(need => stays.Contains(need)
                ? [need]
                : NeedsOf(journey, journey.Members.First(other => other.Matter == need), stays))
            .Distinct();
}
