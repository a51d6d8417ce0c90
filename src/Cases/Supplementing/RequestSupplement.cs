using System.Collections.Immutable;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// The office asks for what is missing: all gaps at once, and only once (行政许可法 第三十二条第一款第四项).
/// </summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Gaps">Every gap, with its problem and ground.</param>
/// <param name="ReplyBy">Until when the applicant is asked to reply; null for no day.</param>
/// <param name="Seen">The version the screen showed.</param>
public sealed record RequestSupplement(
    string? Matter, IReadOnlyList<SupplementGap> Gaps, DateOnly? ReplyBy = null, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "request-supplement";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        var picked = Pick.ForOffice(current, Matter, Seen, facts);
        if (picked.Refusal is { } refusal) return refusal;
        var member = picked.Value;
        if (member.Supplement is not null)
            return new Refusal("case.supplement-only-once", RefusalKind.NotNow, "行政许可法 第三十二条");
        if (AcceptCase.NotReceived(member) is { } notNow) return notNow;
        if (Faults(member, facts) is { Count: > 0 } faults)
            return new Refusal("case.supplement-not-clear", RefusalKind.NotValid) { Fields = faults };
        return new CaseEvent[]
        {
            new SupplementRequested(member.Matter, [.. Gaps.Select(Trimmed)], ReplyBy, facts.Today),
        };
    }

    private List<FieldFault> Faults(Member member, CaseFacts facts)
    {
        var faults = new List<FieldFault>();
        if (Gaps.Count == 0) faults.Add(new("gaps", "words.missing.gaps"));
        if (ReplyBy <= facts.Today) faults.Add(new("replyBy", "case.reply-by-past"));
        var edition = facts.EditionOf(member);
        var known = edition.Materials.Select(material => material.Key)
            .Concat(edition.Form.Select(question => question.Key))
            .ToHashSet();
        for (var i = 0; i < Gaps.Count; i++)
        {
            if (!known.Contains(Gaps[i].Material)) faults.Add(new($"gaps[{i}].material", "material.not-asked",
                new Dictionary<string, string> { ["material"] = Gaps[i].Material }));
            var problem = FreeText.FaultOf($"gaps[{i}].problem", Gaps[i].Problem, "words.missing.problem");
            if (problem is not null) faults.Add(problem);
            var ground = FreeText.FaultOf($"gaps[{i}].ground", Gaps[i].Ground, "words.missing.ground");
            if (ground is not null) faults.Add(ground);
        }
        return faults;
    }

    private static SupplementGap Trimmed(SupplementGap gap) => new(gap.Material, gap.Problem.Trim(), gap.Ground.Trim());
}
