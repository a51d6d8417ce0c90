using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// What somebody wants done in a case. The command holds its own decision: pure, from the case as it stands
/// and the facts, to events or a refusal.
/// </summary>
public interface ICaseCommand
{
    /// <summary>Name of the act in kebab case.</summary>
    string Name { get; }

    /// <summary>The version of the case, or of the member, that the caller's screen showed; null for no claim.</summary>
    int? Seen => null;

    /// <summary>Decides.</summary>
    Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts);
}

/// <summary>What a decision may know besides the case.</summary>
/// <param name="Today">The day, in the city's time.</param>
/// <param name="By">Who acts.</param>
/// <param name="ActsForSubject">Whether the actor is the subject or holds a mandate for it that covers this case.</param>
/// <param name="Catalogue">The city's catalogue, an immutable value.</param>
/// <param name="Limits">The national and local limits that every case shares.</param>
public sealed record CaseFacts(
    DateOnly Today, Actor By, bool ActsForSubject, CityCatalogue Catalogue, CaseLimits Limits)
{
    /// <summary>The work calendar.</summary>
    public WorkCalendar Calendar => Catalogue.Calendar;

    /// <summary>The edition a member was opened under.</summary>
    internal MatterEdition EditionOf(Member member) => Catalogue.Edition(member.Matter, member.Edition);
}

/// <summary>Who may do what in a case: answers with the refusal, or null.</summary>
internal static class Permit
{
    /// <summary>The applicant's side: the subject, its agents, or the clerk's station where it was lodged.</summary>
    public static Refusal? Applicant(Case current, CaseFacts facts) =>
        facts.By.Role switch
        {
            // One side alone tells what the applicant says, or two installations could not come to the same.
            ActorRole.Resident when facts.ActsForSubject && current.Origin is { } origin =>
                new Refusal("regional.lodged-elsewhere")
                    .With("city", facts.Catalogue.CityName(origin.City)).With("number", origin.Number),
            ActorRole.Resident when facts.ActsForSubject => null,
            ActorRole.Clerk when facts.By.Office == current.Lodging.Station && facts.By.Office is not null => null,
            ActorRole.Clerk => new("case.other-station", RefusalKind.NotAllowed),
            ActorRole.Resident => new("case.not-found", RefusalKind.NotFound),
            _ => new("case.applicant-only", RefusalKind.NotAllowed),
        };

    /// <summary>An official of the member's agency.</summary>
    public static Refusal? Office(Member member, CaseFacts facts) => Agency(member.Agency, facts);

    /// <summary>An official of the agency.</summary>
    public static Refusal? Agency(string agency, CaseFacts facts) =>
        facts.By.Role != ActorRole.Official ? new("case.office-only", RefusalKind.NotAllowed)
        : facts.By.Office == agency ? null
        : new Refusal("case.other-office", RefusalKind.NotAllowed)
            .With("office", facts.Catalogue.AgencyName(agency));

    /// <summary>Only the engine.</summary>
    public static Refusal? Engine(CaseFacts facts) =>
        facts.By.Role == ActorRole.Engine ? null : new("case.engine-only", RefusalKind.NotAllowed);
}

/// <summary>Picks the member a command means, and refuses what its screen has not seen.</summary>
internal static class Pick
{
    /// <summary>
    /// The member named, or the only one. Refused when it is not there, when it must be named, or when it has
    /// changed since the screen that the command comes from.
    /// </summary>
    public static Outcome<Member> Member(Case current, string? matter, int? seen)
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

    /// <summary>The same for an act of the office that handles the member; refused to everybody else.</summary>
    public static Outcome<Member> ForOffice(Case current, string? matter, int? seen, CaseFacts facts) =>
        Member(current, matter, seen).Then<Member>(member => Permit.Office(member, facts) is { } no ? no : member);

    /// <summary>Refuses when the whole case has changed since the screen.</summary>
    public static Refusal? Whole(Case current, int? seen) =>
        seen is { } version && current.Version > version ? Stale(current.Version, version) : null;

    private static Refusal Stale(int now, int seen) => new Refusal("case.stale", RefusalKind.Stale)
        .With("now", now.ToString()).With("seen", seen.ToString());
}
