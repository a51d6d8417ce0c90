using System.Collections.Immutable;

namespace Yitong.Cases;

/// <summary>What a case shares with another city (区域通办): lodged here and decided there, or the other way round.</summary>
public sealed record CrossCity
{
    /// <summary>Of a case that is lodged and decided here.</summary>
    public static CrossCity None { get; } = new();

    /// <summary>Which other city decides it, and what it told; null when this one does.</summary>
    public Handover? Handover { get; init; }
    /// <summary>Which other city it was lodged in; null when here.</summary>
    public CaseOrigin? Origin { get; init; }
    /// <summary>Its certificates, as the deciding city told last.</summary>
    public ImmutableArray<NotedCertificate> Certificates { get; init; } = [];
}
