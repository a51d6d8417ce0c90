using System.Collections.Immutable;

namespace Yitong.Cases;

/// <summary>What stands where the office missed something, and whether it is another than before.</summary>
internal static class GapChanges
{
    /// <summary>An answer, or the SHA-256 of a file; empty for a promise, null for nothing.</summary>
    public static string? At(Case current, string key) => current.Materials.GetValueOrDefault(key) is { } copy
        ? copy.Blob ?? "" : current.Answers.GetValueOrDefault(key);

    /// <summary>The same for every gap at which something stands.</summary>
    public static ImmutableDictionary<string, string> At(Case current, IEnumerable<SupplementGap> gaps) =>
        gaps.Select(gap => (gap.Material, Now: At(current, gap.Material))).Where(each => each.Now is not null)
            .DistinctBy(each => each.Material).ToImmutableDictionary(each => each.Material, each => each.Now!);

    /// <summary>Whether something else stands at a gap than when it was asked for.</summary>
    public static bool HasChanged(Case current, Member member, string key) =>
        At(current, key) != member.GapsBefore.GetValueOrDefault(key);
}
