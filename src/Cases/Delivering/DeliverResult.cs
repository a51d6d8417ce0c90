using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The result reaches the applicant; the member is concluded.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Method">How.</param>
/// <param name="Note">A tracking number, a window, a name.</param>
/// <param name="Seen">The version the screen showed.</param>
public sealed record DeliverResult(
    string? Matter, DeliveryMethod Method, string? Note = null, int? Seen = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "deliver-result";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        var picked = Pick.Member(current, Matter, Seen);
        if (picked.Refusal is { } refusal) return refusal;
        var member = picked.Value;
        if (MayDeliver(current, member, facts) is { } no) return no;
        if (FreeText.Faulty(("note", Note)) is { } faulty) return faulty;
        return member.State switch
        {
            MemberState.Decided when Method == DeliveryMethod.Station && current.Lodging.Station is null =>
                new Refusal("case.not-lodged-at-station", RefusalKind.NotValid),
            MemberState.Decided => new CaseEvent[]
            {
                new MemberDelivered(member.Matter, Method, string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(), facts.Today),
            },
            MemberState.Concluded => new Refusal("case.already-delivered"),
            _ => new Refusal("case.not-decided"),
        };
    }

    // 全市通办: the station where the case was lodged hands the result over, whichever body decided.
    private static Refusal? MayDeliver(Case current, Member member, CaseFacts facts) =>
        facts.By.Role == ActorRole.Clerk && facts.By.Office is { } station && station == current.Lodging.Station
            ? null
            : Permit.Office(member, facts);
}
