using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Catalogue;

/// <summary>A period that a law sets (法定期限), as the pack's collection of them records it (<c>clocks/*.yaml</c>).</summary>
/// <param name="Id">Stable name, such as <c>licence-decision</c>.</param>
/// <param name="Title">What it is for.</param>
/// <param name="Law">The law.</param>
/// <param name="Article">The article; null when it is not recorded.</param>
/// <param name="Limit">The budget with its unit; null for a rule about units, amounts or stops.</param>
/// <param name="RunsFrom">What it runs from; null for a rule.</param>
/// <param name="Extension">How far it can be extended once; null when it cannot.</param>
/// <param name="IsVerified">Whether the text of the law was read.</param>
/// <param name="Provenance">Where the record comes from.</param>
public sealed record LegalPeriod(
    string Id, string Title, string Law, string? Article, TimeLimit? Limit, PeriodStart? RunsFrom,
    TimeLimit? Extension, bool IsVerified, Provenance Provenance);

/// <summary>What a period runs from.</summary>
public enum PeriodStart
{
    /// <summary>收到申请</summary>
    Receipt,
    /// <summary>受理之日</summary>
    Acceptance,
    /// <summary>Something else, such as a birth or a delivery.</summary>
    Event,
}
