using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// The engine does what the days demand of a member: warns the office, each level of each clock once and in order,
/// and accepts by law what nobody answered in time. Doing it again does nothing.
/// </summary>
/// <param name="Matter">The member.</param>
[Act("ring-clocks")]
internal sealed record RingClocks(string Matter) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, CaseFacts facts) => Permit.Engine(facts);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (current.Find(Matter) is not { } member) return Array.Empty<CaseEvent>();
        List<CaseEvent> events = [];
        while (Due(member, facts) is { } happened)
        {
            events.Add(happened);
            member = MemberFold.Apply(member, happened);
        }
        return events;
    }

    private static MemberEvent? Due(Member member, CaseFacts facts)
    {
        foreach (var armed in ArmedClock.Of(member))
        {
            if (armed.Next(member, facts.Calendar) is { } next && next.Day <= facts.Today)
                return new OfficeWarned(member.Matter, armed.Key, next.Level, facts.Today);
        }
        // 行政许可法 第三十二条: no notice within the days means accepted, from the day of receipt.
        return member.State == MemberState.Received
            && member.Clocks.Notice?.Light(facts.Calendar, facts.Today) == ClockLight.Red
                ? AcceptCase.Accepted(member, true, member.ReceivedOn!.Value, facts)
                : null;
    }
}
