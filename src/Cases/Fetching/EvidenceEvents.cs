using System.Collections.Immutable;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Something that happened to what a case holds, or could not get, without an upload.</summary>
public abstract record EvidenceEvent : CaseEvent;

/// <summary>A material came without an upload, after the exchange had written it down.</summary>
[Event("case.evidence-obtained")]
internal sealed record EvidenceObtained(HeldEvidence Held) : EvidenceEvent;

/// <summary>A material could not be had from its source.</summary>
[Event("case.evidence-missed")]
internal sealed record EvidenceNotObtained(MissedEvidence Missed) : EvidenceEvent;

/// <summary>The one asked after agreed to a material's being fetched, where the law wants that.</summary>
[Event("case.evidence-consented")]
internal sealed record EvidenceConsented(string Material, DateOnly On) : EvidenceEvent;

/// <summary>The applicant said whether the city may fetch what it holds itself; before that, nothing is fetched for a draft.
/// </summary>
[Event("case.fetching-answered")]
internal sealed record FetchingAnswered(bool IsAgreed, ImmutableArray<string> Materials, DateOnly On) : EvidenceEvent;

/// <summary>The source of what the case holds has told that it changed: it is asked again.</summary>
[Event("case.evidence-outdated")]
internal sealed record EvidenceOutdated(string Material, DateOnly On) : EvidenceEvent;

/// <summary>The applicant said that what a source supplied is wrong; the answer is theirs.</summary>
[Event("case.evidence-doubted")]
internal sealed record EvidenceDoubted(EvidenceDoubt Doubt) : EvidenceEvent;
