using Yitong.Acting;
using Yitong.Cases;
using Yitong.Kernel;
using Yitong.Parties;

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
