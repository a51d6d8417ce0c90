using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// What somebody wants done to one member of a case. It is decided on that member, once it is clear which one is meant and that
/// the screen that the command comes from has seen its last change. A program says both in the body, with all else that is asked.
/// </summary>
internal interface IMemberCommand : ICommand<Case, CaseEvent, CaseFacts>
{
    /// <summary>The member's matter; may be null in a case of one matter.</summary>
    string? Matter { get; }

    /// <summary>The version of the case that the caller's screen showed; null for no claim.</summary>
    int? Seen { get; }

    /// <summary>Why it is not open to this actor, whatever they would fill in; null when it is.</summary>
    Refusal? NotNow(Case current, Member member, CaseFacts facts);

    /// <summary>What <see cref="AskAttribute"/> cannot say of what is wrong with fields.</summary>
    IEnumerable<FieldFault> Faults(Case current, Member member, CaseFacts facts) => [];

    /// <summary>Decides.</summary>
    Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts);

    Refusal? ICommand<Case, CaseEvent, CaseFacts>.NotNow(Case now, CaseFacts facts)
    {
        var member = MemberOf.Case(now, Matter, Seen);
        return member.Refusal ?? NotNow(now, member.Value, facts);
    }

    IEnumerable<FieldFault> ICommand<Case, CaseEvent, CaseFacts>.Faults(Case now, CaseFacts facts) =>
        Faults(now, MemberOf.Case(now, Matter, null).Value, facts);

    Outcome<IReadOnlyList<CaseEvent>> ICommand<Case, CaseEvent, CaseFacts>.Decide(Case now, CaseFacts facts) =>
        Decide(now, MemberOf.Case(now, Matter, null).Value, facts);
}

/// <summary>Finds the member that a command means, and refuses what its screen has not seen.</summary>
internal static class MemberOf
{
    /// <summary>
    /// The member named, or the only one. Refused when it is not there, when it must be named, or when it has
    /// changed since the screen that the command comes from.
    /// </summary>
    public static Outcome<Member> Case(Case current, string? matter, int? seen)
    {
        if (current.SubmittedOn is null) return new Refusal("case.not-submitted");
        if (matter is null && current.Members.Length > 1)
            return new Refusal("case.member-not-named", RefusalKind.NotValid)
                .With("members", string.Join("、", current.Members.Select(member => member.Matter)));
        var member = matter is null ? current.Members[0] : current.Find(matter);
        if (member is null)
            return new Refusal("case.no-such-member", RefusalKind.NotValid).With("matter", matter!);
        if (seen is { } version && member.Revision > version) return Stale(current.Version, version);
        return member;
    }

    /// <summary>Refuses an act on the whole case when anything in it has changed since the screen.</summary>
    public static Refusal? Unseen(Case current, int? seen) =>
        seen is { } version && current.Version > version ? Stale(current.Version, version) : null;

    private static Refusal Stale(int now, int seen) => new Refusal("case.stale", RefusalKind.Stale)
        .With("now", now.ToString()).With("seen", seen.ToString());
}
