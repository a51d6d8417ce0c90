using Yitong.Catalogue;
using Yitong.Parties;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>
/// How subjects stand to policies today, from what the city knows of them and what they were already given. One per request.
/// </summary>
internal sealed class Standings(
    Subjects subjects, BenefitFiles files, LiveLibrary library, PaymentLists payments, CityCatalogue city, Wording wording)
{
    /// <summary>How a subject stands to every policy for it; without a file to none.</summary>
    public async Task<(SubjectFile? File, IReadOnlyList<Standing> All)> OfAsync(PartyRow party)
    {
        if (await files.FindAsync(party.Code) is not { } file) return (null, []);
        var policies = await library.NowAsync();
        var all = Standing.Of(policies, Subjects.KindOf(party), file.ValueOf, wording.Today, city.Calendar);
        return (file, await WithTakenAsync(party, policies, all));
    }

    /// <summary>How the first few of those for whom the visitor may ask stand to one edition; nobody signed in: none.</summary>
    public async Task<IReadOnlyList<(PartyRow Party, Standing Standing)>> ToAsync(PolicyEdition edition)
    {
        var (policies, found) = (await library.NowAsync(), new List<(PartyRow, Standing)>());
        if (await subjects.FindAsync(null) is not { } self) return found;
        foreach (var party in (await subjects.SomeAsync(self)).All)
            if (Subjects.KindOf(party) == edition.Card.For && await files.FindAsync(party.Code) is { } file)
                found.Add((party, (await WithTakenAsync(
                    party, policies, [Standing.Judged(edition, file.ValueOf, wording.Today, city.Calendar)]))[0]));
        return found;
    }

    // What was ordered for this period, or what excludes it, cannot be had again, whatever the rule says.
    private async Task<IReadOnlyList<Standing>> WithTakenAsync(
        PartyRow party, PolicyLibrary policies, IReadOnlyList<Standing> all)
    {
        var taken = await payments.TakenAsync(party.Code);
        return taken.Count == 0 ? all
            : [.. all.Select(each => IsTaken(each.Edition) ? each with { Place = StandingPlace.Taken } : each)];

        bool IsTaken(PolicyEdition edition)
        {
            var day = edition.Card.From > wording.Today ? edition.Card.From : wording.Today;
            var period = PaymentTerms.PeriodOf(edition, day);
            return PaymentTerms.ExcludesOf(edition, policies, day).Append(PaymentTerms.ClaimOf(edition))
                .Any(claim => taken.Contains((claim, period)));
        }
    }
}
