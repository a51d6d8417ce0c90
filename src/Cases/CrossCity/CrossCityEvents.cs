using System.Collections.Immutable;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Something that happened between the two cities of a case. What at once moves the case's one member is an event of the member:
/// <see cref="HandoverRefused"/>, <see cref="SuppliedToPartner"/>.
/// </summary>
internal abstract record CrossCityEvent : CaseEvent;

/// <summary>A certificate of a case that two cities share was issued, or its status changed.</summary>
[Event("case.certificate-noted")]
internal sealed record CertificateNoted(string Matter, NotedCertificate Certificate, DateOnly On) : CrossCityEvent;

/// <summary>What another city handed over was taken up to a sequence.</summary>
[Event("case.package-taken")]
internal sealed record PackageTaken(int Sequence, DateOnly On) : CrossCityEvent;

/// <summary>The deciding city told how the case stands there.</summary>
[Event("case.partner-reported")]
internal sealed record PartnerReported(PartnerReport Report, DateOnly On) : CrossCityEvent;

/// <summary>The city that was to decide does not take the case.</summary>
[Event("case.handover-refused")]
internal sealed record HandoverRefused(string Matter, string Why, DateOnly On) : MemberEvent(Matter, On);

/// <summary>The applicant supplied what the deciding city had asked for.</summary>
[Event("case.supplied-to-partner")]
internal sealed record SuppliedToPartner(string Matter, DateOnly On) : MemberEvent(Matter, On)
{
    /// <summary>Why gaps were left as they were, by their keys; null when none was.</summary>
    public ImmutableDictionary<string, string>? Reasons { get; init; }
}

/// <summary>The applicant asked to withdraw a case that another city decides.</summary>
[Event("case.withdrawal-asked")]
internal sealed record WithdrawalAsked(string? Reason, DateOnly On) : CrossCityEvent;
