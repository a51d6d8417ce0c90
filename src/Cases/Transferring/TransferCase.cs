using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The office hands a member to the competent body. Its clocks run on.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="To">Code of the competent agency.</param>
/// <param name="Reason">Why, as the applicant reads it.</param>
/// <param name="Seen">The version the screen showed.</param>
public sealed record TransferCase(string? Matter, string? To, string? Reason, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "transfer-case";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        var picked = Pick.ForOffice(current, Matter, Seen, facts);
        if (picked.Refusal is { } refusal) return refusal;
        var member = picked.Value;
        if (member.State is not (MemberState.Received or MemberState.Accepted or MemberState.SupplementRequested))
            return member.State == MemberState.Waiting ? new Refusal("case.not-started") : ExamineStep.NotAccepted(member);
        if (FreeText.Missing(("to", To), ("reason", Reason)) is { } missing) return missing;
        if (facts.Catalogue.Agency(To!) is null) return NotTo("case.no-such-agency");
        if (To == member.Agency) return NotTo("case.transfer-to-self");
        return new CaseEvent[]
        {
            new MemberTransferred(member.Matter, member.Agency, To!, Reason!.Trim(), facts.Today),
        };
    }

    private Refusal NotTo(string code)
    {
        var agency = new Dictionary<string, string> { ["agency"] = To! };
        return new(code, RefusalKind.NotValid, null, agency) { Fields = [new("to", code, agency)] };
    }
}
