using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Spine.Tests.Casework;

/// <summary>Who looked at my data, asking why, emergency access and demands.</summary>
public sealed class MyDisclosuresTests
{
    private const string Licence = "business-licence";
    private const string Register = "scjg-licence";

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Every_look_and_every_denied_try_is_there_at_once(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        var (draft, company) = await EvidenceFetchingTests.DraftAsync(city);
        var owner = await OwnerAsync(city, company);
        city.Source.Holds(Register, await city.CodeOfAsync(company), ("name", company.Name));
        await city.Fetching.FetchAsync(draft);
        var spied = await city.CaseExchange.AskAsync(draft.Id, City.Official("rsj"), new(null, null, Licence, Channel: "api"));
        Assert.Equal(EvidenceOutcome.Denied, spied.Value.Outcome);
        var log = (await city.Disclosures.ReadAsync(owner.Party, City.Resident(owner))).Value;
        Assert.Contains(log.Entries, seen => seen.Entry is { Outcome: EvidenceOutcome.Denied, Office: "rsj", Rule: GateRule.NotNeeded });
        Assert.Contains(log.Entries, seen => seen.Entry is { Outcome: EvidenceOutcome.Partial, Requirement: Licence });
        Assert.Empty(log.Readings);
        var again = (await city.Disclosures.ReadAsync(owner.Party, City.Resident(owner))).Value;
        Assert.Equal(owner.Party.ToString(), Assert.Single(again.Readings).Reader);
    }

    [Fact]
    public async Task Nobody_else_reads_it()
    {
        await using var city = await City.OpenAsync();
        var (draft, company) = await EvidenceFetchingTests.DraftAsync(city);
        await city.Fetching.FetchAsync(draft);
        var stranger = await city.PersonAsync();
        Assert.Empty((await city.Disclosures.ReadAsync(stranger.Party, City.Resident(stranger))).Value.Entries);
        var entry = (await city.RowsAsync<DisclosureRow>())[0];
        Assert.Null(await city.Disclosures.FindAsync(stranger.Party, entry.Id));
        Assert.NotNull(await city.Disclosures.FindAsync((await OwnerAsync(city, company)).Party, entry.Id));
    }

    [Fact]
    public async Task The_log_is_read_to_its_end_and_of_one_company_alone()
    {
        await using var city = await City.OpenAsync();
        var (draft, company) = await EvidenceFetchingTests.DraftAsync(city);
        await city.Fetching.FetchAsync(draft);
        var owner = await OwnerAsync(city, company);
        for (var i = 0; i < 60; i++)
        {
            var another = await EvidenceFetchingTests.DraftAsync(city, company);
            await city.Fetching.FetchAsync(another.Item1);
        }
        var (all, next) = (new List<Guid>(), (string?)null);
        do
        {
            var log = (await city.Disclosures.ReadAsync(owner.Party, City.Resident(owner), $"{company.Party}", next)).Value;
            Assert.Equal(company.Party, Assert.Single(log.Whose).Id);
            all.AddRange(log.Entries.Select(each => each.Entry.Id));
            next = log.Next;
        }
        while (next is not null);
        Assert.True(all.Count > 60, $"{all.Count}");
        Assert.Equal(all.Count, all.Distinct().Count());
        var stranger = await city.PersonAsync();
        Assert.Equal("disclosure.not-found",
            (await city.Disclosures.ReadAsync(stranger.Party, City.Resident(stranger), $"{company.Party}")).Refusal?.Code);
    }

    [Fact]
    public async Task Whom_a_company_gave_its_records_reads_who_looked_at_it_and_with_another_area_does_not()
    {
        await using var city = await City.OpenAsync();
        var (draft, company) = await EvidenceFetchingTests.DraftAsync(city);
        await city.Fetching.FetchAsync(draft);
        var (agent, other) = (await city.PersonAsync(), await city.PersonAsync());
        await city.MandateAsync(company, agent, ["records"]);
        await city.MandateAsync(company, other, ["benefits"]);
        var seen = (await city.Disclosures.ReadAsync(agent.Party, City.Resident(agent))).Value.Entries;
        Assert.Contains(seen, each => each.Entry.Requirement == Licence);
        Assert.NotNull(await city.Disclosures.FindAsync(agent.Party, seen[0].Entry.Id));
        Assert.Empty((await city.Disclosures.ReadAsync(other.Party, City.Resident(other))).Value.Entries);
        Assert.Null(await city.Disclosures.FindAsync(other.Party, seen[0].Entry.Id));
    }

    [Fact]
    public async Task An_entry_of_the_last_of_many_companies_is_found_and_a_row_that_nobody_gave_opens_none()
    {
        await using var city = await City.OpenAsync();
        var (draft, company) = await EvidenceFetchingTests.DraftAsync(city);
        await city.Fetching.FetchAsync(draft);
        var id = (await city.RowsAsync<DisclosureRow>()).First(row => row.Requirement == Licence).Id;
        var (agent, thief) = (await city.PersonAsync(), await city.PersonAsync());
        foreach (var i in Enumerable.Range(0, 30)) await city.MandateAsync(await city.CompanyAsync($"一{i:00}"), agent, ["records"]);
        await city.MandateAsync(company, agent, ["records"]);
        Assert.NotNull(await city.Disclosures.FindAsync(agent.Party, id));
        await using (var db = city.Store.Rows.Open())
        {
            foreach (var basis in Enum.GetValues<MandateBasis>())
                db.Add(new MandateRow { Id = Guid.NewGuid(), Principal = company.Party, Agent = thief.Party, Basis = basis });
            await db.SaveChangesAsync();
        }
        Assert.Empty((await city.Disclosures.ReadAsync(thief.Party, City.Resident(thief))).Value.Entries);
        Assert.Null(await city.Disclosures.FindAsync(thief.Party, id));
        Assert.Empty(await city.Parties.RepresentedAsync(thief.Party, city.Today));
    }

    [Fact]
    public async Task Of_somebody_elses_case_only_the_class_of_the_matter_is_told()
    {
        await using var city = await City.OpenAsync();
        var (draft, _) = await EvidenceFetchingTests.DraftAsync(city);
        var spied = await city.PersonAsync("李先生");
        await city.CaseExchange.AskAsync(
            draft.Id, Actor.Engine, new(null, null, Licence, Channel: "engine") { Subject = await city.CodeOfAsync(spied) });
        var seen = Assert.Single((await city.Disclosures.ReadAsync(spied.Party, City.Resident(spied))).Value.Entries);
        Assert.True(seen.IsOthersCase);
        Assert.Equal(GateRule.NoRelation, seen.Entry.Rule);
    }

    [Fact]
    public async Task What_the_law_keeps_back_is_counted_and_shown_on_its_day()
    {
        await using var city = await City.OpenAsync();
        var (draft, company) = await EvidenceFetchingTests.DraftAsync(city);
        var owner = await OwnerAsync(city, company);
        await city.CaseExchange.AskAsync(draft.Id, City.Official("gaj"), new(null, null, Licence, "investigation", Channel: "api"));
        var log = (await city.Disclosures.ReadAsync(owner.Party, City.Resident(owner))).Value;
        Assert.Equal((0, 1), (log.Entries.Count, log.Withheld));
        city.Clock.SetUtcNow(log.WithheldUntil!.Value);
        Assert.Single((await city.Disclosures.ReadAsync(owner.Party, City.Resident(owner))).Value.Entries);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_new_calendar_counts_the_days_of_every_duty_anew(string kind)
    {
        await using var city = await City.OpenAsync(kind, on: "2026-09-21");
        var (draft, company) = await EvidenceFetchingTests.DraftAsync(city);
        var owner = await OwnerAsync(city, company);
        await city.Fetching.FetchAsync(draft);
        var entry = (await city.RowsAsync<DisclosureRow>()).First(row => row.Requirement == Licence);
        var raised = (await city.Objecting.BeginAsync(City.Resident(owner), new AskWhy(entry, "为什么要看？"))).Value;
        Assert.Equal(0, await city.Watch.RecountAsync());
        var before = (await city.RowsAsync<DutyRow>()).Single(row => row.Stream == raised.Id);
        await using var renewed = await city.AnotherNodeAsync(ClockSweepTests.Changed.Pack);
        Assert.Equal((1, 0), (await renewed.Watch.RecountAsync(), await renewed.Watch.RecountAsync()));
        var (shown, now) = (raised.Clock.Due(city.Pack.Calendar).KnownDay!.Value, raised.Clock.Due(renewed.Pack.Calendar).KnownDay!.Value);
        Assert.NotEqual(shown, now);
        var duty = (await city.RowsAsync<DutyRow>()).Single(row => row.Stream == raised.Id);
        Assert.Equal((now, now.AddDays(1), renewed.Pack.Calendar.Version), (duty.Due, duty.RedOn, duty.Calendar));
        Assert.Equal(now, (await city.RowsAsync<DataObjectionRow>()).Single(row => row.Id == raised.Id).Due);
        // Of a duty that changed after it was read nothing is shown anew.
        await using (var rows = city.Store.Rows.Open()) await DutyKind.DueIn<DataObjectionRow>()(rows, before, shown.AddDays(-9), default);
        Assert.Equal(now, (await city.RowsAsync<DataObjectionRow>()).Single(row => row.Id == raised.Id).Due);
        Assert.True((await renewed.Objecting.DoAsync(raised.Id, City.Official(entry.Office), new AnswerObjection(false, "为了办理您的许可。"))).IsGranted);
        Assert.Equal(now, (await city.RowsAsync<MetDutyRow>()).Single(row => row.Stream == raised.Id).Due);
        // Days that were counted with the earlier calendar are no fault of the rows.
        var audit = new RowsAudit(city.Store, Modules.Tables, Modules.Kinds(renewed.Pack), Modules.Fillers(renewed.Pack));
        Assert.Empty((await audit.RunAsync()).Faults);
    }

    [Fact]
    public async Task An_objection_is_answered_by_the_office_that_looked_and_told_to_supervision_when_it_is_late()
    {
        await using var city = await City.OpenAsync();
        var (draft, company) = await EvidenceFetchingTests.DraftAsync(city);
        var owner = await OwnerAsync(city, company);
        await city.Fetching.FetchAsync(draft);
        var entry = (await city.RowsAsync<DisclosureRow>()).First(row => row.Requirement == Licence);
        Assert.Equal("objection.words-missing", (await city.Objecting.BeginAsync(City.Resident(owner), new AskWhy(entry, " "))).Refusal!.Code);
        var raised = (await city.Objecting.BeginAsync(City.Resident(owner), new AskWhy(entry, "为什么要看？"))).Value;
        Assert.Equal(raised.Id, (await city.Objecting.BeginAsync(City.Resident(owner), new AskWhy(entry, "再问一次"))).Value.Id);
        Assert.Equal("为什么要看？", Assert.Single(await city.Objections.RaisedByAsync(owner.Party)).Words);
        Assert.Equal("objection.other-office", (await city.Objecting.DoAsync(raised.Id, City.Official("rsj"), new AnswerObjection(false, "无"))).Refusal!.Code);
        Assert.Equal(0, await city.Watch.WarnAsync());
        city.On("2026-12-01");
        Assert.Equal((1, 0), (await city.Watch.WarnAsync(), await city.Watch.WarnAsync()));
        Assert.True((await city.Objecting.DoAsync(raised.Id, City.Official(entry.Office), new AnswerObjection(false, "为了办理您的许可。"))).IsGranted);
        Assert.Equal("objection.already-answered", (await city.Objecting.DoAsync(raised.Id, City.Official(entry.Office), new AnswerObjection(true, "改"))).Refusal!.Code);
    }

    // The legal representative by registration, who reads what concerns the company.
    private static async Task<Subject> OwnerAsync(City city, Subject company)
    {
        var person = await city.PersonAsync("法人代表");
        await city.MandateAsync(company, person, basis: Yitong.Parties.MandateBasis.LegalRepresentative);
        return person;
    }
}

public sealed class EmergencyAccessTests
{
    private static readonly Actor First = new("first", ActorRole.Official, "gaj");
    private static readonly Actor Second = new("second", ActorRole.Official, "gaj");
    private static readonly Actor Watch = new("watch", ActorRole.Supervisor);

    [Fact]
    public async Task Two_people_open_it_for_hours_and_the_person_sees_it_at_once()
    {
        await using var city = await City.OpenAsync();
        var person = await city.PersonAsync();
        var code = await city.CodeOfAsync(person);
        city.Source.Holds("gaj-household", code, ("address", "中山区"));
        var asked = (await city.Accessing.BeginAsync(First, new AskEmergency(code, "gaj-household", "老人走失"))).Value;
        Assert.Equal("emergency.not-approved", (await city.Emergencies.LookAsync(asked.Id, First, "workbench")).Refusal!.Code);
        Assert.Equal("emergency.same-person", (await city.Accessing.DoAsync(asked.Id, First, new ApproveEmergency("同意"))).Refusal!.Code);
        Assert.Equal("emergency.not-found", (await city.Accessing.DoAsync(asked.Id, City.Official("rsj"), new ApproveEmergency("同意"))).Refusal!.Code);
        Assert.Empty((await city.Disclosures.ReadAsync(person.Party, City.Resident(person))).Value.Emergencies);
        Assert.True((await city.Accessing.DoAsync(asked.Id, Second, new ApproveEmergency("情况属实"))).IsGranted);
        Assert.Single((await city.Disclosures.ReadAsync(person.Party, City.Resident(person))).Value.Emergencies);
        Assert.Equal("emergency.not-yours", (await city.Emergencies.LookAsync(asked.Id, new Actor("third", ActorRole.Official, "gaj"), "workbench")).Refusal!.Code);
        var looked = (await city.Emergencies.LookAsync(asked.Id, First, "workbench")).Value;
        Assert.Equal("中山区", looked.Values["address"]);
        var entry = Assert.Single((await city.Disclosures.ReadAsync(person.Party, City.Resident(person))).Value.Entries).Entry;
        Assert.Equal((true, "emergency", "first"), (entry.IsEmergency, entry.Purpose, entry.Reader));
        city.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal("emergency.over", (await city.Emergencies.LookAsync(asked.Id, First, "workbench")).Refusal!.Code);
    }

    [Fact]
    public async Task Supervision_reviews_it_in_two_working_days_and_that_ends_it()
    {
        await using var city = await City.OpenAsync();
        var code = await city.CodeOfAsync(await city.PersonAsync());
        var asked = (await city.Accessing.BeginAsync(First, new AskEmergency(code, "gaj-household", "老人走失"))).Value;
        await city.Accessing.DoAsync(asked.Id, Second, new ApproveEmergency("情况属实"));
        Assert.Equal(Story.Day("2026-09-23"), Assert.Single(await city.Emergencies.SeenByAsync(Watch)).Due);
        Assert.Equal("emergency.not-yours", (await city.Accessing.DoAsync(asked.Id, Second, new ReviewEmergency(true, "对"))).Refusal!.Code);
        Assert.True((await city.Accessing.DoAsync(asked.Id, Watch, new ReviewEmergency(false, "不该查"))).IsGranted);
        Assert.Equal("emergency.over", (await city.Emergencies.LookAsync(asked.Id, First, "workbench")).Refusal!.Code);
    }

    [Fact]
    public async Task A_review_past_its_limit_is_told_to_supervision_once()
    {
        await using var city = await City.OpenAsync();
        var code = await city.CodeOfAsync(await city.PersonAsync());
        await city.Accessing.BeginAsync(First, new AskEmergency(code, "gaj-household", "未获同意的不必复查"));
        var asked = (await city.Accessing.BeginAsync(First, new AskEmergency(code, "gaj-household", "老人走失"))).Value;
        await city.Accessing.DoAsync(asked.Id, Second, new ApproveEmergency("情况属实"));
        city.On("2026-09-23");
        await city.Watch.WarnAsync();
        Assert.DoesNotContain(await city.RowsAsync<DutyWarningRow>(), warning => warning.Level == WarningLevel.Red);
        city.On("2026-09-24");
        Assert.Equal((1, 0), (await city.Watch.WarnAsync(), await city.Watch.WarnAsync()));
        Assert.Equal(asked.Id, Assert.Single((await city.Duties.LateAsync(city.Today)).Items, duty => duty.Kind == "review-emergency").Stream);
        Assert.True((await city.Accessing.DoAsync(asked.Id, Watch, new ReviewEmergency(true, "迟了，但查得对"))).IsGranted);
    }

    [Fact]
    public async Task What_is_missing_or_unreadable_is_named_field_by_field()
    {
        await using var city = await City.OpenAsync();
        var fields = (await city.Accessing.BeginAsync(First, new AskEmergency("123", "nothing", "\u0007"))).Refusal!.Fields.Select(fault => fault.Field);
        Assert.Equal(["subject", "resource", "reason"], fields);
    }
}

public sealed class DemandTests
{
    private const string Licence = "business-licence";
    private const string Health = "staff-health-certificates"; // An organ issues it, and no source supplies it.
    private static readonly Actor Bureau = City.Official("sjj");
    private static readonly Actor Provider = City.Official("scjg");

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_upload_of_what_an_organ_issues_counts_once_however_often_the_journal_is_followed(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        await UploadAsync(city, Health);
        await UploadAsync(city, Health);
        await city.DemandFollower.CatchUpAsync(city.Store, 0);
        await city.DemandFollower.CatchUpAsync(city.Store, 0);
        var (demand, perMonth) = Assert.Single(await city.Demands.AllAsync());
        Assert.Equal((DemandState.Proposed, "sjj", 2, 2), (demand.State, demand.Owner, demand.Uploads, perMonth));
        city.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(0, Assert.Single(await city.Demands.AllAsync()).UploadsPerMonth);
    }

    [Fact]
    public async Task What_a_source_supplies_is_no_new_demand_and_its_uploads_tell_of_one_that_does_not_serve_everybody()
    {
        await using var city = await City.OpenAsync();
        await UploadAsync(city, Licence);
        await city.DemandFollower.CatchUpAsync(city.Store, 0);
        Assert.Empty(await city.Demands.AllAsync());
        var id = await ProposedAsync(city);
        await UploadAsync(city, Licence);
        await city.DemandFollower.CatchUpAsync(city.Store, 0);
        var demand = (await city.Demands.FindAsync(id))!;
        Assert.Equal((DemandState.Proposed, 3), (demand.State, demand.Uploads)); // Both that came in cases, and its first.
    }

    [Fact]
    public async Task It_goes_from_the_bureau_to_the_provider_is_supplied_tested_daily_and_opened_again()
    {
        await using var city = await City.OpenAsync();
        var id = await ProposedAsync(city);
        Assert.Equal("demand.other-office", (await city.Demands.MoveAsync(id, Provider, new(DemandAct.Submit))).Refusal!.Code);
        await MoveAsync(city, id, Bureau, new(DemandAct.Submit));
        await MoveAsync(city, id, Bureau, new(DemandAct.Dispatch));
        await MoveAsync(city, id, Provider, new(DemandAct.Confirm));
        Assert.Equal("resource", (await city.Demands.MoveAsync(id, Provider, new(DemandAct.Supply, Resource: "gaj-household"))).Refusal!.Fields[0].Field);
        var supplied = await MoveAsync(city, id, Provider, new(DemandAct.Supply, Resource: "scjg-licence"));
        Assert.Equal((DemandState.Supplied, null), (supplied.State, supplied.Clock));
        SourceQuestion? asked = null;
        city.Source.Says = question => (asked = question) is null ? null : new SourceHasNone(city.Clock.GetUtcNow());
        Assert.Equal(0, await city.Demands.TestAsync());
        var library = PackEvidence.Evidence(Packs.Pack.Dalian);
        Assert.Contains(library.Recordings, each => each.Resource == "scjg-licence" && each.Subject == asked!.Subject);
        Assert.True(asked!.IsTest);
        Assert.Equal(city.Today, (await city.Demands.FindAsync(id))!.TestedOn);
        city.Source.Says = _ => new SourceAway(city.Clock.GetUtcNow(), "down");
        Assert.Equal(0, await city.Demands.TestAsync());
        city.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await city.Demands.TestAsync());
        var reopened = (await city.Demands.FindAsync(id))!;
        Assert.Equal((DemandState.Reopened, "scjg", "down"), (reopened.State, reopened.Owner, reopened.Words));
        Assert.NotNull(reopened.Due);
    }

    [Fact]
    public async Task A_refusal_needs_a_ground_and_a_ruling()
    {
        await using var city = await City.OpenAsync();
        var id = await ProposedAsync(city);
        await MoveAsync(city, id, Bureau, new(DemandAct.Submit));
        await MoveAsync(city, id, Bureau, new(DemandAct.Dispatch));
        var bare = (await city.Demands.MoveAsync(id, Provider, new(DemandAct.Refuse))).Refusal!;
        Assert.Equal(["ground", "words"], bare.Fields.Select(fault => fault.Field));
        var refused = await MoveAsync(city, id, Provider, new(DemandAct.Refuse, Ground: "保密法", Words: "涉密"));
        Assert.Equal((DemandState.Disputed, "sjj"), (refused.State, refused.Owner));
        Assert.Equal("demand.other-office", (await city.Demands.MoveAsync(id, Provider, new(DemandAct.UpholdRefusal, Ground: "x"))).Refusal!.Code);
        var overruled = await MoveAsync(city, id, Bureau, new(DemandAct.Overrule, Words: "不属于"));
        Assert.Equal((DemandState.Dispatched, "scjg"), (overruled.State, overruled.Owner));
        await MoveAsync(city, id, Provider, new(DemandAct.Refuse, Ground: "保密法", Words: "涉密"));
        Assert.Equal(DemandState.Refused, (await MoveAsync(city, id, Bureau, new(DemandAct.UpholdRefusal, Ground: "保密法"))).State);
    }

    [Fact]
    public async Task Past_its_clock_it_is_told_to_supervision_once_and_the_trend_shows_the_days()
    {
        await using var city = await City.OpenAsync();
        var id = await ProposedAsync(city);
        Assert.Equal(0, await city.Watch.WarnAsync());
        city.On("2026-09-28");
        Assert.Equal((1, 0), (await city.Watch.WarnAsync(), await city.Watch.WarnAsync()));
        await using (var db = city.Store.Rows.Open())
            await db.Set<DutyRow>().ExecuteUpdateAsync(row => row.SetProperty(duty => duty.RedOn, new DateOnly(2026, 12, 31)));
        Assert.Equal(0, await city.Watch.WarnAsync()); // Who was late and has time again is not warned of less than before.
        city.On("2026-09-30");
        await MoveAsync(city, id, Bureau, new(DemandAct.Submit));
        var trend = await city.Demands.TrendAsync();
        Assert.Equal(Enumerable.Range(24, 6).Select(day => (new DateOnly(2026, 9, day), 1)), trend.Where(day => day.Late > 0));
        Assert.Equal(Story.Day("2026-09-30"), trend[^1].Day);
    }

    private static async Task<Demand> MoveAsync(City city, Guid id, Actor by, MoveDemand move)
    {
        var done = await city.Demands.MoveAsync(id, by, move);
        return done.IsGranted ? done.Value : throw new InvalidOperationException($"{move.Act}: {done.Refusal!.Code}");
    }

    private static async Task<Guid> ProposedAsync(City city)
    {
        var material = city.Catalogue.Matters["M009"].Editions[^1].Materials.Single(each => each.Key == Licence);
        await city.Demands.CountAsync(material, "M009", 1, city.Today);
        return (await city.Demands.AllAsync()).Single(each => each.Demand.Type == "yyzz").Demand.Id;
    }

    private static async Task UploadAsync(City city, string material)
    {
        var (draft, _) = await EvidenceFetchingTests.DraftAsync(city);
        await city.DoAsync(draft, new(draft.Applicant.Party.ToString(), ActorRole.Resident), new HandOverMaterial(Story.Copy(material)));
    }
}
