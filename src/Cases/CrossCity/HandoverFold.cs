using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Folds what concerns the other city into a case.</summary>
internal static class HandoverFold
{
    /// <summary>The case after the applicant's side changed: a new package is due.</summary>
    public static Case Changed(Case before, Case next, CaseEvent happened) =>
        next.Handover is { } handover && next.SubmittedOn is not null && IsNews(before, handover, happened)
            ? next with { Handover = handover with { Sequence = next.Version } }
            : next;

    // A city that did not take the case is not asked again because somebody rates that; if it took it after all, it is told.
    private static bool IsNews(Case before, Handover handover, CaseEvent happened) => happened switch
    {
        CaseSubmitted or AnswersGiven or MaterialHandedOver or MaterialTakenBack or SuppliedToPartner or WithdrawalAsked => true,
        CaseRated => handover.Report is not null,
        PartnerReported => before is { Rating: not null, Handover.Report: null },
        _ => false,
    };

    /// <summary>The case after a report. What was supplied here and is not yet known there stays supplied.</summary>
    public static Case Report(Case next, PartnerReport report)
    {
        var handover = next.Handover! with { Report = report };
        var isOnItsWay = report.State == MemberState.SupplementRequested && handover.SuppliedAt > report.Taken;
        var member = next.Members[0] with
        {
            State = isOnItsWay ? MemberState.Received : report.State,
            Revision = next.Version,
            ReceivedOn = report.ReceivedOn,
            AcceptedOn = report.AcceptedOn,
            IsAcceptedBySilence = report.IsAcceptedBySilence,
            Supplement = report.Supplement is { } asked
                ? asked with { SuppliedOn = asked.SuppliedOn ?? (isOnItsWay ? handover.SuppliedOn : null) } : null,
            LatenessReason = report.LatenessReason,
            Decision = report.Decision,
            Delivered = report.Delivered,
            Certificates = report.Certificates,
            Steps = [.. report.Steps.Select(step => StepOf(step, handover.City))],
        };
        return next with
        {
            Handover = handover, WithdrawnOn = report.WithdrawnOn, Members = [member],
            Rating = next.Rating is { } rating ? rating with { Answer = report.RatingAnswer } : null,
        };
    }

    private static Step StepOf(ReportedStep step, string city) => new()
    {
        Key = step.Key, Title = step.Title, Agency = Handover.AgencyOf(city), Needs = [], StartedOn = step.StartedOn,
        DoneOn = step.DoneOn, IsPassed = step.IsPassed,
    };

    /// <summary>
    /// The case after a certificate of it was issued or changed. It makes no screen stale: no act on the case depends on it.
    /// </summary>
    public static Case Note(Case next, CertificateNoted e)
    {
        var member = next.Find(e.Matter)!;
        return next.With(member with
        {
            Certificates =
            [
                .. member.Certificates.Where(each => each.Identifier != e.Certificate.Identifier), e.Certificate,
            ],
        });
    }

    /// <summary>The case after the applicant supplied what the other city asked for.</summary>
    public static Case Supply(Case next, SuppliedToPartner e) => next with
    {
        Handover = next.Handover! with { SuppliedAt = next.Version, SuppliedOn = e.On },
        Members =
        [
            next.Members[0] with
            {
                State = MemberState.Received,
                Revision = next.Version,
                Supplement = next.Members[0].Supplement! with { SuppliedOn = e.On },
            },
        ],
    };

    /// <summary>The case after the applicant asked to withdraw.</summary>
    public static Case AskToWithdraw(Case next, WithdrawalAsked e) => next with
    {
        Handover = next.Handover! with { WithdrawalAskedOn = e.On, WithdrawalReason = e.Reason },
    };
}
