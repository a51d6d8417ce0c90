using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// The office asks for what is missing: all gaps at once, and only once (行政许可法 第三十二条第一款第四项).
/// </summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Gaps">Every gap, with its problem and ground.</param>
/// <param name="ReplyBy">Until when the applicant is asked to reply; null for no day.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("request-supplement", Unclear = "case.supplement-not-clear")]
public sealed record RequestSupplement(
    [Ask(IsOptional = true)] string? Matter,
    [Ask(Missing = "words.missing.gaps", RowBy = "problem")] IReadOnlyList<SupplementGap>? Gaps,
    [Ask(IsOptional = true)] DateOnly? ReplyBy = null,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        Permit.Office(member, facts)
        ?? (member.Supplement is not null
            ? new Refusal("case.supplement-only-once", RefusalKind.NotNow, "行政许可法 第三十二条")
            : AcceptCase.NotReceived(member));

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Case current, Member member, CaseFacts facts)
    {
        if (Gaps is []) yield return new("gaps", "words.missing.gaps");
        if (ReplyBy <= facts.Today) yield return new("replyBy", "case.reply-by-past");
        var edition = facts.EditionOf(member);
        var known = edition.Materials.Select(material => material.Key)
            .Concat(edition.Form.Select(question => question.Key))
            .ToHashSet();
        for (var i = 0; i < (Gaps?.Count ?? 0); i++)
        {
            var (material, problem, ground) = (Gaps![i]?.Material, Gaps[i]?.Problem, Gaps[i]?.Ground);
            if (material is null || !known.Contains(material))
                yield return new($"gaps[{i}].material", "material.not-asked",
                    new Dictionary<string, string> { ["material"] = material ?? "" });
            if (FreeText.FaultOf($"gaps[{i}].problem", problem, "words.missing.problem") is { } unclear) yield return unclear;
            if (FreeText.FaultOf($"gaps[{i}].ground", ground, "words.missing.ground") is { } groundless) yield return groundless;
        }
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts) => new CaseEvent[]
    {
        new SupplementRequested(member.Matter, [.. Gaps!.Select(Trimmed)], ReplyBy, facts.Today),
    };

    private static SupplementGap Trimmed(SupplementGap gap) => new(gap.Material, gap.Problem.Trim(), gap.Ground.Trim());
}
