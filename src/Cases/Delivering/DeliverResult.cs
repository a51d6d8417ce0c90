using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The result reaches the applicant; the member is concluded.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Method">How; online when nothing is said.</param>
/// <param name="Note">A tracking number, a window, a name.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("deliver-result")]
public sealed record DeliverResult(
    [Ask(IsOptional = true)] string? Matter, [Ask(IsOptional = true)] DeliveryMethod? Method,
    [Ask(IsOptional = true)] string? Note = null,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        MayDeliver(current, member, facts)
        ?? member.State switch
        {
            MemberState.Decided => null,
            MemberState.Concluded => new("case.already-delivered"),
            _ => new Refusal("case.not-decided"),
        };

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts)
    {
        var method = Method ?? DeliveryMethod.Online;
        if (method == DeliveryMethod.Station && current.Lodging.Station is null)
            return new Refusal("case.not-lodged-at-station", RefusalKind.NotValid);
        if (method == DeliveryMethod.Online && member is { Decision.IsGranted: true, Results.IsEmpty: true }
            && facts.EditionOf(member).Result is { IsDocument: true, Name: var document })
            return new Refusal("result.missing", RefusalKind.NotValid).With("document", document);
        var note = string.IsNullOrWhiteSpace(Note) ? null : Note.Trim();
        return new CaseEvent[] { new MemberDelivered(member.Matter, method, note, facts.Today) };
    }

    // 全市通办: the station where the case was lodged hands the result over, whichever body decided.
    private static Refusal? MayDeliver(Case current, Member member, CaseFacts facts) =>
        facts.By.Role == ActorRole.Clerk && facts.By.Office is { } station && station == current.Lodging.Station
            ? null
            : Permit.Office(member, facts);
}
