using System.Collections.Immutable;

namespace Yitong.Certificates;

/// <summary>An electronic certificate (电子证照) as it stands. Folded from its events; never changed in place.</summary>
public sealed record Certificate
{
    /// <summary>Its id, which is also its stream's.</summary>
    public required Guid Id { get; init; }
    /// <summary>What it says; this is what is signed.</summary>
    public required CertificateContent Content { get; init; }
    /// <summary>The agency that answers for it, by its code in the pack.</summary>
    public required string Agency { get; init; }
    /// <summary>The matter that it comes from.</summary>
    public required string Matter { get; init; }
    /// <summary>The party that holds it.</summary>
    public required Guid Holder { get; init; }
    /// <summary>Its place in the city's status lists, from 1.</summary>
    public required long Slot { get; init; }
    /// <summary>When it became known here.</summary>
    public required DateTimeOffset MadeAt { get; init; }
    /// <summary>The case whose outcome it is; null for one brought along from elsewhere.</summary>
    public Guid? Case { get; init; }
    /// <summary>The issuer's signature; null for one brought along from elsewhere.</summary>
    public BatchSeal? Seal { get; init; }
    /// <summary>Whether it was issued elsewhere and is only known here.</summary>
    public bool IsImported => Seal is null;
    /// <summary>Whether its check character is what a known faulty program writes.</summary>
    public bool HasFaultyCheck { get; init; }
    /// <summary>Where it stands.</summary>
    public CertificateStatus Status { get; init; } = CertificateStatus.Valid;
    /// <summary>Every change of its status, in order.</summary>
    public ImmutableArray<StatusChange> Changes { get; init; } = [];
    /// <summary>The identifier of the certificate that took its place; null while none did.</summary>
    public string? ReplacedBy { get; init; }
    /// <summary>Copies for a purpose, by their number from 1.</summary>
    public ImmutableArray<PurposeCopy> Copies { get; init; } = [];
    /// <summary>The latest code shown on a screen; an earlier one is worth nothing.</summary>
    public Presentation? Presentation { get; init; }

    /// <summary>Whether it is worth anything on a day.</summary>
    public bool IsGoodOn(DateOnly day) => Status == CertificateStatus.Valid && Content.IsInForce(day);
}

/// <summary>
/// Where a certificate stands, numbered as the national platform numbers it. A resumed one is valid; 99 comes with a reason.
/// </summary>
public enum CertificateStatus
{
    /// <summary>有效</summary>
    Valid = 1,
    /// <summary>暂扣: withheld for a time.</summary>
    Suspended = 2,
    /// <summary>撤销: should never have been granted (行政许可法 第六十九条).</summary>
    Rescinded = 3,
    /// <summary>注销: struck off, because its ground is gone (行政许可法 第七十条).</summary>
    Cancelled = 4,
    /// <summary>失效: its time is over, or another took its place.</summary>
    Lapsed = 5,
    /// <summary>办理转出: moved out to another authority.</summary>
    MovedOut = 6,
    /// <summary>吊销: taken away as a penalty.</summary>
    Revoked = 7,
    /// <summary>其他: as the reason says.</summary>
    Other = 99,
}

/// <summary>A change of status.</summary>
/// <param name="To">What it became.</param>
/// <param name="Article">The article that it rests on.</param>
/// <param name="Reason">Why, in words that the holder reads.</param>
/// <param name="On">The day.</param>
public sealed record StatusChange(CertificateStatus To, string Article, string Reason, DateOnly On);

/// <summary>A copy for one purpose (加注件). It dies with its last day, and with any change of the certificate's status.</summary>
/// <param name="Number">1, 2 ….</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="CaseNumber">The case it is for; null when there is none.</param>
/// <param name="MadeOn">The day on which it was made.</param>
/// <param name="Until">Its last day.</param>
/// <param name="StatusChanges">Changes of status that there were when it was made.</param>
public sealed record PurposeCopy(
    int Number, string Purpose, string? CaseNumber, DateOnly MadeOn, DateOnly Until, int StatusChanges);

/// <summary>A code shown on the holder's screen (亮证): once, to one verifier, for a minute.</summary>
/// <param name="Nonce">What tells it from all others, in hexadecimal digits.</param>
/// <param name="At">When it was made.</param>
/// <param name="By">The account that showed it.</param>
/// <param name="UsedAt">When it was verified; null before.</param>
public sealed record Presentation(string Nonce, DateTimeOffset At, string By, DateTimeOffset? UsedAt = null);
