using Yitong.Acting;
using Yitong.Cases;
using Yitong.Kernel;
using Yitong.Catalogue;
using Yitong.Parties;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Web;

namespace Yitong.Spine.Tests.Casework;

public sealed class MandateTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_code_is_registered_once_however_many_want_it_at_once(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        await using var other = await city.AnotherNodeAsync();
        var wanted = new RegisterParty(PartyKind.Company, UnifiedCreditCode.Make("91210204MYD999999").Text, "同一家", "210202");
        var done = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            (i % 2 == 0 ? city : other).Registering.BeginAsync(Actor.Engine, wanted)));
        Assert.Single(done, each => each.IsGranted);
        Assert.All(done.Where(each => !each.IsGranted), each => Assert.Equal("party.already-known", each.Refusal!.Code));
        Assert.Equal(wanted.Code, (await city.Registering.BeginAsync(Actor.Engine, wanted)).Refusal!.Args["code"]);
    }

    [Theory]
    [InlineData(PartyKind.Person, "210202199001011234", "名", "party.code-not-valid")]
    [InlineData(PartyKind.Company, "91210204MYD9999990", "名", "party.code-not-valid")]
    [InlineData(PartyKind.Person, "21029919850622035X", " ", "party.name-missing")]
    [InlineData(PartyKind.Person, "21029919850622035X", "王\uE000五", "party.name-not-readable")]
    [InlineData(PartyKind.Person, "21029919850622035X", "王五|1\nD|9|26-1", "party.name-not-readable")]
    [InlineData(PartyKind.Company, "000000000000000000", "名", "party.code-not-valid")]
    public async Task A_party_has_a_code_that_holds_and_a_name(PartyKind kind, string code, string name, string refusal)
    {
        await using var city = await City.OpenAsync();
        var done = await city.Registering.BeginAsync(Actor.Engine, new RegisterParty(kind, code, name, "210202"));
        Assert.Equal((refusal, RefusalKind.NotValid), (done.Refusal!.Code, done.Refusal.Kind));
    }

    [Fact]
    public async Task A_name_is_kept_as_people_read_it_and_nobody_is_registered_before_their_birth()
    {
        await using var city = await City.OpenAsync();
        var done = await city.Registering.BeginAsync(
            Actor.Engine, new RegisterParty(PartyKind.Person, "21029919850622035x", "阿里木・\u202E买\u200B买提", "210202"));
        Assert.Equal(("阿里木·买买提", "21029919850622035X"), (done.Value.Name, done.Value.Code));
        var born = city.Today.AddDays(1);
        var later = CitizenNumber.Make(DivisionCode.TryParse("210202", out var code) ? code : default, born, 1).Text;
        Assert.Equal("party.code-not-valid", (await city.Registering.BeginAsync(
            Actor.Engine, new RegisterParty(PartyKind.Person, later, "名", "210202"))).Refusal!.Code);
    }

    [Fact]
    public async Task An_early_credit_code_is_registered_where_a_register_vouches_for_it_and_found_again()
    {
        await using var city = await City.OpenAsync();
        var early = new RegisterParty(PartyKind.Company, "91210204MYD9999990", "老公司", "210202");
        Assert.False((await city.Registering.BeginAsync(Actor.Engine, early)).IsGranted);
        Assert.True((await city.Registering.BeginAsync(Actor.Engine, early with { IsKnown = true })).IsGranted);
        Assert.Equal("party.already-known", (await city.Registering.BeginAsync(Actor.Engine, early with { IsKnown = true })).Refusal!.Code);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_mandate_is_said_at_once()
    {
        await using var city = await City.OpenAsync();
        var (person, company) = (await city.PersonAsync(), await city.CompanyAsync());
        Assert.Equal(
            ["agent mandate.agent-unknown", "scope mandate.scope-unknown", "until mandate.ends-before-it-starts"],
            await FaultsAsync(new(null, $"{company.Party}", ["m009", "M998, M999"], city.Today, city.Today.AddDays(-1))));
        Assert.Equal(
            ["agent mandate.to-self", "until mandate.already-over"],
            await FaultsAsync(new(null, $"{person.Party}", null, city.Today.AddDays(-9), city.Today.AddDays(-1))));
        Assert.Equal(["agent mandate.agent-unknown"], await FaultsAsync(new(null, null, null, null, null)));

        async Task<IEnumerable<string>> FaultsAsync(GiveMandate wanted) =>
            (await city.Registering.DoAsync(person.Party, City.Resident(person), wanted)).Refusal!.Fields
                .Select(fault => $"{fault.Field} {fault.Code}");
    }

    [Fact]
    public async Task A_scope_is_folded_to_the_codes_of_the_catalogue_each_once()
    {
        await using var city = await City.OpenAsync();
        var (person, agent) = (await city.PersonAsync(), await city.PersonAsync());
        var given = await city.Registering.DoAsync(person.Party, City.Resident(person), new GiveMandate(
            null, $"{agent.Party}", ["m009、M058", "M009 RECORDS"], null, null));
        Assert.Equal(["M009", "M058", "records"], given.Value.Mandates[^1].Scope.AsEnumerable());
        Assert.Equal((city.Today, null), (given.Value.Mandates[^1].From, given.Value.Mandates[^1].Until));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 、 ")]
    [InlineData("M009", "")]
    public async Task A_place_that_is_left_empty_is_no_mandate_for_everything(params string[] scope)
    {
        await using var city = await City.OpenAsync();
        var (person, agent) = (await city.PersonAsync(), await city.PersonAsync());
        var refused = await city.Registering.DoAsync(
            person.Party, City.Resident(person), new GiveMandate(null, $"{agent.Party}", scope, null, null));
        Assert.Equal("scope", Assert.Single(refused.Refusal!.Fields).Field);
    }

    [Fact]
    public async Task A_mandate_counts_when_the_agent_accepts_it_and_no_more_when_they_give_it_up()
    {
        await using var city = await City.OpenAsync();
        var (owner, agent, other) = (await city.PersonAsync(), await city.PersonAsync(), await city.PersonAsync());
        var offered = await OfferAsync(city, owner, await city.CodeOfAsync(agent), "M009");
        var mandate = offered.Value.Mandates[^1];
        Assert.Equal((MandateState.Offered, Guid.Empty), (mandate.StateOn(city.Today), mandate.Agent));
        Assert.False(await city.Parties.ActsForAsync(agent.Party, owner.Party, "M009", city.Today));
        Assert.Equal(mandate.Id, Assert.Single((await city.Parties.OfferedToAsync(agent.Party, city.Today)).Items).Id);
        Assert.Empty((await city.Parties.OfferedToAsync(other.Party, city.Today)).Items);
        Assert.Equal("mandate.not-found", await AnswerAsync(city, owner, other, new AcceptMandate(mandate.Id)));
        Assert.Equal("mandate.not-found", await AnswerAsync(city, owner, owner, new AcceptMandate(mandate.Id)));
        Assert.Null(await AnswerAsync(city, owner, agent, new AcceptMandate(mandate.Id)));
        Assert.Null(await AnswerAsync(city, owner, agent, new AcceptMandate(mandate.Id)));
        Assert.True(await city.Parties.ActsForAsync(agent.Party, owner.Party, "M009", city.Today));
        Assert.False(await city.Parties.ActsForAsync(agent.Party, owner.Party, "M058", city.Today));
        Assert.Empty((await city.Parties.OfferedToAsync(agent.Party, city.Today)).Items);
        Assert.Equal("mandate.not-found", await AnswerAsync(city, owner, other, new DeclineMandate(mandate.Id)));
        Assert.Null(await AnswerAsync(city, owner, agent, new DeclineMandate(mandate.Id)));
        Assert.Null(await AnswerAsync(city, owner, agent, new DeclineMandate(mandate.Id)));
        Assert.False(await city.Parties.ActsForAsync(agent.Party, owner.Party, "M009", city.Today));
        Assert.Equal("mandate.gone", await AnswerAsync(city, owner, agent, new AcceptMandate(mandate.Id)));
        Assert.Empty((await city.Parties.HeldByAsync(agent.Party, city.Today)).Items);
        Assert.Empty((await Replay.VerifyAsync(city.Store, Modules.Tables, Modules.Kinds(city.Pack))).Differences);
    }

    [Fact]
    public async Task A_number_that_the_city_knows_is_answered_as_one_that_it_does_not()
    {
        await using var city = await City.OpenAsync();
        var (owner, known) = (await city.PersonAsync(), await city.CodeOfAsync(await city.PersonAsync()));
        var unknown = CitizenNumber.Make(DivisionCode.TryParse("210202", out var division) ? division : default, new(1951, 2, 3), 7).Text;
        Assert.Null(await city.Parties.FindByCodeAsync(unknown));
        var states = new List<string>();
        foreach (var code in (string[])[known, unknown])
        {
            var mandate = (await OfferAsync(city, owner, code.ToLowerInvariant(), "M009")).Value.Mandates[^1];
            states.Add($"{mandate.StateOn(city.Today)} {mandate.Agent} {mandate.OfferedTo == code}");
        }
        Assert.Equal(states[0], states[1]);
    }

    [Fact]
    public async Task The_same_mandate_is_offered_once_and_nobody_is_flooded_with_others()
    {
        await using var city = await City.OpenAsync();
        var (stranger, agent, company) = (await city.PersonAsync(), await city.PersonAsync(), await city.CompanyAsync());
        await city.MandateAsync(company, agent);
        var (code, codes) = (await city.CodeOfAsync(agent), city.Catalogue.Matters.Keys.Order().ToList());
        var refusals = new List<string?>();
        foreach (var scope in codes.Take(25).Prepend(codes[0]))
            refusals.Add((await OfferAsync(city, stranger, code, scope)).Refusal is { } no ? no.Fields is [var field, ..] ? field.Code : no.Code : null);
        Assert.Equal(20, refusals.Count(each => each is null));
        Assert.Equal("mandate.given-already", refusals[1]);
        Assert.All(refusals.Skip(21), each => Assert.Equal("mandate.too-many-offers", each));
        Assert.Equal(company.Party, Assert.Single((await city.Parties.HeldByAsync(agent.Party, city.Today)).Items).Principal);
        Assert.True(await city.Parties.ActsForAsync(agent.Party, company.Party, "M009", city.Today));
    }

    [Theory]
    [InlineData("2026-06-01", "2026-12-31", MandateState.Coming)]
    [InlineData("2026-01-01", "2026-12-31", MandateState.InForce)]
    [InlineData("2025-01-01", "2026-01-31", MandateState.Over)]
    public async Task Before_its_first_day_a_mandate_is_coming_and_not_over(string from, string until, MandateState state)
    {
        await using var city = await City.OpenAsync();
        var (company, owner, agent) = (await city.CompanyAsync(), await city.PersonAsync(), await city.PersonAsync());
        await city.MandateAsync(company, owner, basis: MandateBasis.LegalRepresentative);
        var mandate = new Mandate(Guid.NewGuid(), agent.Party, [], Story.Day(from), Story.Day(until), MandateBasis.Given);
        Assert.Equal(state, mandate.StateOn(Story.Day("2026-03-02")));
        if (Story.Day(until) < city.Today) return;
        var given = await city.MandateAsync(company, agent, start: from, until: until);
        Assert.Null((await city.Registering.DoAsync(company.Party, City.Resident(owner), new RevokeMandate(given))).Refusal);
        Assert.Equal(MandateState.Revoked, (await city.Registering.FindAsync(company.Party))!.Mandates[^1].StateOn(city.Today));
    }

    [Fact]
    public async Task A_row_that_nobody_gave_opens_nothing()
    {
        await using var city = await City.OpenAsync();
        var (company, thief) = (await city.CompanyAsync(), await city.PersonAsync());
        await using (var db = city.Store.Rows.Open())
        {
            db.Add(new MandateRow { Id = Guid.NewGuid(), Principal = company.Party, PrincipalName = company.Name, Agent = thief.Party });
            await db.SaveChangesAsync();
        }
        Assert.False(await city.Parties.ActsForAsync(thief.Party, company.Party, "M009", city.Today));
        Assert.Empty(await city.Parties.ActingForAsync(thief.Party, [company.Party], city.Today));
        Assert.Equal("case.no-mandate", (await city.OpenAsync("M009", company, thief)).Refusal?.Code);
    }

    [Fact]
    public async Task Of_many_principals_the_last_is_found_by_key_by_name_and_by_turning_pages()
    {
        await using var city = await City.OpenAsync();
        var (agent, companies) = (await city.PersonAsync(), new List<Subject>());
        for (var i = 0; i < Extent.Of(120, 10_000); i++)
        {
            companies.Add(await city.CompanyAsync($"公司{i:D5}"));
            await city.MandateAsync(companies[^1], agent);
        }
        Assert.True(await city.Parties.ActsForAsync(agent.Party, companies[^1].Party, "M009", city.Today));
        Assert.Equal(companies[^1].Party, Assert.Single(
            (await city.Parties.HeldByAsync(agent.Party, city.Today, companies[^1].Name)).Items).Principal);
        Assert.Equal(companies[^1].Party, Assert.Single(
            (await city.Parties.HeldByAsync(agent.Party, city.Today, await city.CodeOfAsync(companies[^1]))).Items).Principal);
        var (found, after) = (new List<Guid>(), (string?)null);
        do
        {
            var page = await city.Parties.PrincipalsAsync(agent.Party, "M009", city.Today, after);
            found.AddRange(page.Items.Select(party => party.Id));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(companies.Select(company => company.Party), found);
    }

    private static Task<Outcome<Party>> OfferAsync(City city, Subject from, string code, string scope) =>
        city.Registering.DoAsync(from.Party, City.Resident(from), new GiveMandate(null, code, [scope], null, city.Today.AddDays(30)));

    private static async Task<string?> AnswerAsync(
        City city, Subject principal, Subject by, ICommand<Party, PartyEvent, NamedParties> command) =>
        (await city.Registering.DoAsync(principal.Party, City.Resident(by), command)).Refusal?.Code;

    [Fact]
    public async Task Only_the_principal_and_the_legal_representative_give_and_revoke()
    {
        await using var city = await City.OpenAsync();
        var (company, owner, agent) = (await city.CompanyAsync(), await city.PersonAsync(), await city.PersonAsync());
        var registered = await city.MandateAsync(company, owner, basis: MandateBasis.LegalRepresentative);
        var wanted = new GiveMandate(null, $"{agent.Party}", null, null, null);
        Assert.Equal("mandate.not-yours", await DoneAsync(agent, wanted));
        Assert.Null(await DoneAsync(owner, wanted));
        var given = (await city.Registering.FindAsync(company.Party))!.Mandates[^1].Id;
        Assert.Equal("mandate.not-yours", await DoneAsync(agent, new RevokeMandate(given)));
        Assert.Equal("mandate.by-registration", await DoneAsync(owner, new RevokeMandate(registered)));
        Assert.Equal("mandate.not-found", await DoneAsync(owner, new RevokeMandate(Guid.NewGuid())));
        Assert.Null(await DoneAsync(owner, new RevokeMandate(given)));
        Assert.Null(await DoneAsync(owner, new RevokeMandate(given)));
        Assert.Equal(city.Today, (await city.Registering.FindAsync(company.Party))!.Mandates[^1].RevokedOn);

        async Task<string?> DoneAsync(Subject by, ICommand<Party, PartyEvent, NamedParties> command) =>
            (await city.Registering.DoAsync(company.Party, City.Resident(by), command)).Refusal?.Code;
    }
}
