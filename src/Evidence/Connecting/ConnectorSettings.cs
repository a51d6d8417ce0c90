namespace Yitong.Evidence;

/// <summary>What is set where the software runs, beside the pack: <c>evidence:connectors:{code}:…</c>.</summary>
/// <param name="Of">The value of a setting by its whole name; null when it is not set.</param>
/// <param name="IsRecorded">Whether connectors replay recorded answers unless an address is set for them.</param>
public sealed record ConnectorSettings(Func<string, string?> Of, bool IsRecorded = false)
{
    /// <summary>Nothing set; all answers recorded.</summary>
    public static ConnectorSettings Recorded { get; } = new(_ => null, IsRecorded: true);

    /// <summary>How to ask the city with a division code; null where it is not connected.</summary>
    public FindPartner Partner { get; init; } = _ => null;

    /// <summary>The address that is set for a connector: of HTTP, of a database, or a folder.</summary>
    public string? Address(string connector) => Of($"evidence:connectors:{connector}:address");

    /// <summary>The secret that the source wants to be shown.</summary>
    public string? Secret(string connector) => Of($"evidence:connectors:{connector}:secret");
}

/// <summary>How to ask the city with a division code; null where it is not connected.</summary>
public delegate AskPartner? FindPartner(string city);
