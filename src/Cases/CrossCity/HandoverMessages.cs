using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>What two cities tell each other of a case. Pure.</summary>
internal static class HandoverMessages
{
    /// <summary>
    /// The id in the deciding city of a case that another city handed over: the same for the same case always, so that there is
    /// one however often it arrives. It keeps the time of the first, by which ids are ordered.
    /// </summary>
    public static Guid IdOf(string city, Guid lodged)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{city} {lodged:n}")).AsSpan(0, 16).ToArray();
        lodged.ToByteArray(bigEndian: true).AsSpan(0, 6).CopyTo(bytes);
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x70);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new(bytes, bigEndian: true);
    }

    /// <summary>The applicant's side as it stands.</summary>
    /// <param name="current">A submitted case with a destination.</param>
    /// <param name="subject">Citizen number or credit code of the subject.</param>
    /// <param name="applicant">The same of the applicant.</param>
    /// <param name="catalogue">The lodging city's catalogue.</param>
    public static CasePackage PackageOf(Case current, string subject, string applicant, CityCatalogue catalogue)
    {
        var edition = catalogue.Edition(current.Members[0].Matter, current.Members[0].Edition);
        var handover = current.CrossCity.Handover!;
        return new(
            current.Id, current.Number, handover.Sequence, edition.Codes.Basic, edition.Title,
            new(subject, current.Subject.Name, current.Subject.IsCompany), new(applicant, current.Applicant.Name, false),
            current.ShownAnswers(catalogue), [.. current.Materials.Values.OrderBy(copy => copy.Material, StringComparer.Ordinal)],
            current.SubmittedOn!.Value, handover.SuppliedOn, handover.WithdrawalAskedOn, handover.WithdrawalReason)
        {
            Rating = current.Rating is { } rating ? new(rating.Stars, rating.Comment) : null,
            GapReasons = current.Members[0].GapReasons is { IsEmpty: false } reasons ? reasons : null,
        };
    }

    /// <summary>The office's side as it stands.</summary>
    /// <param name="current">A case that was handed over to this city.</param>
    /// <param name="catalogue">The deciding city's catalogue.</param>
    public static PartnerReport ReportOf(Case current, CityCatalogue catalogue)
    {
        var (member, origin) = (current.Members[0], current.CrossCity.Origin!);
        return new(
            origin.Case, current.Number, current.Version, origin.Taken, catalogue.AgencyName(member.Agency), member.State,
            member.ReceivedOn)
        {
            AcceptedOn = member.AcceptedOn,
            IsAcceptedBySilence = member.IsAcceptedBySilence,
            Due = member.Running?.Due(catalogue.Calendar).KnownDay,
            IsSuspended = member.IsSuspended,
            LatenessReason = member.Clocks.LatenessReason,
            Supplement = member.Supplement,
            Asked = AskedOf(member, catalogue),
            Steps =
            [
                .. member.Steps.Select(step =>
                    new ReportedStep(step.Key, step.Title, step.StartedOn, step.DoneOn, step.IsPassed)),
            ],
            Decision = member.Decision,
            Certificates = current.CrossCity.Certificates,
            RatingAnswer = current.Rating?.Answer,
            Delivered = member.Delivered,
            WithdrawnOn = current.WithdrawnOn,
        };
    }

    private static ImmutableArray<AskedThing> AskedOf(Member member, CityCatalogue catalogue)
    {
        if (member.Supplement is not { } supplement) return [];
        var edition = catalogue.Edition(member.Matter, member.Edition);
        return
        [
            .. from gap in supplement.Gaps.DistinctBy(gap => gap.Material)
            let question = edition.Form.FirstOrDefault(question => question.Key == gap.Material)
            let material = edition.Materials.FirstOrDefault(material => material.Key == gap.Material)
            select new AskedThing(
                gap.Material, material?.Name ?? question?.Ask ?? gap.Material, material is null ? question?.Kind : null,
                [.. question?.Options ?? []]),
        ];
    }
}
