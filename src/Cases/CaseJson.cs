using System.Text.Json.Serialization;
using Yitong.Store;

namespace Yitong.Cases;

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CaseOpened))]
[JsonSerializable(typeof(AnswersGiven))]
[JsonSerializable(typeof(MaterialHandedOver))]
[JsonSerializable(typeof(MaterialTakenBack))]
[JsonSerializable(typeof(EvidenceObtained))]
[JsonSerializable(typeof(EvidenceNotObtained))]
[JsonSerializable(typeof(EvidenceConsented))]
[JsonSerializable(typeof(EvidenceOutdated))]
[JsonSerializable(typeof(EvidenceDoubted))]
[JsonSerializable(typeof(CaseSubmitted))]
[JsonSerializable(typeof(MemberReceived))]
[JsonSerializable(typeof(SupplementRequested))]
[JsonSerializable(typeof(Supplemented))]
[JsonSerializable(typeof(MemberAccepted))]
[JsonSerializable(typeof(AcceptanceRefused))]
[JsonSerializable(typeof(MemberJudged))]
[JsonSerializable(typeof(StepExamined))]
[JsonSerializable(typeof(ClockSuspended))]
[JsonSerializable(typeof(ClockResumed))]
[JsonSerializable(typeof(ClockExtended))]
[JsonSerializable(typeof(MemberTransferred))]
[JsonSerializable(typeof(MemberDecided))]
[JsonSerializable(typeof(MemberDelivered))]
[JsonSerializable(typeof(CaseWithdrawn))]
[JsonSerializable(typeof(MemberWithdrawn))]
[JsonSerializable(typeof(MemberBlocked))]
[JsonSerializable(typeof(MemberUnblocked))]
[JsonSerializable(typeof(MemberReopened))]
[JsonSerializable(typeof(OfficeWarned))]
[JsonSerializable(typeof(LatenessExplained))]
[JsonSerializable(typeof(CaseRated))]
[JsonSerializable(typeof(RatingAnswered))]
[JsonSerializable(typeof(DeadlineRecomputed))]
[JsonSerializable(typeof(CertificateNoted))]
[JsonSerializable(typeof(PackageTaken))]
[JsonSerializable(typeof(PartnerReported))]
[JsonSerializable(typeof(HandoverRefused))]
[JsonSerializable(typeof(SuppliedToPartner))]
[JsonSerializable(typeof(WithdrawalAsked))]
internal sealed partial class CaseJson : JsonSerializerContext;

/// <summary>The stable names of the events. A name is never used for anything else again.</summary>
internal static class CaseEventNames
{
    public static EventTypes<CaseEvent> Types { get; } = new(
        ("case.opened", CaseJson.Default.CaseOpened),
        ("case.answers-given", CaseJson.Default.AnswersGiven),
        ("case.material-handed-over", CaseJson.Default.MaterialHandedOver),
        ("case.material-taken-back", CaseJson.Default.MaterialTakenBack),
        ("case.evidence-obtained", CaseJson.Default.EvidenceObtained),
        ("case.evidence-missed", CaseJson.Default.EvidenceNotObtained),
        ("case.evidence-consented", CaseJson.Default.EvidenceConsented),
        ("case.evidence-outdated", CaseJson.Default.EvidenceOutdated),
        ("case.evidence-doubted", CaseJson.Default.EvidenceDoubted),
        ("case.submitted", CaseJson.Default.CaseSubmitted),
        ("case.received", CaseJson.Default.MemberReceived),
        ("case.supplement-requested", CaseJson.Default.SupplementRequested),
        ("case.supplemented", CaseJson.Default.Supplemented),
        ("case.accepted", CaseJson.Default.MemberAccepted),
        ("case.acceptance-refused", CaseJson.Default.AcceptanceRefused),
        ("case.judged", CaseJson.Default.MemberJudged),
        ("case.step-examined", CaseJson.Default.StepExamined),
        ("case.clock-suspended", CaseJson.Default.ClockSuspended),
        ("case.clock-resumed", CaseJson.Default.ClockResumed),
        ("case.clock-extended", CaseJson.Default.ClockExtended),
        ("case.transferred", CaseJson.Default.MemberTransferred),
        ("case.decided", CaseJson.Default.MemberDecided),
        ("case.delivered", CaseJson.Default.MemberDelivered),
        ("case.withdrawn", CaseJson.Default.CaseWithdrawn),
        ("case.member-withdrawn", CaseJson.Default.MemberWithdrawn),
        ("case.blocked", CaseJson.Default.MemberBlocked),
        ("case.unblocked", CaseJson.Default.MemberUnblocked),
        ("case.reopened", CaseJson.Default.MemberReopened),
        ("case.office-warned", CaseJson.Default.OfficeWarned),
        ("case.lateness-explained", CaseJson.Default.LatenessExplained),
        ("case.rated", CaseJson.Default.CaseRated),
        ("case.rating-answered", CaseJson.Default.RatingAnswered),
        ("case.deadline-recomputed", CaseJson.Default.DeadlineRecomputed),
        ("case.certificate-noted", CaseJson.Default.CertificateNoted),
        ("case.package-taken", CaseJson.Default.PackageTaken),
        ("case.partner-reported", CaseJson.Default.PartnerReported),
        ("case.handover-refused", CaseJson.Default.HandoverRefused),
        ("case.supplied-to-partner", CaseJson.Default.SuppliedToPartner),
        ("case.withdrawal-asked", CaseJson.Default.WithdrawalAsked));
}
