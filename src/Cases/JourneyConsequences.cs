using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>What follows for the other members of a journey when one is granted, denied or withdrawn.</summary>
internal static class JourneyConsequences
{
    /// <summary>Members that can start now that one was granted.</summary>
    public static IEnumerable<CaseEvent> Received(Case current, string granted, CaseFacts facts)
    {
        var done = current.Members
            .Where(member => member.Decision is { IsGranted: true })
            .Select(member => member.Matter)
            .Append(granted)
            .ToHashSet();
        return current.Members
            .Where(member => member.State == MemberState.Waiting && member.Needs.All(done.Contains))
            .Select(member => SubmitCase.Receive(member.Matter, facts));
    }

    /// <summary>Members that cannot start any more, however far down the graph.</summary>
    public static IEnumerable<CaseEvent> Blocked(Case current, string failed, CaseFacts facts)
    {
        var waiting = current.Members.Where(member => member.State == MemberState.Waiting).ToList();
        var blocked = new HashSet<string> { failed };
        while (waiting.Find(member => member.Needs.Any(blocked.Contains)) is { } member)
        {
            waiting.Remove(member);
            blocked.Add(member.Matter);
            yield return new MemberBlocked(member.Matter, member.Needs.First(blocked.Contains), facts.Today);
        }
    }

    /// <summary>Members that may hope again because a member was reopened: nothing that they need stays failed.</summary>
    public static IEnumerable<CaseEvent> Unblocked(Case current, string reopened, CaseFacts facts)
    {
        var blocked = current.Members.Where(member => member.State == MemberState.Blocked).ToList();
        var failed = current.Members.Where(HasFailed).Select(member => member.Matter).ToHashSet();
        failed.Remove(reopened);
        while (blocked.Find(member => !member.Needs.Any(failed.Contains)) is { } member)
        {
            blocked.Remove(member);
            failed.Remove(member.Matter);
            yield return new MemberUnblocked(member.Matter, facts.Today);
        }
    }

    private static bool HasFailed(Member member) =>
        member.State is MemberState.Refused or MemberState.Withdrawn or MemberState.Blocked
        || member.Decision is { IsGranted: false };
}
