using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>What an office can do with a member of a case, by name; the names are those of the API.</summary>
internal static class MemberActs
{
    // In the order in which a page offers them.
    private static readonly string[] Names =
    [
        "examine", "accept", "request-supplement", "refuse", "decide", "deliver", "resume", "explain", "suspend", "extend",
        "transfer", "reopen", "answer-rating",
    ];

    private static readonly SentForm Nothing = new(FormCollection.Empty);

    /// <summary>The acts that are open now: each command is asked itself, with nothing filled in.</summary>
    public static IReadOnlyList<string> Open(Case current, Member member, CaseFacts facts) =>
    [
        .. Names.Where(act => act == "examine"
            ? member.Steps.Any(step => IsOpen(new ExamineStep(member.Matter, step.Key, null, null), current, facts))
            : IsOpen(Read(act, member.Matter, Nothing)!, current, facts)),
    ];

    private static bool IsOpen(CaseCommand command, Case current, CaseFacts facts) => command.NotNow(current, facts) is null;

    /// <summary>The command that a form of the case page asks for; null when there is no such act.</summary>
    public static CaseCommand? Read(string act, string matter, SentForm form) => act switch
    {
        "accept" => new AcceptCase(matter, form.Seen),
        "refuse" => new RefuseAcceptance(matter, Reasons(form), form["basis"], form.Seen),
        "request-supplement" => new RequestSupplement(matter, GapsOf(form), form.Day("replyBy"), form.Seen),
        "examine" => new ExamineStep(matter, form["step"], form.Choice("passed"), form["opinion"], form.Seen),
        "decide" => new DecideCase(
            matter, form.Choice("granted"), Reasons(form), form["basis"], form["latenessReason"], form.Seen),
        "deliver" => new DeliverResult(
            matter, form.Chosen<DeliveryMethod>("method"), form["note"], form.Seen),
        "suspend" => new SuspendClock(matter, form["ground"], form["notice"], Limit(form, "announced"), form.Seen),
        "resume" => new ResumeClock(matter, form.Seen),
        "extend" => new ExtendClock(matter, Limit(form, "by") ?? default, form["approvedBy"], Reasons(form), form.Seen),
        "explain" => new ExplainLateness(matter, Reasons(form), form.Seen),
        "transfer" => new TransferCase(matter, form["to"], form["reason"], form.Seen),
        "reopen" => new ReopenCase(matter, form["reason"], form["ground"], form.Seen),
        "answer-rating" => new AnswerRating(form["answer"]),
        _ => null,
    };

    // A template and one's own words: both, or either.
    private static string? Reasons(SentForm form) =>
        (form["template"], form["reasons"]) switch
        {
            ({ } template, { } own) => template + own,
            var (template, own) => own ?? template,
        };

    private static TimeLimit? Limit(SentForm form, string name) =>
        form.Number(name) is { } amount && amount is > 0 and < 1000
            ? new(amount, form.Chosen<TimeUnit>("unit") ?? TimeUnit.WorkingDays)
            : null;

    private static SupplementGap[] GapsOf(SentForm form) =>
    [
        .. form.Fields.Keys.Where(name => name.StartsWith("problem-", StringComparison.Ordinal))
            .Select(name => name["problem-".Length..])
            .Where(key => form["problem-" + key] is not null || form.Has("gap-" + key))
            .Select(key => new SupplementGap(key, form["problem-" + key] ?? "", form["ground-" + key] ?? "")),
    ];
}
