using System.Collections.Immutable;
using Yitong.Catalogue;
using Yitong.Certificates;

namespace Yitong.Cases;

/// <summary>Where a case that was lodged in this city is decided (区域通办), and what is known from there.</summary>
/// <param name="City">Division code of the deciding city.</param>
public sealed record Handover(string City)
{
    /// <summary>
    /// Version of the case at which the applicant's side changed last: names the package to send. 0 until submitted.
    /// </summary>
    public int Sequence { get; init; }
    /// <summary>Version at which the applicant supplied what was asked for; 0 when they have not.</summary>
    public int SuppliedAt { get; init; }
    /// <summary>The day they supplied it.</summary>
    public DateOnly? SuppliedOn { get; init; }
    /// <summary>The day on which the applicant asked to withdraw; the deciding city says whether it still could be.</summary>
    public DateOnly? WithdrawalAskedOn { get; init; }
    /// <summary>Why they withdraw, where they said so.</summary>
    public string? WithdrawalReason { get; init; }
    /// <summary>The newest report of the deciding city; null before the first.</summary>
    public PartnerReport? Report { get; init; }

    /// <summary>The agency code that stands for a city's offices in cases of this city.</summary>
    public static string AgencyOf(string city) => CityCatalogue.CityPrefix + city;

    /// <summary>Whether the applicant's last change has been taken over there.</summary>
    public bool IsTaken => Report is { } report && report.Taken >= Sequence;
}

/// <summary>Where a case that this city decides was lodged.</summary>
/// <param name="City">Division code of the lodging city.</param>
/// <param name="Case">The case's id there.</param>
/// <param name="Number">The case's number there.</param>
public sealed record CaseOrigin(string City, Guid Case, string Number)
{
    /// <summary>Sequence of the newest package that was applied.</summary>
    public int Taken { get; init; }
}

/// <summary>
/// The applicant's side of a handed-over case as it stands: whole each time, so that the newest alone counts and it does no
/// harm when one is lost, doubled, late or replayed.
/// </summary>
/// <param name="Case">The case's id in the lodging city.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Sequence">Grows with every change of the applicant's side.</param>
/// <param name="BasicCode">The national basic code of the matter (基本编码): each city has its own code for it.</param>
/// <param name="Title">The matter's title in the lodging city.</param>
/// <param name="Subject">Whose affair it is.</param>
/// <param name="Applicant">Who applies.</param>
/// <param name="Answers">Answers by question key.</param>
/// <param name="Materials">Materials by their SHA-256; the bytes are sent when they are missing.</param>
/// <param name="SubmittedOn">The day of submission in the lodging city.</param>
/// <param name="SuppliedOn">The day on which what was asked for was supplied; null before.</param>
/// <param name="WithdrawnOn">The day on which the applicant withdrew; null while they have not.</param>
/// <param name="WithdrawalReason">Why.</param>
internal sealed record CasePackage(
    Guid Case, string Number, int Sequence, string BasicCode, string Title, PackagedParty Subject, PackagedParty Applicant,
    ImmutableDictionary<string, string> Answers, ImmutableArray<MaterialCopy> Materials, DateOnly SubmittedOn,
    DateOnly? SuppliedOn, DateOnly? WithdrawnOn, string? WithdrawalReason)
{
    /// <summary>The applicant's rating of the handling, which the deciding city's office answers; null before.</summary>
    public PackagedRating? Rating { get; init; }
    /// <summary>Why what was asked for was left as it was, by the key of what was asked for; null where nothing was.</summary>
    public ImmutableDictionary<string, string>? GapReasons { get; init; }
}

/// <summary>A rating as one city tells another of it.</summary>
/// <param name="Stars">1 to 5.</param>
/// <param name="Comment">What was said.</param>
internal sealed record PackagedRating(int Stars, string? Comment);

/// <summary>A party as one city tells another of it.</summary>
/// <param name="Code">Citizen number or credit code.</param>
/// <param name="Name">The name.</param>
/// <param name="IsCompany">A company or self-employed business.</param>
internal sealed record PackagedParty(string Code, string Name, bool IsCompany);

/// <summary>The office's side of a handed-over case as it stands, told to the city where it was lodged.</summary>
/// <param name="Case">The case's id in the lodging city.</param>
/// <param name="Number">Its number in the deciding city.</param>
/// <param name="Sequence">Version of the case in the deciding city: the highest is the newest.</param>
/// <param name="Taken">Sequence of the newest package that this takes account of.</param>
/// <param name="Office">Name of the agency that handles it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ReceivedOn">The day the office received it.</param>
public sealed record PartnerReport(
    Guid Case, string Number, int Sequence, int Taken, string Office, MemberState State, DateOnly? ReceivedOn)
{
    /// <summary>The day of acceptance.</summary>
    public DateOnly? AcceptedOn { get; init; }
    /// <summary>Accepted by law because no notice came in time.</summary>
    public bool IsAcceptedBySilence { get; init; }
    /// <summary>The last day for what the office owes now, by its calendar and promise; null when unknown or stopped.</summary>
    public DateOnly? Due { get; init; }
    /// <summary>Whether time stands still there on a legal ground.</summary>
    public bool IsSuspended { get; init; }
    /// <summary>Why the office is late.</summary>
    public string? LatenessReason { get; init; }
    /// <summary>The one request to supplement.</summary>
    public Supplement? Supplement { get; init; }
    /// <summary>What the gaps are called there, and how they are answered.</summary>
    public ImmutableArray<AskedThing> Asked { get; init; } = [];
    /// <summary>The examination's steps without the examiners' opinions; none from a city that does not tell them.</summary>
    public ImmutableArray<ReportedStep> Steps { get => field.IsDefault ? [] : field; init; }
    /// <summary>The decision, or the refusal to accept.</summary>
    public Decision? Decision { get; init; }
    /// <summary>The certificates that came of it, as they stand; none from a city that does not tell them.</summary>
    public ImmutableArray<NotedCertificate> Certificates { get => field.IsDefault ? [] : field; init; }
    /// <summary>What the office answered to a bad rating.</summary>
    public string? RatingAnswer { get; init; }
    /// <summary>How the result reached the applicant.</summary>
    public Delivered? Delivered { get; init; }
    /// <summary>The day it was withdrawn there as a whole.</summary>
    public DateOnly? WithdrawnOn { get; init; }
}

/// <summary>A step of the examination as the deciding city tells of it.</summary>
/// <param name="Key">Its key there.</param>
/// <param name="Title">Its title.</param>
/// <param name="StartedOn">The day it could start; null while others must be done first.</param>
/// <param name="DoneOn">The day it was done.</param>
/// <param name="IsPassed">Whether the conditions were found to be met; null while open.</param>
public sealed record ReportedStep(string Key, string Title, DateOnly? StartedOn, DateOnly? DoneOn, bool? IsPassed);

/// <summary>A certificate of a shared case; the city that issued it verifies it.</summary>
/// <param name="Identifier">Its national identifier.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="IssuedOn">The day of issue.</param>
/// <param name="ValidUntil">Its last day; null without one.</param>
public sealed record NotedCertificate(
    string Identifier, string Name, CertificateStatus Status, DateOnly IssuedOn, DateOnly? ValidUntil);

/// <summary>Something that the deciding city's form asks for, as far as the lodging city's own form may not have it.</summary>
/// <param name="Key">Key of the material or question.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What an answer looks like; null for a material.</param>
/// <param name="Options">Choices, for a choice.</param>
public sealed record AskedThing(string Key, string Name, AnswerKind? Kind, ImmutableArray<string> Options);
