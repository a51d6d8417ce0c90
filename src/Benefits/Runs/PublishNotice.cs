using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>Shows the list of a run to everybody (公示), for as many working days as its terms say.</summary>
[Act("publish-notice")]
internal sealed record PublishNotice : ICommand<BenefitRun, RunEvent>
{
    public Refusal? NotNow(BenefitRun now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : now.State != RunState.Confirmed ? new("run.not-confirmed")
        : UntilOf(now, facts) is null ? new("run.calendar-ends")
        : null;

    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, Facts facts) =>
        new RunEvent[] { new NoticePublished(facts.Today, UntilOf(now, facts)!.Value) };

    private static DateOnly? UntilOf(BenefitRun now, Facts facts) =>
        facts.Calendar.AddWorkingDays(facts.Today, now.Terms.NoticeDays).KnownDay;
}
