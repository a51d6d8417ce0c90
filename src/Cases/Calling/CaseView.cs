using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>A case as the API shows it.</summary>
internal sealed record CaseView(
    Guid Id, string Number, CaseKind Kind, string Code, string Title, CaseStage State, int Version,
    PartyView Subject, PartyView Applicant, Channel Channel, string? Station,
    DateOnly OpenedOn, DateOnly? SubmittedOn, ClockView? Clock, IReadOnlyList<MemberView> Members,
    IReadOnlyList<StepView> Steps, IReadOnlyDictionary<string, string> Answers, IReadOnlyList<MaterialView> Materials,
    RatingView? Rating, PartnerView? Partner);

/// <summary>The other city of a case: that which decides it, or that in which it was lodged.</summary>
/// <param name="City">Its division code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Decides">Whether that city decides; otherwise it was lodged there.</param>
/// <param name="Number">The case's number there; null until that city has told it.</param>
/// <param name="Office">The agency that handles it there; null where this city decides, and before it is known.</param>
/// <param name="Due">The last day for what that office owes now; null when unknown or stopped.</param>
/// <param name="UpToDate">Whether that city has all that the applicant has given.</param>
/// <param name="Certificates">The certificates that came of it, as the deciding city told last.</param>
internal sealed record PartnerView(
    string City, string Name, bool Decides, string? Number, string? Office, DateOnly? Due, bool UpToDate,
    IReadOnlyList<NotedCertificate> Certificates);

/// <summary>A party by id and name.</summary>
internal sealed record PartyView(Guid Id, string Name);

/// <summary>A member matter of a case; a case of one matter has one.</summary>
internal sealed record MemberView(
    string Matter, string Title, string Agency, string AgencyName, MemberState State, IReadOnlyList<string> Needs,
    DateOnly? ReceivedOn, DateOnly? AcceptedOn, bool AcceptedBySilence, ClockView? Clock, SupplementView? Supplement,
    RuleFinding? Finding,
    DecisionView? Decision, DeliveredView? Delivered, string? LatenessReason, IReadOnlyList<WarningView> Warnings);

/// <summary>
/// The clock that the office is judged by: limits in law and as promised, the last day, whether time stands still, and what
/// is left in the unit of the limit. <c>due</c> is null while suspended and beyond the calendar.
/// </summary>
/// <param name="Counts">
/// What is counted: <c>notice</c> before acceptance, then <c>limit</c>, then <c>delivery</c>, or <c>whole</c>.
/// </param>
/// <param name="Statutory">The limit in law, null when no law sets one.</param>
/// <param name="Promised">The promised limit.</param>
/// <param name="StartedOn">The day that is not counted.</param>
/// <param name="Due">The last day in time.</param>
/// <param name="Weekday">Its weekday.</param>
/// <param name="BeyondCalendar">The due day lies past the published calendar, so none is promised.</param>
/// <param name="Suspended">Whether time stands still on a legal ground.</param>
/// <param name="SuspendedDays">Calendar days that did not count.</param>
/// <param name="Remaining">Units left today; negative when late.</param>
/// <param name="Light">green, yellow, red or unknown.</param>
internal sealed record ClockView(
    string Counts, LimitView? Statutory, LimitView? Promised, DateOnly StartedOn, DateOnly? Due, string? Weekday,
    bool BeyondCalendar, bool Suspended, int SuspendedDays, int? Remaining, ClockLight Light);

/// <summary>A step of the examination.</summary>
internal sealed record StepView(
    string Matter, string Step, string Title, string Agency, string AgencyName, IReadOnlyList<string> Needs,
    DateOnly? StartedOn, DateOnly? DoneOn, bool? Passed, LimitView? Limit, DateOnly? Due);

/// <summary>The one request to supplement.</summary>
/// <param name="Gaps">Everything that was missing.</param>
/// <param name="RequestedOn">The day of the request.</param>
/// <param name="ReplyBy">Until when an answer was asked for; null for no day.</param>
/// <param name="SuppliedOn">The day of the answer; null before.</param>
/// <param name="Reasons">Why the applicant left a gap as it was, by the key of the gap.</param>
internal sealed record SupplementView(
    IReadOnlyList<SupplementGap> Gaps, DateOnly RequestedOn, DateOnly? ReplyBy, DateOnly? SuppliedOn,
    IReadOnlyDictionary<string, string> Reasons);

/// <summary>A decision or a refusal to accept.</summary>
internal sealed record DecisionView(bool Granted, string Reasons, string Basis, DateOnly On);

/// <summary>How the result reached the applicant.</summary>
/// <param name="Method">How.</param>
/// <param name="Note">A tracking number, a window, a name.</param>
/// <param name="On">The day.</param>
/// <param name="Documents">Its documents (结果文书), by the upload that reads them.</param>
internal sealed record DeliveredView(DeliveryMethod Method, string? Note, DateOnly On, IReadOnlyList<UploadView> Documents);

/// <summary>A warning to the office.</summary>
internal sealed record WarningView(string Clock, WarningLevel Rung, DateOnly On);

/// <summary>A material of the case: what is asked, and whether it is there.</summary>
/// <param name="Material">Its key.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Supply">Who brings it, as the matter says.</param>
/// <param name="Necessity">Whether it must be there.</param>
/// <param name="Label">What the applicant has to do about it in this case.</param>
/// <param name="HandedOver">Whether the applicant handed it over.</param>
/// <param name="Promised">Whether the applicant promised it.</param>
/// <param name="FileName">Name of the file that was handed over; null without one.</param>
/// <param name="Length">Its bytes; null without one.</param>
/// <param name="Held">What the city found itself; null where it found nothing, or was not asked to look.</param>
/// <param name="Missed">Why it found nothing; null where it did, or did not look.</param>
internal sealed record MaterialView(
    string Material, string Name, MaterialSupply Supply, Necessity Necessity, MaterialLabel Label, bool HandedOver, bool Promised,
    string? FileName, long? Length, HeldView? Held, MissedView? Missed);

/// <summary>Evidence that the case holds: where it is from and the proof of it, never what it says.</summary>
/// <param name="Level">A from the source, B verified by an office before, C from the applicant, D a declaration.</param>
/// <param name="On">The day it came into the case.</param>
/// <param name="Resource">Code of the resource; null unless it came from a source.</param>
/// <param name="Items">Codes of the items that came.</param>
/// <param name="Position">Position of the look's entry in the journal, for a proof; null unless it came from a source.</param>
/// <param name="VerifiedIn">Number of the case whose office verified the copy; null unless it is one.</param>
/// <param name="Differs">Keys of questions to which the applicant had answered something else.</param>
/// <param name="Outdated">Whether the source has told since that it changed.</param>
internal sealed record HeldView(
    EvidenceLevel Level, DateOnly On, string? Resource, IReadOnlyList<string> Items, long? Position, string? VerifiedIn,
    IReadOnlyList<string> Differs, bool Outdated);

/// <summary>Evidence that could not be had.</summary>
/// <param name="Why">Stable code.</param>
/// <param name="RetryAt">When the source is asked again by itself; null: it answered, and the applicant is asked.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="On">The day of the last try.</param>
internal sealed record MissedView(string Why, DateTimeOffset? RetryAt, int Tries, DateOnly On);

/// <summary>The rating.</summary>
internal sealed record RatingView(int Stars, string? Comment, DateOnly On, string? Answer);

/// <summary>Shows cases to programs.</summary>
internal sealed class CaseViews(CityCatalogue catalogue, CaseDesk desk, Texts texts)
{
    /// <summary>The view of a case.</summary>
    public object Of(Case current)
    {
        var isJourney = current.Kind == CaseKind.Journey;
        return new CaseView(
            current.Id, current.Number, current.Kind, current.Code, TitleOf(current.Kind, current.Code), current.Stage,
            current.Version, new(current.Subject.Party, current.Subject.Name),
            new(current.Applicant.Party, current.Applicant.Name), current.Lodging.Channel, current.Lodging.Station,
            current.OpenedOn, current.SubmittedOn, isJourney ? WholeClock(current) : ClockOf(current.Members[0]),
            [.. current.Members.Select(MemberOf)], [.. current.Members.SelectMany(StepsOf)], current.ShownAnswers(catalogue),
            [.. CaseForm.Materials(current, catalogue).Select(material => MaterialOf(current, material))],
            current.Rating is { } rating ? new(rating.Stars, rating.Comment, rating.On, rating.Answer) : null,
            PartnerOf(current));
    }

    private PartnerView? PartnerOf(Case current) =>
        current.CrossCity.Handover is { } handover
            ? new(handover.City, catalogue.CityName(handover.City), true, handover.Report?.Number, handover.Report?.Office,
                handover.Report?.Due, handover.IsTaken, current.CrossCity.Certificates)
        : current.CrossCity.Origin is { } origin
            ? new(origin.City, catalogue.CityName(origin.City), false, origin.Number, null, null, true,
                current.CrossCity.Certificates)
        : null;

    /// <summary>The title of a matter or journey today.</summary>
    public string TitleOf(CaseKind kind, string code) => kind == CaseKind.Journey
        ? catalogue.Journey(code)?.Title ?? code
        : catalogue.Matter(code)?.Editions[^1].Title ?? code;

    /// <summary>The title of a matter or journey, whichever has the code.</summary>
    public string TitleOf(string code) =>
        TitleOf(catalogue.Journey(code) is null ? CaseKind.Matter : CaseKind.Journey, code);

    private MemberView MemberOf(Member member) => new(
        member.Matter, TitleOf(CaseKind.Matter, member.Matter), member.Agency, catalogue.AgencyName(member.Agency),
        member.State, member.Needs, member.ReceivedOn, member.AcceptedOn, member.IsAcceptedBySilence, ClockOf(member),
        member.Supplement is { } s ? new(s.Gaps, s.RequestedOn, s.ReplyBy, s.SuppliedOn, member.GapReasons) : null,
        member.Finding, member.Decision is { } d ? new(d.IsGranted, d.Reasons, d.Basis, d.On) : null,
        member.Delivered is { } v ? new(v.Method, v.Note, v.On, [.. member.Results.Select(UploadApi.View)]) : null,
        member.Clocks.LatenessReason,
        [.. member.Clocks.Warnings.Select(warning => new WarningView(warning.Clock, warning.Level, warning.On))]);

    private IEnumerable<StepView> StepsOf(Member member) => member.Steps.Select(step => new StepView(
        member.Matter, step.Key, step.Title, step.Agency, catalogue.AgencyName(step.Agency), step.Needs, step.StartedOn,
        step.DoneOn, step.IsPassed, LimitOf(step.Limit, null), step.Clock?.Due(catalogue.Calendar).KnownDay));

    private ClockView? ClockOf(Member member)
    {
        var edition = catalogue.Edition(member.Matter, member.Edition);
        var statutory = LimitOf(member.Clocks.Statutory?.Granted ?? edition.Statutory?.Limit, edition.Statutory?.Law);
        var promised = LimitOf(member.Clocks.Promised?.Granted ?? edition.Promised, null);
        return member.State switch
        {
            // Where another city decides, no clock of this one runs.
            MemberState.Received or MemberState.SupplementRequested or MemberState.Refused
                when member.Clocks.Notice is { } notice => View("notice", notice, statutory, promised),
            _ when member.Clocks.Limit is { } limit => View("limit", limit, statutory, promised),
            _ => null,
        };
    }

    private ClockView? WholeClock(Case current) => current.Whole is not { } whole ? null
        : View("whole", whole, null, LimitOf(whole.Granted, null));

    private ClockView View(string counts, LegalClock clock, LimitView? statutory, LimitView? promised)
    {
        var calendar = catalogue.Calendar;
        var due = clock.Due(calendar);
        return new(
            counts, statutory, promised, clock.StartedOn, due.KnownDay,
            due.KnownDay is { } day ? texts[$"weekday.{(int)day.DayOfWeek}"] : null, due is Deadline.BeyondHorizon,
            clock.IsSuspended, clock.SuspendedDays(desk.Today), clock.Remaining(calendar, desk.Today),
            clock.Light(calendar, desk.Today));
    }

    private static LimitView? LimitOf(TimeLimit? limit, string? law) =>
        limit is { } set ? LimitView.Of(set, law) : null;


    private static MaterialView MaterialOf(Case current, Material material)
    {
        var copy = current.Materials.GetValueOrDefault(material.Key);
        return new(
            material.Key, material.Name, material.Supply, material.Necessity, CaseLabels.Of(current, material),
            copy is { IsCommitment: false }, copy is { IsCommitment: true },
            copy is { IsCommitment: false } ? copy.FileName : null, copy is { IsCommitment: false } ? copy.Length : null,
            current.Evidence.Of(material.Key) is { } held ? HeldOf(held) : null,
            current.Evidence.MissedOf(material.Key) is { } missed
                ? new(missed.Why, missed.RetryAt, missed.Tries, missed.On) : null);
    }

    private static HeldView HeldOf(HeldEvidence held) => new(
        held.Level, held.On, held.Resource, [.. held.Values.Keys.Order(StringComparer.Ordinal)], held.Receipt?.Position,
        held.VerifiedIn, held.Differs, held.IsOutdated);
}
