
namespace Yitong.Catalogue;

/// <summary>The members of a journey laid out in stages: a member stands one stage after the last that it needs.</summary>
internal static class Stages
{
    public static IReadOnlyList<IReadOnlyList<JourneyMember>> Of(Journey journey)
    {
        var byMatter = journey.Members.ToDictionary(member => member.Matter);
        var stageOf = new Dictionary<string, int>();
        int Stage(JourneyMember member)
        {
            if (stageOf.TryGetValue(member.Matter, out var known))
                return known;
            stageOf[member.Matter] = 0; // the pack forbids cycles; this keeps a bad one from running for ever
            var stage = member.Needs.Where(byMatter.ContainsKey).Select(need => Stage(byMatter[need]) + 1)
                .DefaultIfEmpty(0).Max();
            return stageOf[member.Matter] = stage;
        }
        return [.. journey.Members.GroupBy(Stage).OrderBy(stage => stage.Key).Select(stage => stage.ToList())];
    }
}
