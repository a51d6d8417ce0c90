using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Rules;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>
/// For whom the visitor may ask about benefits: themself, and those who gave them a mandate for everything or for benefits. One
/// per request.
/// </summary>
public sealed class Subjects(Represented represented, BenefitFiles files, Wording wording, Caller caller)
{
    /// <summary>The first few of the parties, for turning a page to another one.</summary>
    public Task<SomeParties> SomeAsync(PartyRow chosen) => represented.SomeAsync(MandateAreas.Benefits, chosen);

    /// <summary>
    /// The party of a code or id that the visitor may ask for, of one kind where that is wanted; the first one when none is
    /// named; null otherwise.
    /// </summary>
    public async Task<PartyRow?> FindAsync(string? codeOrId, SubjectKind? kind = null)
    {
        var found = await represented.FindAsync(MandateAreas.Benefits, codeOrId);
        return found is not null && (kind is null || KindOf(found) == kind) ? found
            : codeOrId is null && kind is not null
                ? await represented.FirstAsync(MandateAreas.Benefits, kind == SubjectKind.Person) : null;
    }

    /// <summary>The visitor as who acts for a party.</summary>
    internal Caller CallerFor(PartyRow party) => party.Id.ToString() == caller.By.Id ? caller
        : caller with { By = caller.By with { OnBehalfOf = party.Id.ToString() } };

    /// <summary>Confirms an account for whom the command names.</summary>
    internal async Task<Outcome<ReceivingAccount>> ConfirmAsync(AccountDesk accounts, ConfirmAccount command) =>
        await FindAsync(command.Subject) is { } party
            ? await accounts.BeginAsync(CallerFor(party), command with { Subject = party.Code })
            : new Refusal("instant.nobody", RefusalKind.NotAllowed);

    /// <summary>How many messages wait for them, together.</summary>
    public async Task<(int Count, Guid? Of)> UnreadAsync() =>
        Guid.TryParse(caller.By.Id, out var person) ? await files.UnreadAsync(person, wording.Today) : (0, null);

    /// <summary>Company or person.</summary>
    public static SubjectKind KindOf(PartyRow party) => party.Kind == PartyKind.Person ? SubjectKind.Person : SubjectKind.Company;
}
