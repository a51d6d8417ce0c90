using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>
/// A file is judged anew because the day or the policies have changed (重新匹配). Nothing happens when nothing changed.
/// </summary>
[Act("judge-file")]
internal sealed record JudgeFile : ICommand<SubjectFile, BenefitFileEvent, BenefitFileFacts>
{
    public Refusal? NotNow(SubjectFile now, BenefitFileFacts facts) => null;

    public Outcome<IReadOnlyList<BenefitFileEvent>> Decide(SubjectFile now, BenefitFileFacts facts) =>
        Outcome.Of<IReadOnlyList<BenefitFileEvent>>([.. Turns(now, facts)]);

    /// <summary>What was supplied, with the matches that change by it, and what else happened.</summary>
    internal static IReadOnlyList<BenefitFileEvent> With(
        SubjectFile? before, FactsSupplied supplied, BenefitFileFacts facts, params IReadOnlyList<BenefitFileEvent> also) =>
        [supplied, .. Turns(BenefitFileHistory.After(facts.Stream, before, supplied), facts), .. also];

    private static IEnumerable<BenefitFileEvent> Turns(SubjectFile file, BenefitFileFacts facts)
    {
        var (today, catalogue) = (facts.Today, facts.Catalogue);
        var now = Standing.Of(facts.Policies, file.Kind, file.ValueOf, today, catalogue.Calendar)
            .Where(standing => standing.Finding.Truth == Truth.Yes && standing.Edition.Card.IsInForce(today))
            .Select(standing => standing.Edition.Policy).ToImmutableSortedSet(StringComparer.Ordinal);
        if (now.SetEquals(file.Matches)) yield break;
        yield return new MatchesChanged(today, [.. now.Except(file.Matches)], [.. file.Matches.Except(now)]);
    }
}
