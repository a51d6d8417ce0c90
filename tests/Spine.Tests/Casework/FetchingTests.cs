using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Spine.Tests.Casework;

/// <summary>Evidence in a case: from the source, else an earlier copy, else the applicant is asked.</summary>
public sealed class EvidenceFetchingTests
{
    // 食品经营许可: asks for the company's licence.
    private const string FoodLicence = "M009";
    private const string Licence = "business-licence";
    private const string Register = "scjg-licence";

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_the_source_holds_lies_in_the_case_with_its_receipt_and_is_not_asked_of_the_applicant(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        var (draft, company) = await DraftAsync(city);
        city.Source.Holds(Register, await city.CodeOfAsync(company), ("name", company.Name), ("status", "存续"));
        var fetched = await city.Fetching.FetchAsync(draft);
        var held = fetched.Evidence.Held[Licence];
        Assert.Equal((EvidenceLevel.A, Register, "存续"), (held.Level, held.Resource, held.Values["status"]));
        Assert.Equal(city.Source.AsOf, held.Receipt!.AsOf);
        Assert.Equal(MaterialLabel.Held, LabelOf(city, fetched));
        // The entry is older than the event in the case: nothing is disclosed that is not written down.
        var history = await city.Desk.HistoryAsync(draft.Id);
        Assert.True(held.Receipt.Position < history.Single(each => each.Happened is EvidenceObtained).Recorded.Position);
        Assert.Equal(EvidenceOutcome.Partial, Assert.Single(await city.RowsAsync<DisclosureRow>(), row => row.Requirement == Licence).Outcome);
        Assert.Equal(fetched.Version, (await city.Fetching.FetchAsync(fetched)).Version);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    public async Task Nothing_is_asked_of_a_source_for_a_draft_without_the_applicants_word(bool? word)
    {
        await using var city = await City.OpenAsync();
        var (draft, company) = await DraftAsync(city, word: word);
        city.Source.Holds(Register, await city.CodeOfAsync(company), ("name", company.Name), ("status", "存续"));
        Assert.Equal(draft.Version, (await city.Fetching.FetchAsync(draft)).Version);
        Assert.Empty(await city.RowsAsync<DisclosureRow>());
        Assert.Equal(word is null, city.Fetching.ToAgree(draft).Any(material => material.Key == Licence));
        Assert.Equal(word is null ? MaterialLabel.Held : MaterialLabel.Bring, LabelOf(city, draft));
    }

    [Fact]
    public async Task Without_a_record_the_applicant_is_asked_and_told_so_before_submitting()
    {
        await using var city = await City.OpenAsync();
        var (draft, _) = await DraftAsync(city);
        var fetched = await city.Fetching.FetchAsync(draft);
        Assert.Equal(nameof(EvidenceOutcome.NoRecord), fetched.Evidence.Missed[Licence].Why);
        Assert.Equal(MaterialLabel.Bring, LabelOf(city, fetched));
        Assert.Contains(SubmitCase.Gaps(fetched, city.Catalogue), fault => fault.Field == Licence);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_changed_at_its_source_is_asked_again_and_until_then_marked(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        var (draft, company) = await DraftAsync(city);
        var (code, provider) = (await city.CodeOfAsync(company), City.Official("scjg"));
        city.Source.Holds(Register, code, ("name", company.Name), ("status", "存续"));
        await city.Fetching.FetchAsync(draft);
        Assert.Equal(["resource", "subject"],
            (await city.Changes.BeginAsync(provider, new AnnounceChange("nothing", "1"))).Refusal!.Fields.Select(fault => fault.Field));
        Assert.Equal("change.other-office", (await city.Changes.BeginAsync(City.Official("rsj"), new AnnounceChange(Register, code))).Refusal!.Code);
        city.Source.Holds(Register, code, ("name", company.Name), ("status", "注销"));
        await city.Changes.BeginAsync(provider, new AnnounceChange(Register, code));
        await city.ChangeFollower.CatchUpAsync(city.Store, 0);
        var renewed = await HeldAsync();
        Assert.Equal(("注销", false), (renewed.Values["status"], renewed.IsOutdated));
        await city.ChangeFollower.CatchUpAsync(city.Store, 0); // What came after the announcement is not asked for again.
        Assert.Equal(renewed.Receipt!.Request, (await HeldAsync()).Receipt!.Request);

        city.Source.Says = _ => new SourceAway(city.Clock.GetUtcNow().AddSeconds(30), "down");
        await city.Changes.BeginAsync(provider, new AnnounceChange(Register, code));
        await city.ChangeFollower.CatchUpAsync(city.Store, 0);
        Assert.Equal(("注销", true), ((await HeldAsync()).Values["status"], (await HeldAsync()).IsOutdated));
        city.Source.Says = _ => null;
        city.Clock.Advance(TimeSpan.FromHours(1));
        await city.Fetching.FetchAsync((await city.Desk.SeeAsync(draft.Id, Actor.Engine)).Value);
        Assert.False((await HeldAsync()).IsOutdated);

        async Task<HeldEvidence> HeldAsync() => (await city.Desk.SeeAsync(draft.Id, Actor.Engine)).Value.Evidence.Held[Licence];
    }

    [Fact]
    public async Task A_source_that_is_away_stops_no_case_and_is_asked_again_until_it_is_back()
    {
        await using var city = await City.OpenAsync();
        var (draft, company) = await DraftAsync(city);
        city.Source.Says = _ => new SourceAway(city.Clock.GetUtcNow().AddSeconds(30), "down");
        draft = await city.FillInAsync(await city.Fetching.FetchAsync(draft), company);
        Assert.Equal(MaterialLabel.Later, LabelOf(city, draft));
        var submitted = await city.DoAsync(draft, Applicant(draft), new SubmitCase());
        for (var hour = 0; hour < 24; hour++)
        {
            city.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(1, await city.Recheck.SweepAsync());
        }
        var code = await city.CodeOfAsync(company);
        city.Source.Says = _ => null;
        city.Source.Holds(Register, code, ("name", "另一个名称"), ("status", "存续"));
        city.Clock.Advance(TimeSpan.FromHours(1));
        await city.Recheck.SweepAsync();
        var after = (await city.Desk.SeeAsync(submitted.Id, Actor.Engine)).Value;
        Assert.True(after.Evidence.Held[Licence].IsCheck);
        Assert.Empty(after.Evidence.Missed);
        Assert.Empty(await city.RowsAsync<RetryRow>());
        Assert.Equal(0, await city.Recheck.SweepAsync());
        // A day of outage is a few dozen entries, not thousands.
        Assert.InRange((await city.RowsAsync<DisclosureRow>()).Count(row => row.Requirement == Licence), 3, 40);
    }

    [Fact]
    public async Task A_later_change_at_the_source_never_rewrites_what_a_case_rests_on()
    {
        await using var city = await City.OpenAsync();
        var (draft, company) = await DraftAsync(city);
        var code = await city.CodeOfAsync(company);
        city.Source.Holds(Register, code, ("status", "存续"));
        var fetched = await city.Fetching.FetchAsync(draft);
        city.Source.Holds(Register, code, ("status", "注销"));
        Assert.Equal("存续", (await city.Fetching.FetchAsync(fetched)).Evidence.Held[Licence].Values["status"]);
        var forced = fetched.Evidence.Held[Licence] with { Values = fetched.Evidence.Held[Licence].Values.SetItem("status", "注销") };
        var same = await city.DoAsync(fetched, Actor.Engine, new RecordEvidence([forced], []));
        Assert.Equal("存续", same.Evidence.Held[Licence].Values["status"]);
    }

    [Fact]
    public async Task A_copy_that_an_office_verified_before_is_used_again()
    {
        await using var city = await City.OpenAsync();
        var (draft, company) = await DraftAsync(city);
        var first = await city.Fetching.FetchAsync(draft);
        first = await city.DoAsync(first, Applicant(first), new HandOverMaterial(Story.Copy(Licence)));
        first = await city.FillInAsync(first, company);
        first = await city.DoAsync(first, Applicant(first), new SubmitCase());
        first = await ConcludeAsync(city, first);
        var (second, _) = await DraftAsync(city, company);
        var held = (await city.Fetching.FetchAsync(second)).Evidence.Held[Licence];
        Assert.Equal((EvidenceLevel.B, first.Number), (held.Level, held.VerifiedIn));
        Assert.Equal(Story.Copy(Licence).Blob, held.Copy!.Blob);
        city.Clock.Advance(TimeSpan.FromDays(400));
        var (third, _) = await DraftAsync(city, company);
        Assert.False((await city.Fetching.FetchAsync(third)).Evidence.Held.ContainsKey(Licence));
    }

    [Fact]
    public async Task Officials_learn_which_answers_the_source_contradicts()
    {
        await using var city = await City.OpenAsync();
        var (draft, company) = await DraftAsync(city);
        var question = CaseForm.Questions(draft, city.Catalogue).FirstOrDefault(each => each.Prefill?.StartsWith("evidence.yyzz.", StringComparison.Ordinal) == true);
        Assert.NotNull(question);
        var item = question.Prefill!.Split('.')[2];
        draft = await city.DoAsync(draft, Applicant(draft), new GiveAnswers(new Dictionary<string, string?> { [question.Key] = "另一个" }));
        city.Source.Holds(Register, await city.CodeOfAsync(company), (item, "登记的内容"));
        Assert.Equal([question.Key], (await city.Fetching.FetchAsync(draft)).Evidence.Held[Licence].Differs);
    }

    [Fact]
    public async Task Two_pages_opened_at_once_keep_one_snapshot()
    {
        await using var city = await City.OpenAsync("postgres");
        var (draft, company) = await DraftAsync(city);
        city.Source.Holds(Register, await city.CodeOfAsync(company), ("name", company.Name));
        await Task.WhenAll(city.Fetching.FetchAsync(draft), city.Fetching.FetchAsync(draft));
        Assert.Single(await city.EventsAsync(draft), happened => happened is EvidenceObtained { Held.Material: Licence });
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_doubted_fact_is_checked_by_who_provides_it_also_when_everything_dies_right_after_the_doubt(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        var (draft, company) = await DraftAsync(city);
        city.Source.Holds(Register, await city.CodeOfAsync(company), ("address", "旧地址"));
        var fetched = await city.Fetching.FetchAsync(draft);
        var sourced = new SourcedAnswer(fetched.Evidence.Held[Licence], "address", "旧地址");
        await city.DoAsync(fetched, Applicant(draft), new DoubtEvidence("business-address", "新地址", sourced));
        Assert.Empty(await city.RowsAsync<DataObjectionRow>()); // Here it died: nobody follows, and nothing else was begun.
        await using var restarted = await city.AnotherNodeAsync();
        await restarted.Doubts.CatchUpAsync(restarted.Store, 0);
        await city.Doubts.CatchUpAsync(city.Store, 0); // The other node, or the same after one more death.
        var raised = Assert.Single(await city.RowsAsync<DataObjectionRow>());
        Assert.Equal((ObjectionKind.Value, "scjg", "旧地址", "新地址"), (raised.Kind, raised.Owner, raised.Sourced, raised.Given));
        Assert.Equal((draft.Applicant.Party, await city.CodeOfAsync(company)), (raised.RaisedBy, raised.Subject));
        Assert.Equal("answer-objection", Assert.Single(await city.RowsAsync<DutyRow>(), duty => duty.Stream == raised.Id).Kind);
    }

    [Fact]
    public async Task Nobody_but_the_engine_puts_evidence_into_a_case()
    {
        await using var city = await City.OpenAsync();
        var (draft, _) = await DraftAsync(city);
        var held = new HeldEvidence(Licence, EvidenceLevel.A, city.Today);
        Assert.Equal("case.engine-only", (await city.Desk.DoAsync(draft.Id, Applicant(draft), new RecordEvidence([held], []))).Refusal!.Code);
    }

    internal static async Task<(Case Draft, Subject Company)> DraftAsync(
        City city, Subject? company = null, bool? word = true)
    {
        var person = await city.PersonAsync();
        company ??= await city.CompanyAsync();
        await city.MandateAsync(company, person);
        var opened = (await city.OpenAsync(FoodLicence, company, person)).Value;
        return (word is null ? opened : await city.DoAsync(opened, Applicant(opened), new AnswerFetching(word)), company);
    }

    private static Actor Applicant(Case current) => new(current.Applicant.Party.ToString(), ActorRole.Resident);

    private static MaterialLabel LabelOf(City city, Case current) =>
        CaseLabels.Of(current, CaseForm.Materials(current, city.Catalogue).Single(each => each.Key == Licence));

    private static async Task<Case> ConcludeAsync(City city, Case current)
    {
        current = await city.DoAsync(current, City.Office(current), new AcceptCase());
        while (current.Members[0].Steps.FirstOrDefault(step => step.IsOpen) is { } step)
            current = await city.DoAsync(current, City.Official(step.Agency), new ExamineStep(null, step.Key, true, "见附件"));
        current = await city.DoAsync(current, City.Office(current), new DecideCase(null, true, "材料齐全，符合条件。"));
        return await city.DoAsync(current, City.Office(current), new DeliverResult(null, DeliveryMethod.Online, null));
    }
}
