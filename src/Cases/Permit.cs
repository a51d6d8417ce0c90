using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Who may do what in a case: answers with the refusal, or null.</summary>
internal static class Permit
{
    /// <summary>The applicant's side: the subject, its agents, or the clerk's station where it was lodged.</summary>
    public static Refusal? Applicant(Case current, CaseFacts facts) =>
        facts.By.Role switch
        {
            // One side alone tells what the applicant says, or two installations could not come to the same.
            ActorRole.Resident when facts.ActsForSubject && current.CrossCity.Origin is { } origin =>
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

    /// <summary>An official of the agency, which is one of this city's: where another one decides, no office here acts.</summary>
    public static Refusal? Agency(string agency, CaseFacts facts) =>
        facts.By.Role != ActorRole.Official ? new("case.office-only", RefusalKind.NotAllowed)
        : facts.By.Office == agency && !agency.StartsWith(CityCatalogue.CityPrefix, StringComparison.Ordinal) ? null
        : new Refusal("case.other-office", RefusalKind.NotAllowed)
            .With("office", facts.Catalogue.AgencyName(agency));

    /// <summary>Only the engine.</summary>
    public static Refusal? Engine(CaseFacts facts) =>
        facts.By.Role == ActorRole.Engine ? null : new("case.engine-only", RefusalKind.NotAllowed);
}
