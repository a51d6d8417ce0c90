using Yitong.Acting;
using Yitong.Cases;
using Yitong.Kernel;

namespace Yitong.Spine.Tests.Casework;

public sealed class SubmitCaseTests
{
    [Fact]
    public void Is_refused_with_every_answer_and_material_that_is_missing_at_once()
    {
        var story = Story.Draft("M009");
        var fields = story.Applicant(new SubmitCase()).Refusal!.Fields.Select(fault => fault.Field).ToList();
        Assert.Contains(fields, field => CaseForm.Materials(story.Now, Story.Catalogue).Any(m => m.Key == field));
        Assert.Contains(fields, field => CaseForm.Questions(story.Now, Story.Catalogue).Any(q => q.Key == field));
        Assert.Equal(fields.Count, fields.Distinct().Count());
    }

    [Fact]
    public void Reaches_the_office_and_starts_its_five_working_days()
    {
        var member = Story.Submitted("M009", "2026-09-28").Member();
        Assert.Equal(MemberState.Received, member.State);
        Assert.Equal(new Deadline.On(Story.Day("2026-10-10")), member.Clocks.Notice!.Due(Story.Catalogue.Calendar));
    }

    [Fact]
    public void Is_refused_to_a_stranger_as_if_the_case_did_not_exist() =>
        Assert.Equal("case.not-found", Story.Draft("M009").Stranger(new SubmitCase()).Refusal!.Code);

    [Fact]
    public void Is_refused_a_second_time() =>
        Assert.Equal("case.already-submitted", Story.Submitted("M009").Applicant(new SubmitCase()).Refusal!.Code);

    [Fact]
    public void Is_refused_from_a_stale_screen()
    {
        var story = Story.Draft("M009");
        var seen = story.Now.Version;
        story.FillIn();
        Assert.Equal(RefusalKind.Stale, story.Applicant(new SubmitCase(seen)).Refusal!.Kind);
    }
}

public sealed class GiveAnswersTests
{
    [Fact]
    public void Understands_full_width_digits()
    {
        var (answer, fault) = AnswerReading.Read(Ask(Yitong.Catalogue.AnswerKind.Number), "１ ２００", Today);
        Assert.Null(fault);
        Assert.Equal("1200", answer);
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01")]
    [InlineData("明天")]
    public void Refuses_a_day_that_is_not_in_the_calendar(string text) =>
        Assert.Equal("answer.not-a-date", AnswerReading.Read(Ask(Yitong.Catalogue.AnswerKind.Date), text, Today).Fault!.Code);

    [Theory]
    [InlineData("2026年9月8日")]
    [InlineData("2026/9/8")]
    [InlineData("２０２６．９．８")]
    [InlineData("20260908")]
    public void Reads_days_as_people_write_them(string text) =>
        Assert.Equal("2026-09-08", AnswerReading.Read(Ask(Yitong.Catalogue.AnswerKind.Date), text, Today).Answer);

    [Fact]
    public void Names_a_question_that_is_not_asked()
    {
        var refusal = Story.Draft("M009").Applicant(new GiveAnswers(new Dictionary<string, string?> { ["x"] = "1" })).Refusal!;
        Assert.Equal("answer.no-such-question", refusal.Fields[0].Code);
    }

    [Fact]
    public void Keeps_nothing_of_a_set_with_one_fault()
    {
        var story = Story.Draft("M009");
        var question = CaseForm.Questions(story.Now, Story.Catalogue)[0];
        story.Applicant(new GiveAnswers(new Dictionary<string, string?> { [question.Key] = Story.Sample(question), ["x"] = "1" }));
        Assert.Empty(story.Now.Answers);
    }

    private static readonly DateOnly Today = new(2026, 9, 28);
    private static Yitong.Catalogue.Question Ask(Yitong.Catalogue.AnswerKind kind) => new("q", "？", kind, [], null, false, null);
}

public sealed class AcceptCaseTests
{
    [Fact]
    public void Starts_the_promised_and_the_statutory_clock()
    {
        var member = Story.Accepted("M009", "2026-09-28").Member();
        Assert.Equal(MemberState.Accepted, member.State);
        Assert.Equal(5, member.Clocks.Promised!.Budget.Amount);
        Assert.Equal(10, member.Clocks.Statutory!.Budget.Amount);
    }

    [Fact]
    public void Is_refused_to_another_agency() =>
        Assert.Equal("case.other-office", Story.Submitted("M009").Office(new AcceptCase(), "rsj").Refusal!.Code);

    [Fact]
    public void Is_refused_before_submission() =>
        Assert.Equal("case.not-submitted", Story.Draft("M009").Office(new AcceptCase()).Refusal!.Code);

    [Fact]
    public void Is_refused_twice() =>
        Assert.Equal("case.already-accepted", Story.Accepted("M009").Office(new AcceptCase()).Refusal!.Code);

    [Fact]
    public void Happens_by_law_on_the_sixth_day_without_a_word_and_is_dated_to_the_receipt()
    {
        var story = Story.Submitted("M009", "2026-09-07");
        story.On("2026-09-14").Engine(new RingClocks("M009"));
        Assert.Equal(MemberState.Received, story.Member().State);
        story.On("2026-09-15").Engine(new RingClocks("M009"));
        Assert.True(story.Member().IsAcceptedBySilence);
        Assert.Equal(Story.Day("2026-09-07"), story.Member().AcceptedOn);
        Assert.Equal(Story.Day("2026-09-07"), story.Member().Clocks.Promised!.StartedOn);
    }

    [Fact]
    public void By_law_is_not_for_officials() =>
        Assert.Equal("case.engine-only", Story.Submitted("M009").Office(new RingClocks("M009")).Refusal!.Code);
}

public sealed class RequestSupplementTests
{
    [Fact]
    public void Stops_the_office_clock_and_restarts_it_at_the_supply()
    {
        var story = Supplement();
        Assert.True(story.Member().Clocks.Notice!.IsStopped);
        Supply(story.On("2026-10-12"));
        Assert.Equal(MemberState.Received, story.Member().State);
        Assert.Equal(Story.Day("2026-10-12"), story.Member().Clocks.Notice!.StartedOn);
    }

    [Fact]
    public void Is_lawful_only_once()
    {
        var story = Supplement();
        Supply(story);
        var refusal = story.Office(Request(story)).Refusal!;
        Assert.Equal("case.supplement-only-once", refusal.Code);
        Assert.Contains("三十二", refusal.Law, StringComparison.Ordinal);
    }

    [Fact]
    public void Must_say_what_is_wrong_and_on_what_ground()
    {
        var story = Story.Submitted("M009");
        var gap = new SupplementGap(FirstMaterial(story), " ", "");
        var fields = story.Office(new RequestSupplement(null, [gap])).Refusal!.Fields.Select(fault => fault.Field);
        Assert.Equal(["gaps[0].problem", "gaps[0].ground"], fields);
    }

    [Fact]
    public void Without_any_gap_is_refused() =>
        Assert.Equal("gaps", Story.Submitted("M009").Office(new RequestSupplement(null, [])).Refusal!.Fields[0].Field);

    [Fact]
    public void Past_its_day_lets_the_office_refuse()
    {
        var story = Story.Submitted("M009", "2026-09-21");
        story.Office(Request(story, "2026-09-25"));
        Assert.False(story.On("2026-09-25").Office(new RefuseAcceptance(null, "未补正", "规定")).IsGranted);
        Assert.True(story.On("2026-09-26").Office(new RefuseAcceptance(null, "未补正", "规定")).IsGranted);
    }

    private static Story Supplement()
    {
        var story = Story.Submitted("M009", "2026-09-28");
        Assert.True(story.Office(Request(story)).IsGranted);
        return story;
    }

    private static void Supply(Story story) => Assert.True(
        story.Applicant(new SupplyGaps(Copies: [Story.Mended(FirstMaterial(story))])).IsGranted);

    private static RequestSupplement Request(Story story, string? replyBy = null) => new(
        null, [new(FirstMaterial(story), "缺少签字页", "食品经营许可管理办法")],
        replyBy is null ? null : Story.Day(replyBy));

    private static string FirstMaterial(Story story) => CaseForm.Materials(story.Now, Story.Catalogue)[0].Key;
}

public sealed class DecideCaseTests
{
    [Fact]
    public void Waits_for_every_step_of_the_examination() =>
        Assert.Equal("case.steps-open", Story.Accepted("M009").Office(new DecideCase(null, true, null)).Refusal!.Code);

    [Fact]
    public void A_denial_needs_reasons()
    {
        var story = Story.Accepted("M009");
        story.ExamineAll(null, false);
        Assert.Equal("reasons", story.Office(new DecideCase(null, false, " ")).Refusal!.Fields[0].Field);
    }

    [Fact]
    public void A_failed_step_cannot_be_granted()
    {
        var story = Story.Accepted("M009");
        story.ExamineAll(null, false);
        Assert.Equal("case.step-failed", story.Office(new DecideCase(null, true, "好")).Refusal!.Code);
    }

    [Fact]
    public void A_second_decision_is_refused() =>
        Assert.Equal("case.already-decided", Story.Decided("M009").Office(new DecideCase(null, true, "好")).Refusal!.Code);

    [Fact]
    public void A_late_office_must_say_why_and_the_applicant_can_read_it()
    {
        var story = Story.Accepted("M009", "2026-09-21");
        story.ExamineAll();
        story.On("2026-10-20");
        Assert.Equal("case.lateness-unexplained", story.Office(new DecideCase(null, true, "好")).Refusal!.Code);
        story.Office(new DecideCase(null, true, "好", LatenessReason: "系统升级"));
        Assert.Equal("系统升级", story.Member().Clocks.LatenessReason);
    }

    [Fact]
    public void Parallel_steps_of_several_agencies_do_not_make_each_other_stale()
    {
        var story = Story.Accepted("M033");
        story.Office(new ExamineStep(null, "site-survey", true, null));
        var open = story.Member().Steps.Where(step => step.IsOpen).ToList();
        Assert.True(open.Count > 1);
        var seen = story.Now.Version;
        foreach (var step in open)
        {
            var done = story.Office(new ExamineStep(null, step.Key, true, null, seen), step.Agency);
            Assert.True(done.IsGranted, done.Refusal?.Code);
        }
    }
}

public sealed class SuspendClockTests
{
    [Fact]
    public void Without_a_written_notice_the_clock_goes_on()
    {
        var story = Story.Accepted("M009");
        var refusal = story.Office(new SuspendClock(null, "检验", "", TimeLimit.WorkingDays(5))).Refusal!;
        Assert.Equal("clock.notice-missing", refusal.Code);
        Assert.False(story.Member().IsSuspended);
    }

    [Fact]
    public void Only_on_a_ground_that_the_law_knows() =>
        Assert.Equal("clock.no-lawful-ground", Story.Accepted("M009")
            .Office(new SuspendClock(null, "领导出差", "第1号", TimeLimit.WorkingDays(5))).Refusal!.Code);

    [Fact]
    public void Moves_the_due_day_by_the_time_that_does_not_count()
    {
        var story = Story.Accepted("M009", "2026-09-21");
        story.On("2026-09-22").Office(new SuspendClock(null, "检验", "第1号", TimeLimit.WorkingDays(3)));
        Assert.IsType<Deadline.Stopped>(story.Member().Clocks.Promised!.Due(Story.Catalogue.Calendar));
        story.On("2026-09-24").Office(new ResumeClock());
        // Used: the 22nd. Left: four working days from the 25th on; the make-up Sunday does not move it past the 30th.
        var due = story.Member().Clocks.Promised!.Due(Story.Catalogue.Calendar).KnownDay!.Value;
        Assert.Equal(4, Story.Catalogue.Calendar.WorkingDaysBetween(Story.Day("2026-09-24"), due));
    }

    [Fact]
    public void Nothing_is_examined_or_decided_meanwhile()
    {
        var story = Story.Accepted("M009");
        story.Office(new SuspendClock(null, "检验", "第1号", TimeLimit.WorkingDays(5)));
        Assert.Equal("case.suspended", story.Office(new ExamineStep(null, null, true, null)).Refusal!.Code);
        Assert.Equal("case.suspended", story.Office(new DecideCase(null, true, "好")).Refusal!.Code);
    }
}

public sealed class ExtendClockTests
{
    [Fact]
    public void Grows_the_limit_once_with_approval_and_reason()
    {
        var story = Story.Accepted("M024", "2026-09-21");
        var before = story.Member().Clocks.Statutory!.Due(Story.Catalogue.Calendar).KnownDay;
        Assert.True(story.Office(Extend(5)).IsGranted);
        Assert.True(story.Member().Clocks.Statutory!.Due(Story.Catalogue.Calendar).KnownDay > before);
        Assert.Equal("clock.already-extended", story.Office(Extend(1)).Refusal!.Code);
    }

    [Fact]
    public void Further_than_the_law_allows_is_refused() =>
        Assert.Equal("clock.extension-too-long", Story.Accepted("M024").Office(Extend(11)).Refusal!.Code);

    [Fact]
    public void Without_a_reason_is_refused() => Assert.Equal("clock.reason-missing", Story.Accepted("M024")
        .Office(new ExtendClock(null, TimeLimit.WorkingDays(2), "局长", " ")).Refusal!.Code);

    [Fact]
    public void Names_every_field_that_is_wrong_at_once()
    {
        var refused = Story.Accepted("M024").Office(new ExtendClock(null, TimeLimit.WorkingDays(11), null, " ")).Refusal!;
        Assert.Equal(
            ["by clock.extension-too-long", "approvedBy clock.approval-missing", "reason clock.reason-missing"],
            refused.Fields.Select(fault => $"{fault.Field} {fault.Code}"));
        Assert.Equal("clock.extension-too-long", refused.Code);
    }

    private static ExtendClock Extend(int days) => new(null, TimeLimit.WorkingDays(days), "分管副局长", "需补充现场核查");
}

public sealed class RingClocksTests
{
    [Fact]
    public void Warns_yellow_one_working_day_before_and_red_after_each_once()
    {
        var story = Story.Accepted("M009", "2026-09-21");
        foreach (var day in new[] { "2026-09-24", "2026-09-25", "2026-09-25", "2026-09-29", "2026-10-20", "2026-10-20" })
            story.On(day).Engine(new RingClocks("M009"));
        var limit = story.Member().Clocks.Warnings.Where(warning => warning.Clock == "limit").ToList();
        Assert.Equal([WarningLevel.Yellow, WarningLevel.Red], limit.Select(warning => warning.Level));
    }

    [Fact]
    public void Steps_have_their_own_limits_within_the_whole()
    {
        var story = Story.Accepted("M009", "2026-09-21");
        story.On("2026-10-20").Engine(new RingClocks("M009"));
        Assert.Contains(story.Member().Clocks.Warnings, warning => warning.Clock.StartsWith("step:", StringComparison.Ordinal));
    }
}
