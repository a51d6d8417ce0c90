using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>What an office can do with a member of a case now, by name; the names are those of the API.</summary>
internal static class MemberActs
{
    public static IReadOnlyList<string> Open(
        Case current, Member member, string office, MatterEdition edition, bool isLate, DateOnly today)
    {
        var acts = new List<string>();
        if (member.Steps.Any(step => step.IsOpen && step.Agency == office)
            && member.State == MemberState.Accepted && !member.IsSuspended)
            acts.Add("examine");
        if (member.Agency == office)
            acts.AddRange(OfTheOwner(member, edition, isLate, today));
        if (current.Rating is { IsBad: true, Answer: null } rating && rating.Office == office)
            acts.Add("answer-rating");
        return acts;
    }

    private static IEnumerable<string> OfTheOwner(
        Member member, MatterEdition edition, bool isLate, DateOnly today) => member.State switch
        {
            MemberState.Received when member.Supplement is null => ["accept", "request-supplement", "refuse", "transfer"],
            MemberState.Received => ["accept", "refuse", "transfer"],
            // Who was asked and let the day pass may be refused.
            MemberState.SupplementRequested => member.Supplement?.ReplyBy < today ? ["refuse", "transfer"] : ["transfer"],
            MemberState.Accepted when member.IsSuspended => ["resume", "transfer"],
            MemberState.Accepted => [.. Deciding(member), .. Time(member, edition, isLate), "transfer"],
            MemberState.Decided => ["deliver", "reopen"],
            MemberState.Concluded or MemberState.Refused => ["reopen"],
            _ => [],
        };

    private static IEnumerable<string> Time(Member member, MatterEdition edition, bool isLate)
    {
        if (isLate)
            yield return "explain";
        else
            yield return "suspend";
        if (edition.Statutory?.Extension is not null
            && member.Statutory?.Entries.All(entry => entry.Kind != ClockEntryKind.Extended) == true)
            yield return "extend";
    }

    private static string[] Deciding(Member member) =>
        member.Steps.All(step => step.DoneOn is not null) || member.Steps.Any(step => step.IsPassed == false) ? ["decide"] : [];

    /// <summary>The command that a form of the case page asks for; null when there is no such act.</summary>
    public static ICaseCommand? Read(string act, string matter, SentForm form) => act switch
    {
        "accept" => new AcceptCase(matter, form.Seen),
        "refuse" => new RefuseAcceptance(matter, Reasons(form), form["basis"], form.Seen),
        "request-supplement" => new RequestSupplement(matter, GapsOf(form), form.Day("replyBy"), form.Seen),
        "examine" => new ExamineStep(matter, form["step"], form["passed"] == "yes", form["opinion"], form.Seen),
        "decide" => new DecideCase(
            matter, form["granted"] == "yes", Reasons(form), form["basis"], form["latenessReason"], form.Seen),
        "deliver" => new DeliverResult(
            matter, Enum.TryParse<DeliveryMethod>(form["method"], out var way) ? way : DeliveryMethod.Online,
            form["note"], form.Seen),
        "suspend" => new SuspendClock(matter, form["ground"], form["notice"], Limit(form, "announced"), form.Seen),
        "resume" => new ResumeClock(matter, form.Seen),
        "extend" => new ExtendClock(matter, Limit(form, "by") ?? default, form["approvedBy"], Reasons(form), form.Seen),
        "explain" => new ExplainLateness(matter, Reasons(form), form.Seen),
        "transfer" => new TransferCase(matter, form["to"], form["reason"], form.Seen),
        "reopen" => new ReopenCase(matter, form["reason"], form["ground"], form.Seen),
        "answer-rating" => new AnswerRating(form["answer"]),
        _ => null,
    };

    /// <summary>The choice that an act's form leaves open; null when all is chosen.</summary>
    public static string? Unchosen(string act, SentForm form) => act switch
    {
        "examine" when form["passed"] is not ("yes" or "no") => "passed",
        "decide" when form["granted"] is not ("yes" or "no") => "granted",
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
            ? new(amount,
                Enum.TryParse<TimeUnit>(form["unit"], out var unit) && Enum.IsDefined(unit) ? unit : TimeUnit.WorkingDays)
            : null;

    private static SupplementGap[] GapsOf(SentForm form) =>
    [
        .. form.Fields.Keys.Where(name => name.StartsWith("problem-", StringComparison.Ordinal))
            .Select(name => name["problem-".Length..])
            .Where(key => form["problem-" + key] is not null || form.Has("gap-" + key))
            .Select(key => new SupplementGap(key, form["problem-" + key] ?? "", form["ground-" + key] ?? "")),
    ];
}
