
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Rules;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>A policy in a list.</summary>
internal sealed record PolicyLine(
    string Policy, string Title, string Summary, SubjectKind For, string Agency, string Kind, BenefitDelivery Delivery,
    MeasureKind Measure, DateOnly InForceFrom, DateOnly? InForceUntil, IReadOnlyList<string> Tags);

/// <summary>A policy with its document, conditions, figures and card.</summary>
internal sealed record PolicyView(
    PolicyLine Policy, string AgencyName, string Edition, PolicyDocument Document, IReadOnlyList<ConditionView> Conditions,
    AmountView? Amount, IReadOnlyList<FigureView> Figures, IReadOnlyList<string> CannotBeHadWith,
    IReadOnlyDictionary<int, long> BudgetFen, string Card, Provenance Provenance);

/// <summary>A condition as the card states it.</summary>
internal sealed record ConditionView(string Name, string Clause, IReadOnlyList<string> Says);

/// <summary>An amount as the card states it.</summary>
internal sealed record AmountView(string Formula, OncePer OncePer, long? MostFen, long? LeastFen);

/// <summary>A figure of the card: whether it stands in a source that was read, or only shows how the rule works.</summary>
internal sealed record FigureView(string Name, bool IsSourced, IReadOnlyList<FigureValue> Values);

/// <summary>A value of a figure.</summary>
internal sealed record FigureValue(string? Key, string Value, DateOnly Since);

/// <summary>How a subject stands to every policy for it.</summary>
internal sealed record BenefitsView(
    Guid Subject, string Name, DateOnly AsOf, string Engine, IReadOnlyList<StandingView> Policies);

/// <summary>How a subject stands to one policy, with the tree of reasons.</summary>
internal sealed record StandingView(
    string Policy, string Title, string Edition, StandingPlace Place, Truth Truth, long? Fen,
    IReadOnlyList<ReasonedCondition> Conditions, IReadOnlyList<string> Missing, IReadOnlyList<FactView> Facts);

/// <summary>A condition with its truth and reasons.</summary>
internal sealed record ReasonedCondition(string Name, string Clause, Truth Truth, ReasonView Reason);

/// <summary>A comparison, or several of which all or any must hold.</summary>
internal sealed record ReasonView(Truth Truth, string Says, string? Join, IReadOnlyList<ReasonView> Of);

/// <summary>A fact that was looked at, and where it comes from.</summary>
internal sealed record FactView(string Fact, string Name, string? Value, string? Evidence, string? Agency, DateOnly? On);

/// <summary>The policies and how one stands to them, for programs.</summary>
internal static class PolicyApi
{
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/policies", ListAsync).For(Access.Anyone).Produces<ListView<PolicyLine>>()
            .WithSummary("Policies in force today; q, for, agency, kind and delivery narrow them, all=yes adds the others.");
        api.MapGet("/policies/{id}", ShowAsync).For(Access.Anyone).Produces<PolicyView>().ProducesProblem(404)
            .WithSummary("A policy: document with clauses, conditions, figures with their marks, card.");
        api.MapGet("/subjects/{id}/benefits", BenefitsAsync).For(Access.Resident).Produces<BenefitsView>()
            .ProducesProblem(403).ProducesProblem(404)
            .WithSummary("How oneself, or somebody who gave a mandate, stands to every policy, with all reasons.");
    }

    private static async Task<IResult> ListAsync(
        LiveLibrary library, CityCatalogue city, Wording wording, Texts texts, string? q = null, string? @for = null,
        string? agency = null, string? kind = null, string? delivery = null, string? all = null,
        string? after = null, int take = 20)
    {
        var filter = new PolicyFilter(q, @for, agency, kind, delivery, all);
        if (filter.Fault is { } fault) return Problem.Of(fault, texts);
        var found = filter.Of(await library.NowAsync(), city, wording.Today);
        var page = PolicyFilter.PageOf(found, after, Math.Clamp(take, 1, Most));
        return Results.Json(new ListView<PolicyLine>([.. page.Items.Select(Line)], page.Next), ApiJson.Options);
    }

    private static async Task<IResult> ShowAsync(
        string id, LiveLibrary library, CityCatalogue city, Wording wording, PolicyWords words, Texts texts)
    {
        var policies = await library.NowAsync();
        if (policies.Find(id) is not { } policy) return Problem.Of(CatalogueLookup.NoSuch(id), texts);
        var edition = policy.Shown(wording.Today);
        var card = edition.Card;
        var day = card.IsInForce(wording.Today) ? wording.Today : card.From;
        return Results.Json(new PolicyView(
            Line(edition), city.AgencyName(edition.Agency), card.Edition, policies.Documents[edition.Document],
            [.. words.Conditions(card, day).Select(each =>
                new ConditionView(each.Condition.Name, each.Condition.Clause, [.. each.Lines.Select(line => line.Text)]))],
            card.Amount is { } amount
                ? new(amount.Written(), amount.OncePer, amount.Most?.Fen, amount.Least?.Fen) : null,
            [.. card.Parameters.Select(parameter => new FigureView(parameter.Name, card.Sourced.Contains(parameter.Name),
                [.. parameter.On(day).Select(value => new FigureValue(value.Key, words.Saying.Of(value.Value), value.Since))]))],
            [.. policies.ExcludedBy(edition, wording.Today).Select(other => other.Policy)],
            edition.Budgets.ToDictionary(budget => budget.Key, budget => budget.Value.Fen), edition.Text, edition.Provenance),
            ApiJson.Options);
    }

    private static async Task<IResult> BenefitsAsync(
        string id, PartyRegister parties, Subjects subjects, Standings standings, CityCatalogue city, Wording wording,
        PolicyWords words, Texts texts)
    {
        if (await subjects.FindAsync(id) is not { } party)
            return Problem.Of(await IsKnownAsync(id, parties)
                ? new Refusal("benefits.not-yours", RefusalKind.NotAllowed)
                : new Refusal("party.not-found", RefusalKind.NotFound), texts);
        var (file, all) = await standings.OfAsync(party);
        return Results.Json(new BenefitsView(party.Id, party.Name, wording.Today, Judge.Engine,
            [.. all.Select(standing => View(standing, file!, words, city))]), ApiJson.Options);
    }

    // Whether a person is known is told to nobody who may not ask for them.
    private static async Task<bool> IsKnownAsync(string id, PartyRegister parties) =>
        CitizenNumber.TryParse(id, out _) || (Guid.TryParse(id, out var party) ? await parties.FindAsync(party) is not null
            : await parties.FindByCodeAsync(id) is not null);

    private static StandingView View(Standing standing, SubjectFile file, PolicyWords words, CityCatalogue city) => new(
        standing.Edition.Policy, standing.Edition.Card.Title, standing.Finding.Edition, standing.Place, standing.Finding.Truth,
        standing.Finding.Truth == Truth.Yes ? standing.Finding.Amount?.Fen : null,
        [.. standing.Finding.Conditions.Select(condition =>
            new ReasonedCondition(condition.Name, condition.Clause, condition.Truth, words.Reasons<ReasonView>(condition,
                View)))],
        [.. standing.Missing.Select(fact => fact.Id)],
        [.. standing.Edition.Card.FactsUsed.Select(fact => View(fact, file, words, city))]);

    private static ReasonView View(Reason reason, string says, IReadOnlyList<ReasonView> parts) =>
        new(reason.Truth, says, reason.Comparison is not null ? null : reason.Every ? "all" : "any", parts);

    private static FactView View(Fact fact, SubjectFile file, PolicyWords words, CityCatalogue city)
    {
        var held = file.Facts.GetValueOrDefault(fact.Id);
        var agency = fact.Source is { } source && city.EvidenceTypes.TryGetValue(source, out var evidence) ? evidence.Holder
            : null;
        return new(fact.Id, fact.Name, held is null ? null : words.Saying.Of(fact, file.ValueOf(fact)), fact.Source, agency,
            held?.On);
    }

    private static PolicyLine Line(PolicyEdition edition) => new(
        edition.Policy, edition.Card.Title, edition.Summary, edition.Card.For, edition.Agency, edition.Kind, edition.Delivery,
        edition.Measure, edition.Card.From, edition.Card.Until, edition.Tags);
}
