namespace Yitong.Cases;

/// <summary>Folds what passes between two cities into a case, which has one member then.</summary>
internal static class CrossCityFold
{
    /// <summary>The case after what happened between the cities.</summary>
    public static Case Apply(Case next, CrossCityEvent happened) => happened switch
    {
        CertificateNoted noted => next with { CrossCity = Note(next.CrossCity, noted.Certificate) },
        PackageTaken taken => next with
        {
            CrossCity = next.CrossCity with { Origin = next.CrossCity.Origin! with { Taken = taken.Sequence } },
        },
        PartnerReported reported => Report(next, reported.Report),
        WithdrawalAsked asked => OnHandover(next, handover => handover with
        {
            WithdrawalAskedOn = asked.On, WithdrawalReason = asked.Reason,
        }),
        _ => throw new InvalidOperationException($"Not an event between cities: {happened.GetType().Name}."),
    };

    /// <summary>The case after whatever happened: where the applicant's side changed, a new package is due.</summary>
    public static Case Tell(Case before, Case next, CaseEvent happened)
    {
        if (next.CrossCity.Handover is not { } handover || next.SubmittedOn is null || !IsNews(before, handover, happened))
            return next;
        return OnHandover(next, known => happened is SuppliedToPartner supplied
            ? known with { Sequence = next.Version, SuppliedAt = next.Version, SuppliedOn = supplied.On }
            : known with { Sequence = next.Version });
    }

    // A city that did not take the case is not asked again because somebody rates that; if it took it after all, it is told.
    private static bool IsNews(Case before, Handover handover, CaseEvent happened) => happened switch
    {
        CaseSubmitted or AnswersGiven or MaterialHandedOver or MaterialTakenBack or SuppliedToPartner or WithdrawalAsked => true,
        CaseRated => handover.Report is not null,
        PartnerReported => before is { Rating: not null, CrossCity.Handover.Report: null },
        _ => false,
    };

    // What was supplied here and is not yet known there stays supplied.
    private static Case Report(Case next, PartnerReport report)
    {
        var handover = next.CrossCity.Handover! with { Report = report };
        var isOnItsWay = report.State == MemberState.SupplementRequested && handover.SuppliedAt > report.Taken;
        var member = next.Members[0];
        return next with
        {
            CrossCity = next.CrossCity with { Handover = handover, Certificates = report.Certificates },
            WithdrawnOn = report.WithdrawnOn,
            Members =
            [
                member with
                {
                    State = isOnItsWay ? MemberState.Received : report.State,
                    Revision = next.Version,
                    ReceivedOn = report.ReceivedOn,
                    AcceptedOn = report.AcceptedOn,
                    IsAcceptedBySilence = report.IsAcceptedBySilence,
                    Supplement = report.Supplement is { } asked
                        ? asked with { SuppliedOn = asked.SuppliedOn ?? (isOnItsWay ? handover.SuppliedOn : null) } : null,
                    GapsBefore = member.Supplement is null && report.Supplement is { } first
                        ? GapChanges.At(next, first.Gaps) : member.GapsBefore,
                    Clocks = member.Clocks with { LatenessReason = report.LatenessReason },
                    Decision = report.Decision,
                    Delivered = report.Delivered,
                    Steps = [.. report.Steps.Select(step => StepOf(step, handover.City))],
                },
            ],
            Rating = next.Rating is { } rating ? rating with { Answer = report.RatingAnswer } : null,
        };
    }

    private static Step StepOf(ReportedStep step, string city) => new()
    {
        Key = step.Key, Title = step.Title, Agency = Handover.AgencyOf(city), Needs = [], StartedOn = step.StartedOn,
        DoneOn = step.DoneOn, IsPassed = step.IsPassed,
    };

    // It makes no screen stale: no act on the case depends on it.
    private static CrossCity Note(CrossCity known, NotedCertificate certificate) => known with
    {
        Certificates =
        [
            .. known.Certificates.Where(each => each.Identifier != certificate.Identifier), certificate,
        ],
    };

    private static Case OnHandover(Case next, Func<Handover, Handover> change) => next with
    {
        CrossCity = next.CrossCity with { Handover = change(next.CrossCity.Handover!) },
    };
}
