using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>
/// Finds whom an application names, for every door by which a case can be opened. A resident applies for themself or for whom
/// they name; at a counter the one named is the applicant, too. One per request.
/// </summary>
internal sealed class SubjectLookup(Visitor visitor, PartyRegister parties, Partners partners)
{
    /// <summary>The command with its subject and applicant; or why nobody can be meant.</summary>
    public async Task<Outcome<OpenCase>> NameAsync(OpenCase open)
    {
        if (NotConnected(open.Destination) is { } away) return away;
        var isClerk = visitor.Role == ActorRole.Clerk;
        if (open.Named is null && isClerk) return At("body.clerk-names-subject", null);
        var wanted = open.Named ?? visitor.OnBehalfOf ?? visitor.Id!;
        var party = Guid.TryParse(wanted, out var id) ? await parties.FindAsync(id) : await parties.FindByCodeAsync(wanted);
        // Nobody is told whether the city knows a person for whom they may not act.
        if (party is null)
            return !isClerk && CitizenNumber.TryParse(wanted, out _) ? OpenCase.NoMandate(null)
                : At("body.subject-unknown", new Dictionary<string, string> { ["subject"] = Masking.Code(wanted) });
        return open with
        {
            Subject = new(party.Id, party.Name, party.Kind != PartyKind.Person),
            Applicant = isClerk ? new(party.Id, party.Name) : new(Guid.Parse(visitor.Id!), visitor.Name),
        };
    }

    private Refusal? NotConnected(string? destination)
    {
        if (destination is null || partners.Cities.ContainsKey(destination)) return null;
        var city = new Dictionary<string, string> { ["city"] = destination };
        return new("regional.no-such-partner", RefusalKind.NotValid, null, city)
        {
            Fields = [new("destination", "regional.no-such-partner", city)],
        };
    }

    private static Refusal At(string code, Dictionary<string, string>? arguments) =>
        new(code, RefusalKind.NotValid, null, arguments) { Fields = [new("subject", code, arguments)] };
}
