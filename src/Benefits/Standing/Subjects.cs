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
public sealed class Subjects(Represented represented, BenefitFiles files, Caller caller)
{
    /// <summary>The parties; nobody unless a resident is signed in.</summary>
    public Task<IReadOnlyList<PartyRow>> AllAsync() => represented.AllAsync(MandateAreas.Benefits);

    /// <summary>
    /// The party of a code or id that the visitor may ask for, of one kind where that is wanted; the first one when none is
    /// named; null otherwise.
    /// </summary>
    public async Task<PartyRow?> FindAsync(string? codeOrId, SubjectKind? kind = null) =>
        codeOrId is null ? (await AllAsync()).FirstOrDefault(party => kind is null || KindOf(party) == kind)
        : await represented.FindAsync(MandateAreas.Benefits, codeOrId) is { } party && (kind is null || KindOf(party) == kind)
            ? party : null;

    /// <summary>The visitor as who acts for a party.</summary>
    internal Caller CallerFor(PartyRow party) => party.Id.ToString() == caller.By.Id ? caller
        : caller with { By = caller.By with { OnBehalfOf = party.Id.ToString() } };

    /// <summary>Confirms an account for whom the command names.</summary>
    internal async Task<Outcome<ReceivingAccount>> ConfirmAsync(AccountDesk accounts, ConfirmAccount command) =>
        await FindAsync(command.Subject) is { } party
            ? await accounts.BeginAsync(CallerFor(party), command with { Subject = party.Code })
            : new Refusal("instant.nobody", RefusalKind.NotAllowed);

    /// <summary>How many messages wait for them, together.</summary>
    public async Task<int> UnreadAsync()
    {
        var unread = 0;
        foreach (var party in await AllAsync())
            unread += (await files.FindAsync(party.Code))?.Messages.Count(message => !message.IsRead) ?? 0;
        return unread;
    }

    /// <summary>Company or person.</summary>
    public static SubjectKind KindOf(PartyRow party) => party.Kind == PartyKind.Person ? SubjectKind.Person : SubjectKind.Company;
}
