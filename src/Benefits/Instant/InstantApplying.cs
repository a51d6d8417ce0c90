using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Rules;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>One tap: who may have what, judged from what the city knows, granted at once. One per request.</summary>
internal sealed class InstantApplying(
    InstantGranting granting, LiveLibrary library, Subjects subjects, BenefitFiles files, PaymentLists lists, PolicyWords words,
    CityCatalogue city, Wording wording)
{
    /// <summary>A policy that is granted at once, and the party that the visitor asks for.</summary>
    public async Task<Outcome<(PolicyEdition Edition, PartyRow Party, Verdict Verdict)>> FindAsync(string policy, string? party)
    {
        if ((await library.NowAsync()).Find(policy)?.On(wording.Today) is not
            { Delivery: BenefitDelivery.Instant, Card.Amount: not null } edition)
            return new Refusal("instant.no-such-policy", RefusalKind.NotFound);
        return await subjects.FindAsync(party, edition.Card.For) is not { } chosen
            ? new Refusal("instant.nobody", RefusalKind.NotAllowed)
            : (edition, chosen, await JudgeAsync(edition, chosen));
    }

    /// <summary>Applies.</summary>
    public async Task<Outcome<Applied>> ApplyAsync(TakeBenefit asked)
    {
        if (ActForm.Of(typeof(TakeBenefit)).FaultsOf(asked, []) is { } unclear) return unclear;
        var found = await FindAsync(asked.Policy!, asked.For);
        if (found.Refusal is { } refusal) return refusal;
        var (edition, chosen, verdict) = found.Value;
        var terms = await TermsAsync(edition);
        return terms.Refusal is { } closed ? closed
            : await granting.ApplyAsync(
                subjects.CallerFor(chosen), new(terms.Value, chosen.Code, chosen.Name, verdict, asked.Remark));
    }

    /// <summary>What stands in the way, whatever is typed; a page offers only what nothing stands in the way of.</summary>
    /// <returns>Of having it at once, and of having an official look into it; null where nothing does.</returns>
    public async Task<(Refusal? Taking, Refusal? Asking)> ClosedAsync(PolicyEdition edition, PartyRow party, Verdict verdict)
    {
        var terms = await TermsAsync(edition);
        if (terms.Refusal is { } closed) return (closed, closed);
        var by = subjects.CallerFor(party).By;
        return await granting.ClosedAsync(by, new(terms.Value, party.Code, party.Name, verdict, null));
    }

    private async Task<Outcome<InstantTerms>> TermsAsync(PolicyEdition edition)
    {
        if (edition.Window is { } window && !window.IsOpen(wording.Today)) return new Refusal("instant.window-closed");
        var policies = await library.NowAsync();
        if (await lists.BudgetByCodeAsync(Budget.CodeOf(edition.Policy, wording.Today.Year)) is not { } budget)
            return new Refusal("instant.no-budget");
        return new InstantTerms(
            edition.Policy, edition.Card.Title, PaymentTerms.ClauseOf(edition, policies), PaymentTerms.ClaimOf(edition),
            PaymentTerms.PeriodOf(edition, wording.Today), budget.Id)
        {
            Excludes = PaymentTerms.ExcludesOf(edition, policies, wording.Today),
        };
    }

    private async Task<Verdict> JudgeAsync(PolicyEdition edition, PartyRow party)
    {
        var file = await files.FindAsync(party.Code);
        var finding = Judge.Of(edition.Card, wording.Today, file is null ? _ => FactValue.Unknown : file.ValueOf, city.Calendar);
        var missing = finding.Lack.Missing.Concat(finding.AmountLack.Missing).Select(fact => fact.Name).Distinct();
        // An amount that cannot be computed is a question for an official, like a condition that cannot be judged.
        var truth = finding is { Truth: Truth.Yes, Amount: not { Fen: > 0 } } ? Truth.Unknown : finding.Truth;
        return new(truth, truth == Truth.Yes ? finding.Amount!.Value.Fen : 0,
            [.. finding.Conditions.Select(words.Saying.Of)], [.. missing]);
    }
}
