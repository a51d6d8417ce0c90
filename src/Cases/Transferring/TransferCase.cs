using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The office hands a member to the competent body. Its clocks run on.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="To">Code of the competent agency.</param>
/// <param name="Reason">Why, as the applicant reads it.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("transfer-case")]
public sealed record TransferCase(
    [Ask(IsOptional = true)] string? Matter, [Ask] string? To, [Ask(IsLong = true)] string? Reason,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        Permit.Office(member, facts)
        ?? member.State switch
        {
            MemberState.Received or MemberState.Accepted or MemberState.SupplementRequested => null,
            MemberState.Waiting => new Refusal("case.not-started"),
            _ => ExamineStep.NotAccepted(member),
        };

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts) =>
        facts.Catalogue.Agency(To!) is null ? NotTo("case.no-such-agency")
        : To == member.Agency ? NotTo("case.transfer-to-self")
        : new CaseEvent[] { new MemberTransferred(member.Matter, member.Agency, To!, Reason!.Trim(), facts.Today) };

    private Refusal NotTo(string code)
    {
        var agency = new Dictionary<string, string> { ["agency"] = To! };
        return new(code, RefusalKind.NotValid, null, agency) { Fields = [new("to", code, agency)] };
    }
}
