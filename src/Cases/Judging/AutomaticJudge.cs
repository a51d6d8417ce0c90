using System.Collections.Frozen;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Rules;

namespace Yitong.Cases;

/// <summary>Asks the rules of a case's matters, each once for each receipt. Thread-safe.</summary>
/// <param name="pack">Rules, facts and phrases.</param>
/// <param name="known">What the city knows of the subject.</param>
public sealed class AutomaticJudge(CityPack pack, PartyFacts known)
{
    private readonly CityCatalogue catalogue = pack.Catalogue();
    private readonly RuleSaying saying = new(pack.Texts.Find, pack.Catalogue().Facts);

    private readonly FrozenSet<string> matters = pack.Catalogue().Matters.Values
        .Where(matter => matter.Editions.Any(edition => edition.Automatic is not null))
        .Select(matter => matter.Code).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether any matter of the city can be decided by rule.</summary>
    public bool HasRules => matters.Count > 0;

    /// <summary>Whether an edition of the matter can be decided by rule.</summary>
    public bool HasRuleFor(string matter) => matters.Contains(matter);

    /// <summary>What the engine does next in the case; null when no rule has to be asked.</summary>
    /// <param name="current">The case.</param>
    /// <param name="today">The day that the rules are asked as of.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<DecideByRule?> NextAsync(Case current, DateOnly today, CancellationToken cancellation = default)
    {
        if (current.CrossCity.Handover is not null) return null;
        foreach (var member in current.Members)
            if (member is { State: MemberState.Received, Finding: null } && HasRuleFor(member.Matter)
                && catalogue.Edition(member.Matter, member.Edition) is { Automatic: { } automatic } edition
                && catalogue.Rules.TryGetValue(automatic.Rule, out var rule) && rule.IsInForce(today))
            {
                var facts = AnswerFacts.Over(
                    await known(current.Subject.Party, cancellation), current, edition, catalogue.Facts);
                return Said(member.Matter, rule, Judge.Of(rule, today, facts, catalogue.Calendar));
            }
        return null;
    }

    private DecideByRule Said(string matter, RuleCard rule, Finding finding)
    {
        var reasons = finding.Conditions.Select(condition =>
            new RuleReason(condition.Name, condition.Truth, saying.Of(condition), condition.Clause)).ToList();
        return new(
            matter,
            new(finding.Rule, finding.Edition, finding.AsOf, finding.Engine, finding.Truth, [.. reasons]),
            string.Join('\n', reasons.Select(reason => reason.Saying)));
    }
}
