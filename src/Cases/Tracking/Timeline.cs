using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Puts a case's events into sentences (<c>event.{type}</c>), oldest first.</summary>
internal sealed class Timeline(CityCatalogue city, Texts texts, Wording wording)
{
    /// <summary>One line per event that an applicant has an interest in.</summary>
    public IReadOnlyList<TimelineLine> Of(
        Case current, IReadOnlyList<(RecordedEvent Recorded, CaseEvent Happened)> history)
    {
        var submitted = history.FirstOrDefault(entry => entry.Happened is CaseSubmitted).Recorded?.Version ?? int.MaxValue;
        return
        [
            .. News(history).Where(entry => IsShown(entry.Happened, entry.Recorded.Version > submitted))
                .Select(entry => new TimelineLine(
                    wording.Instant(entry.Recorded.Act.At),
                    texts.Say("event." + entry.Recorded.Type["case.".Length..], Values(current, entry.Happened)),
                    WhoOf(entry.Recorded.Act.By))),
        ];
    }

    // Of what another city reports, only a new state is news.
    private static IEnumerable<(RecordedEvent Recorded, CaseEvent Happened)> News(
        IReadOnlyList<(RecordedEvent Recorded, CaseEvent Happened)> history)
    {
        MemberState? told = null;
        foreach (var entry in history)
        {
            var state = entry.Happened is PartnerReported { Report.State: var now } ? now : told;
            if (entry.Happened is not PartnerReported || state != told) yield return entry;
            told = state;
        }
    }

    // Filling in and warnings inside the office are no news to the applicant.
    private static bool IsShown(CaseEvent happened, bool isSubmitted) => happened switch
    {
        MaterialHandedOver => isSubmitted,
        // The first try is told; that a source is still away an hour later is in the log of who looked.
        EvidenceNotObtained e => e.Missed.Tries == 1,
        AnswersGiven or MaterialTakenBack or OfficeWarned or PackageTaken or ResultAttached or ResultTakenBack => false,
        DeadlineRecomputed e => e.Shown != e.Now,
        _ => true,
    };

    private string? WhoOf(Actor by) => by.Role switch
    {
        ActorRole.Official when by.Office is { } office => city.AgencyName(office),
        ActorRole.Clerk when by.Office is { } station => city.Station(station)?.Name ?? station,
        ActorRole.Engine => texts["event.by-engine"],
        _ => null,
    };

    private Dictionary<string, string> Values(Case current, CaseEvent happened)
    {
        var values = new Dictionary<string, string>
        {
            // A case of one matter need not name it in every line.
            ["matter"] = happened is MemberEvent { Matter: var matter } && current.Kind == CaseKind.Journey
                ? texts.Say("event.of", ("title", TitleOf(current, matter))) : "",
        };
        foreach (var (name, value) in Details(current, happened))
            values[name] = value ?? "";
        return values;
    }

    private (string Name, string? Value)[] Details(Case current, CaseEvent happened) => happened switch
    {
        MaterialHandedOver e => [("material", NameOf(current, e.Copy.Material)),
            ("how", texts[e.Copy.IsCommitment ? "event.promised" : "event.handed-over"])],
        EvidenceObtained e => [("material", NameOf(current, e.Held.Material)),
            ("level", texts[$"evidence.level-{e.Held.Level}"])],
        EvidenceNotObtained e => [("material", NameOf(current, e.Missed.Material)),
            ("how", texts[e.Missed.RetryAt is null ? "event.missed" : "event.missed-away"])],
        EvidenceConsented e => [("material", NameOf(current, e.Material))],
        FetchingAnswered e => [("agreed", texts[e.IsAgreed ? "event.fetching-agreed" : "event.fetching-declined"])],
        EvidenceOutdated e => [("material", NameOf(current, e.Material))],
        EvidenceDoubted e => [("material", NameOf(current, e.Doubt.Material))],
        SupplementRequested e => [("n", $"{e.Gaps.Length}")],
        MemberAccepted e => [("silence", e.IsBySilence ? texts["track.by-silence"] : "")],
        AcceptanceRefused e => [("reasons", e.Reasons), ("basis", e.Basis)],
        MemberJudged e => [("result", texts[$"finding.{e.Finding.Answer}"])],
        StepExamined e => [("step", current.Find(e.Matter)?.Steps.FirstOrDefault(step => step.Key == e.Step)?.Title ?? e.Step),
            ("result", texts[e.IsPassed ? "step.passed" : "step.failed"])],
        ClockSuspended e => [("ground", e.Ground), ("notice", e.Notice), ("length", wording.Limit(e.Announced))],
        ClockExtended e => [("length", wording.Limit(e.By)), ("reason", e.Reason)],
        MemberTransferred e => [("to", city.AgencyName(e.To)), ("reason", e.Reason)],
        MemberDecided e => [("result", texts[e.IsGranted ? "decision.granted" : "decision.denied"])],
        MemberDelivered e => [("how", texts[$"delivery.{e.Method}"])],
        CaseWithdrawn e => [("reason", e.Reason)],
        MemberBlocked e => [("because", TitleOf(current, e.Because))],
        MemberReopened e => [("reason", e.Reason), ("ground", e.Ground)],
        LatenessExplained e => [("reason", e.Reason)],
        DeadlineRecomputed e => [("shown", DayOf(e.Shown)), ("now", DayOf(e.Now))],
        CaseRated e => [("stars", texts[$"rate.{e.Stars}"])],
        RatingAnswered e => [("answer", e.Answer)],
        PartnerReported e => [("city", city.AgencyName(current.Members[0].Agency)), ("state", texts[$"member.{e.Report.State}"])],
        CertificateNoted e => [("name", e.Certificate.Name),
            ("status", texts[$"certificate-status.{(int)e.Certificate.Status:00}"])],
        HandoverRefused e => [("why", e.Why)],
        WithdrawalAsked e => [("reason", e.Reason)],
        _ => [],
    };

    private string DayOf(DateOnly? day) => day is { } known ? wording.Day(known) : texts["event.no-day"];

    private string NameOf(Case current, string material) =>
        CaseForm.Materials(current, city).FirstOrDefault(one => one.Key == material)?.Name ?? material;

    private string TitleOf(Case current, string matter) => current.Find(matter) is { } member
        ? city.Edition(member.Matter, member.Edition).PlainTitle
        : city.MatterOn(matter, current.OpenedOn)?.PlainTitle ?? matter;
}
