using Yitong.Acting;
using Yitong.Benefits;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Programmes.Tests.Files;

public sealed class BenefitFileTests : IAsyncLifetime
{
    private FileWorld city = null!;

    public async ValueTask InitializeAsync() => city = await FileWorld.OpenAsync();

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task Tells_of_a_policy_that_was_gained_once()
    {
        var file = await city.HiringAsync();
        Assert.Equal([(MessageKind.Gained, "P021")], Told(file));
        file = (await city.SupplyAsync(("graduates_hired", "5"))).Value;
        Assert.Equal([(MessageKind.Gained, "P021")], Told(file));
    }

    [Fact]
    public async Task Tells_of_a_policy_that_was_lost()
    {
        await city.HiringAsync();
        var file = (await city.SupplyAsync(("graduates_hired", "0"))).Value;
        Assert.Equal([(MessageKind.Gained, "P021"), (MessageKind.Lost, "P021")], Told(file));
        Assert.DoesNotContain("P021", file.Matches);
    }

    [Fact]
    public async Task A_fact_that_is_taken_away_is_unknown_and_not_no()
    {
        await city.HiringAsync();
        var file = (await city.SupplyAsync(("graduates_hired", ""))).Value;
        Assert.False(file.Facts.ContainsKey("graduates_hired"));
        Assert.DoesNotContain("P021", file.Matches);
    }

    [Fact]
    public async Task Whoever_wants_quiet_is_told_nothing_but_still_matches()
    {
        await city.SupplyAsync(("registered_in_city", "yes"));
        await city.DoAsync(new SetQuiet(true));
        var file = await city.HiringAsync();
        Assert.Empty(file.Messages);
        Assert.Contains("P021", file.Matches);
    }

    [Fact]
    public async Task A_payment_that_came_back_is_told_once_also_to_whoever_wants_quiet_or_is_not_known_yet()
    {
        await city.HiringAsync();
        await city.DoAsync(new SetQuiet(true));
        var person = Payments.PaymentWorld.Subject(1);
        await city.ReturnedAsync("P020", FileWorld.Company, person);
        await city.ReturnedAsync("P020", FileWorld.Company, person); // The follower was killed before it was kept how far it came.
        var file = (await city.Files.FindAsync(FileWorld.Company))!;
        Assert.Equal((MessageKind.Returned, "P020"), Assert.Single(Told(file), told => told.Item1 == MessageKind.Returned));
        var unknown = (await city.Files.FindAsync(person))!;
        Assert.Equal((SubjectKind.Person, "P020"), (unknown.Kind, Assert.Single(unknown.Messages).About));
    }

    [Fact]
    public async Task Messages_are_read_up_to_the_one_that_was_seen()
    {
        await city.HiringAsync();
        await city.SupplyAsync(("graduates_hired", "0"));
        var file = (await city.DoAsync(new ReadMessages(1))).Value;
        Assert.Equal([true, false], file.Messages.Select(message => message.IsRead));
    }

    [Fact]
    public async Task A_day_on_which_a_policy_ends_is_told_when_it_is_judged_anew()
    {
        await city.SupplyAsync(("vat_type", "small-scale"));
        city.On(new(2028, 1, 1));
        var file = (await city.DoAsync(new JudgeFile())).Value;
        Assert.Contains((MessageKind.Lost, "P023"), Told(file));
        var again = (await city.DoAsync(new JudgeFile())).Value;
        Assert.Equal(file.MessageCount, again.MessageCount);
    }

    [Fact]
    public async Task A_sweep_judges_every_file_and_tells_nothing_twice()
    {
        await city.SupplyAsync(("vat_type", "small-scale"));
        city.On(new(2028, 1, 1));
        using var sweep = new BenefitFileSweep(city.Desk, city.Files, city.Library, TimeProvider.System);
        Assert.Equal(1, await sweep.SweepAsync());
        var told = (await city.Files.FindAsync(FileWorld.Company))!.MessageCount;
        await sweep.SweepAsync();
        Assert.Equal(told, (await city.Files.FindAsync(FileWorld.Company))!.MessageCount);
    }

    [Fact]
    public async Task The_registers_know_at_once_what_was_supplied_and_what_was_taken_away()
    {
        using var registers = city.Registers();
        Assert.False(await KnowsAsync());
        await city.HiringAsync();
        Assert.True(await KnowsAsync());
        await city.SupplyAsync(("graduates_hired", ""));
        Assert.False(await KnowsAsync());

        Task<bool> KnowsAsync() => registers.AskAsync(SubjectKind.Company, FileWorld.Today, register =>
            Pack.Dalian.Facts().TryFind("graduates_hired", out var fact) && SubjectCode.TryParse(FileWorld.Company, out var code)
            && register.TryFind(code, out var row) && register[row, fact.Index].IsKnown);
    }

    [Fact]
    public async Task A_disputed_fact_goes_to_the_agency_that_supplied_it_and_its_correction_counts_at_once()
    {
        await city.SupplyAsync(("registered_in_city", "yes"), ("graduates_hired", "0"), ("graduates_insured_months", "3"));
        await city.DoAsync(new DisputeFact("graduates_hired", "招了4个"));
        var row = Assert.Single((await city.Files.OpenDisputesAsync("sbzx")).Items);
        Assert.Equal("graduates_hired", row.Fact);
        var answered = await city.AnswerAsync("sbzx", "4", "已按参保记录更正");
        Assert.Equal("4", answered.Value.Facts["graduates_hired"].Value);
        Assert.Contains("P021", answered.Value.Matches);
        Assert.Contains((MessageKind.Answered, "graduates_hired"), Told(answered.Value));
        Assert.Empty((await city.Files.OpenDisputesAsync("sbzx")).Items);
    }

    [Fact]
    public async Task Disputes_are_listed_page_by_page_and_each_is_found_alone()
    {
        await city.HiringAsync();
        await city.DoAsync(new DisputeFact("graduates_hired", "不对"));
        await city.DoAsync(new DisputeFact("graduates_insured_months", "也不对"));
        var first = await city.Files.OpenDisputesAsync("sbzx", take: 1);
        var second = await city.Files.OpenDisputesAsync("sbzx", first.Next, 1);
        Assert.Equal([1, 2], first.Items.Concat(second.Items).Select(row => row.Number));
        Assert.Null(second.Next);
        Assert.Equal("也不对", (await city.Files.DisputeAsync(SubjectFile.IdOf(FileWorld.Company), 2))?.Said);
        Assert.Contains((await city.DutiesAsync()).Owed, duty => duty.Link == $"/work/disputes/{SubjectFile.IdOf(FileWorld.Company)}/2");
    }

    [Fact]
    public async Task A_dispute_is_owed_an_answer_within_its_limit_until_it_is_answered()
    {
        await city.HiringAsync();
        await city.DoAsync(new DisputeFact("graduates_hired", "招了4个"));
        var owed = Assert.Single((await city.DutiesAsync()).Owed);
        Assert.Equal(("answer-dispute", "sbzx", "graduates_hired"), (owed.Kind, owed.Office, owed.Title));
        Assert.Equal(Pack.Dalian.Calendar.AddWorkingDays(FileWorld.Today, 10).KnownDay, owed.Due);
        await city.AnswerAsync("sbzx", null, "核实无误");
        Assert.Empty((await city.DutiesAsync()).Owed);
        Assert.Equal((owed.Due, false), Assert.Single((await city.DutiesAsync()).Met) switch { var met => (met.Due, met.IsLate) });
    }

    [Fact]
    public void A_dispute_from_before_there_were_limits_is_owed_without_a_day()
    {
        var kind = BenefitFileHistory.Kind(Pack.Dalian);
        var at = new Happening(SubjectFile.IdOf(FileWorld.Company), 1, Act.Of(new(2026, 6, 1, 2, 0, 0, default), FileWorld.Resident, "test"));
        var file = kind.Fold(null, new FactsSupplied(FileWorld.Company, SubjectKind.Company, []), at);
        var disputed = kind.Fold(file, new FactDisputed("graduates_hired", "2", "招了4个", "sbzx"), at);
        var owed = kind.Shared!.Of(file, disputed, at).Select(change => change.Row).OfType<DutyRow>().Single();
        Assert.Equal((FileWorld.Today, null, "answer-dispute"), (owed.Since, owed.Due, owed.Kind));
    }

    [Theory]
    [InlineData("kjj", "4", "答复", "dispute.not-yours")]
    [InlineData("sbzx", "four", "答复", "fact.not-a-value")]
    [InlineData("sbzx", "-1", "答复", "fact.not-a-value")]
    [InlineData("sbzx", "4", " ", "dispute.no-answer")]
    public async Task An_answer_comes_from_the_supplier_with_a_value_and_words(string office, string value, string answer, string code)
    {
        await city.HiringAsync();
        await city.DoAsync(new DisputeFact("graduates_hired", "不对"));
        var done = await city.AnswerAsync(office, value, answer);
        Assert.Equal(code, done.Refusal!.Code);
    }

    [Fact]
    public async Task A_dispute_is_answered_once_and_open_once()
    {
        await city.HiringAsync();
        await city.DoAsync(new DisputeFact("graduates_hired", "不对"));
        var second = await city.DoAsync(new DisputeFact("graduates_hired", "还是不对"));
        Assert.Equal("dispute.open-already", second.Refusal!.Code);
        await AnswerAsync();
        Assert.Equal("dispute.answered-already", (await AnswerAsync()).Refusal!.Code);

        Task<Outcome<SubjectFile>> AnswerAsync() => city.AnswerAsync("sbzx", null, "核实无误");
    }

    [Theory]
    [InlineData("nobody_knows", "1", "fact.unknown")]
    [InlineData("born_on", "1990-01-01", "fact.other-subject")]
    [InlineData("entity_size", "tiny", "fact.not-a-value")]
    [InlineData("layoff_rate_last_year", "1/0", "fact.not-a-value")]
    [InlineData("total_assets", "0.001", "fact.not-a-value")]
    public async Task A_fact_that_cannot_be_is_refused_whole(string fact, string value, string code)
    {
        var done = await city.SupplyAsync(("registered_in_city", "yes"), (fact, value));
        Assert.Equal(code, done.Refusal!.Code);
        Assert.Null(await city.Files.FindAsync(FileWorld.Company));
    }

    private static IEnumerable<(MessageKind, string)> Told(SubjectFile file) =>
        file.Messages.Select(message => (message.Kind, message.About));
}
