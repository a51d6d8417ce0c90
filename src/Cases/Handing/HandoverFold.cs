using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Folds what concerns the other city into a case.</summary>
internal static class HandoverFold
{
    /// <summary>The case after the applicant's side changed: a new package is due.</summary>
    public static Case Changed(Case next, CaseEvent happened) =>
        next.Handover is not null && next.SubmittedOn is not null && IsOfApplicant(happened)
            ? next with { Handover = next.Handover with { Sequence = next.Version } }
            : next;

    private static bool IsOfApplicant(CaseEvent happened) =>
        happened is CaseSubmitted or AnswersGiven or MaterialHandedOver or MaterialTakenBack or SuppliedToPartner
            or WithdrawalAsked;

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
        };
        return next with { Handover = handover, WithdrawnOn = report.WithdrawnOn, Members = [member] };
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
