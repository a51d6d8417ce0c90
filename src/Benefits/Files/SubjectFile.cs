using System.Collections.Immutable;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// The benefit file of a company or person (待遇档案): what the city knows of them, which policies they match, what they were
/// told, and which facts they dispute.
/// </summary>
public sealed record SubjectFile
{
    /// <summary>The file's stream.</summary>
    public required Guid Id { get; init; }
    /// <summary>Citizen number or unified social credit code.</summary>
    public required string Code { get; init; }
    /// <summary>Company or person.</summary>
    public required SubjectKind Kind { get; init; }
    /// <summary>What is known, by id of the fact.</summary>
    public ImmutableDictionary<string, HeldFact> Facts { get; init; } = ImmutableDictionary<string, HeldFact>.Empty;
    /// <summary>Ids of the policies that they match, as last told.</summary>
    public ImmutableSortedSet<string> Matches { get; init; } = [];
    /// <summary>
    /// The latest messages, the newest last; older ones than <see cref="MostMessages"/> are only in the journal.
    /// </summary>
    public ImmutableArray<BenefitFileMessage> Messages { get; init; } = [];
    /// <summary>How many messages there ever were.</summary>
    public int MessageCount { get; init; }
    /// <summary>Disputes, open and answered.</summary>
    public ImmutableArray<Dispute> Disputes { get; init; } = [];
    /// <summary>Whether they do not want messages.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>How many messages the file itself keeps.</summary>
    public const int MostMessages = 100;

    /// <summary>The stream of a subject's file: always the same for a code.</summary>
    public static Guid IdOf(string code) => StreamIds.Of(AboutOf(code));

    internal static string AboutOf(string code) => "benefit-file:" + code;

    /// <summary>The value of a fact; unknown when nobody supplied it, or when what was supplied is no value any more.</summary>
    public FactValue ValueOf(Fact fact) => Facts.TryGetValue(fact.Id, out var held)
        ? FactText.Read(fact, held.Value) ?? FactValue.Unknown : FactValue.Unknown;
}

/// <summary>A fact that the city holds of a subject.</summary>
/// <param name="Value">The value as <see cref="FactText"/> writes it.</param>
/// <param name="Evidence">Code of the type of evidence that supplied it; null when no office issues it.</param>
/// <param name="On">The day for which it was supplied.</param>
public sealed record HeldFact(string Value, string? Evidence, DateOnly On);

/// <summary>A fact that is supplied.</summary>
/// <param name="Fact">Id of the fact.</param>
/// <param name="Held">Its value and where it comes from; null takes it away, so that it is unknown.</param>
public sealed record SuppliedFact(string Fact, HeldFact? Held);

/// <summary>A message in the inbox (消息).</summary>
/// <param name="Number">Its place among the file's messages, from 1.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="About">Id of the policy, or of the fact when a dispute was answered.</param>
/// <param name="At">When.</param>
/// <param name="IsRead">Whether it was read.</param>
public sealed record BenefitFileMessage(int Number, MessageKind Kind, string About, DateTimeOffset At, bool IsRead = false);

/// <summary>What a message tells.</summary>
public enum MessageKind
{
    /// <summary>The subject now matches a policy.</summary>
    Gained,
    /// <summary>The subject does not match a policy any more.</summary>
    Lost,
    /// <summary>A dispute was answered.</summary>
    Answered,
    /// <summary>A payment came back from the bank: another account is needed.</summary>
    Returned,
}

/// <summary>A subject says that a fact is not so (异议).</summary>
/// <param name="Number">Its place among the file's disputes, from 1.</param>
/// <param name="Fact">Id of the fact.</param>
/// <param name="Held">What the city holds; empty when it holds nothing.</param>
/// <param name="Said">What the subject says.</param>
/// <param name="Office">Code of the agency that it goes to: the holder of the evidence.</param>
/// <param name="At">When.</param>
public sealed record Dispute(int Number, string Fact, string Held, string Said, string Office, DateTimeOffset At)
{
    /// <summary>The day, in the city.</summary>
    public DateOnly On { get; init; }
    /// <summary>The clock for the answer; null for one raised before there was a limit.</summary>
    public LegalClock? Clock { get; init; }
    /// <summary>Where it stands.</summary>
    public DisputeState State { get; init; } = DisputeState.Open;
    /// <summary>The agency's answer; null while it is open.</summary>
    public string? Answer { get; init; }
    /// <summary>When it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>Where a dispute stands.</summary>
public enum DisputeState
{
    /// <summary>With the agency.</summary>
    Open,
    /// <summary>The fact was corrected.</summary>
    Upheld,
    /// <summary>The fact stands.</summary>
    Rejected,
}
