using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The office accepts: the decision clocks start.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("accept-case")]
public sealed record AcceptCase(
    [Ask(IsOptional = true)] string? Matter = null, [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) => Permit.Office(member, facts) ?? NotReceived(member);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts) =>
        new CaseEvent[] { Accepted(member, false, facts.Today, facts) };

    /// <summary>Why the member cannot be accepted or refused now; null when it can.</summary>
    internal static Refusal? NotReceived(Member member) => member.State switch
    {
        MemberState.Received => null,
        MemberState.Waiting => new("case.not-started"),
        MemberState.SupplementRequested => new("case.awaits-supplement"),
        MemberState.Withdrawn => new("case.already-withdrawn"),
        MemberState.Decided or MemberState.Concluded => new("case.already-decided"),
        MemberState.Refused => new("case.already-refused"),
        MemberState.Blocked => new("case.blocked"),
        _ => new("case.already-accepted"),
    };

    /// <summary>The acceptance as an event, with the limits of the edition the case was opened under.</summary>
    internal static MemberAccepted Accepted(Member member, bool isBySilence, DateOnly acceptedOn, CaseFacts facts)
    {
        var edition = facts.EditionOf(member);
        var runsFrom = edition.Statutory?.RunsFrom == ClockStart.Receipt ? member.ReceivedOn!.Value : acceptedOn;
        return new(
            member.Matter, isBySilence, acceptedOn, runsFrom, edition.Statutory?.Limit, edition.Statutory?.Law,
            edition.Promised, Steps(edition), facts.Today);
    }

    /// <summary>The steps of the edition, none of them started.</summary>
    internal static ImmutableArray<Step> Steps(MatterEdition edition) =>
    [
        .. edition.Examination.Select(step => new Step
        {
            Key = step.Key,
            Title = step.Title,
            Agency = step.Agency,
            Needs = [.. step.Needs],
            Limit = step.Limit,
        }),
    ];
}
