namespace Yitong.Evidence;

/// <summary>How a connector does.</summary>
/// <param name="Connector">The connector.</param>
/// <param name="IsRecorded">Whether it replays recorded answers.</param>
/// <param name="IsOpen">Whether its source is being left alone after failures (熔断).</param>
/// <param name="LastAt">When it was last asked; null: never since the start.</param>
/// <param name="Last">What came of it.</param>
/// <param name="LastTook">How long that took.</param>
/// <param name="Asked">How often it was asked since the start; answers that were kept do not count.</param>
/// <param name="Failed">How often it was away or wrong.</param>
public sealed record ConnectorState(
    EvidenceConnector Connector, bool IsRecorded, bool IsOpen, DateTimeOffset? LastAt, EvidenceOutcome? Last, TimeSpan LastTook,
    long Asked, long Failed);
