using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>What no honest installation sends. The signature says who speaks, not that it makes sense.</summary>
internal static class MessageFaults
{
    private const int MostEntries = 300;
    private const int MostText = 4_000;

    /// <summary>The name of the first field at fault; null when the package can be taken.</summary>
    public static string? Of(CasePackage package) =>
        package.Sequence <= 0 ? "sequence"
        : !IsShort(package.Number, 40) ? "number"
        : !IsShort(package.BasicCode, 40) ? "basicCode"
        : !IsShort(package.Title, 200) ? "title"
        : !IsParty(package.Subject) ? "subject"
        : !IsParty(package.Applicant) ? "applicant"
        : package.Answers.Count > MostEntries
            || package.Answers.Any(answer => !IsShort(answer.Key, 100) || !IsShort(answer.Value, MostText)) ? "answers"
        : package.Materials.IsDefault || package.Materials.Length > MostEntries || package.Materials.Any(copy => !IsCopy(copy))
            || package.Materials.Select(copy => copy.Material).Distinct().Count() < package.Materials.Length ? "materials"
        : package.GapReasons is { } reasons && (reasons.Count > MostEntries
            || reasons.Any(reason => !IsShort(reason.Key, 100) || !IsShort(reason.Value, MostText))) ? "gapReasons"
        : !IsShort(package.WithdrawalReason ?? "", MostText) ? "withdrawalReason"
        : package.Rating is { } rating && (rating.Stars is < 1 or > 5 || !IsShort(rating.Comment ?? "", MostText)) ? "rating"
        : null;

    /// <summary>The name of the first field at fault; null when the report can be taken.</summary>
    public static string? Of(PartnerReport report) =>
        report.Sequence <= 0 || report.Taken <= 0 ? "sequence"
        : !IsShort(report.Number, 40) ? "number"
        : !IsShort(report.Office, 200) ? "office"
        : !Enum.IsDefined(report.State) || report.State is MemberState.Waiting or MemberState.Blocked ? "state"
        : report.State == MemberState.SupplementRequested && report.Supplement is null ? "supplement"
        : report.State is MemberState.Decided or MemberState.Concluded or MemberState.Refused && report.Decision is null
            ? "decision"
        : report.Supplement is { } asked && (asked.Gaps.IsDefault || asked.Gaps.Length > MostEntries || asked.Gaps.Any(gap =>
            !IsShort(gap.Material, 100) || !IsShort(gap.Problem, MostText) || !IsShort(gap.Ground, MostText))) ? "supplement"
        : report.Asked.IsDefault || report.Asked.Length > MostEntries || report.Asked.Any(asked => !IsAsked(asked)) ? "asked"
        : !IsShort(report.Decision?.Reasons ?? "", MostText) || !IsShort(report.Decision?.Basis ?? "", MostText) ? "decision"
        : !IsShort(report.LatenessReason ?? "", MostText) ? "latenessReason"
        : report.Steps.Length > MostEntries || report.Steps.Any(step =>
            !IsShort(step.Key, 100) || !IsShort(step.Title, 500)) ? "steps"
        : report.Certificates.Length > MostEntries
            || report.Certificates.Any(each => !IsCertificate(each)) ? "certificates"
        : !IsShort(report.RatingAnswer ?? "", MostText) ? "ratingAnswer"
        : !IsShort(report.Delivered?.Note ?? "", MostText) ? "delivered"
        : null;

    private static bool IsAsked(AskedThing asked) =>
        IsShort(asked.Key, 100) && IsShort(asked.Name, 500) && !asked.Options.IsDefault
        && asked.Options.Length <= MostEntries && asked.Options.All(option => IsShort(option, 500));

    private static bool IsCertificate(NotedCertificate certificate) =>
        CertificateIdentifier.TryParse(certificate.Identifier, out _) && IsShort(certificate.Name, 200)
        && Enum.IsDefined(certificate.Status);

    // The other city's register vouches for the code.
    private static bool IsParty(PackagedParty party) => PartyName.Clean(party.Name) is not null
        && PartyCode.Parse(party.Code, isKnown: true) is { IsPerson: var isPerson } && isPerson != party.IsCompany;

    private static bool IsCopy(MaterialCopy copy) =>
        IsShort(copy.Material, 100) && IsShort(copy.FileName, 300) && IsShort(copy.MediaType, 100) && copy.Length >= 0
        && (copy.Blob is null || copy.Blob.Length == 64 && copy.Blob.All(char.IsAsciiHexDigitLower));

    private static bool IsShort(string text, int most) => FreeText.LengthOf(text) <= most && FreeText.IsPlain(text);
}
