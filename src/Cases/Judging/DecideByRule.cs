using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Cases;

/// <summary>
/// The engine decides a received member by its matter's rule (秒批). Yes: accepted, examined and granted at once, with the
/// rule's reasons. No or unknown: nothing is decided; what was found lies beside the case for the official, who alone can deny.
/// </summary>
/// <param name="Matter">The member.</param>
/// <param name="Finding">What the rule found.</param>
/// <param name="Reasons">The same in one text: the reasons of the decision.</param>
[Act("decide-by-rule")]
public sealed record DecideByRule(string Matter, RuleFinding Finding, string Reasons) : IMemberCommand
{
    int? IMemberCommand.Seen => null;

    /// <inheritdoc/>
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        Permit.Engine(facts) ?? AcceptCase.NotReceived(member)
        ?? (member.Finding is null ? null : new("case.already-judged"));

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts)
    {
        var edition = facts.EditionOf(member);
        var judged = new MemberJudged(member.Matter, Finding, facts.Today);
        if (Finding.Answer != Truth.Yes || IsPromised(current, edition)) return new CaseEvent[] { judged };
        return new CaseEvent[] { judged, AcceptCase.Accepted(member, false, facts.Today, facts) }
            .Concat(InOrder(edition.Examination).Select(step =>
                new StepExamined(member.Matter, step.Key, true, null, facts.Today)))
            .Append(new MemberDecided(member.Matter, true, Reasons, edition.Basis[0].Text,
                facts.Limits.Delivery.Limit, facts.Limits.Delivery.Law, facts.Today))
            .Concat(edition.Automatic is { HandsOver: true }
                ? [new MemberDelivered(member.Matter, DeliveryMethod.Online, null, facts.Today)]
                : [])
            .Concat(JourneyConsequences.Received(current, member.Matter, facts))
            .ToArray();
    }

    // A grant needs every promised material there: somebody must look at it when it comes, from the applicant or the source.
    private static bool IsPromised(Case current, MatterEdition edition) => edition.Materials.Any(material =>
        current.Materials.GetValueOrDefault(material.Key) is { IsCommitment: true }
        || current.Evidence.MissedOf(material.Key) is { RetryAt: not null }
            && !current.Materials.ContainsKey(material.Key));

    private static IEnumerable<ExaminationStep> InOrder(IReadOnlyList<ExaminationStep> steps)
    {
        var done = new HashSet<string>();
        while (done.Count < steps.Count)
            foreach (var step in steps.Where(step => !done.Contains(step.Key) && step.Needs.All(done.Contains)).ToList())
            {
                done.Add(step.Key);
                yield return step;
            }
    }
}
