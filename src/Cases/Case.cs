using System.Collections.Immutable;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// A case (办件): one application under one number, for one matter or for a journey's bundle of matters.
/// Folded from its events; never changed in place.
/// </summary>
public sealed record Case
{
    /// <summary>The case's id, which is also the id of its stream.</summary>
    public required Guid Id { get; init; }
    /// <summary>Number of events folded in; the version an act is checked against.</summary>
    public required int Version { get; init; }
    /// <summary>The number people quote (办件编号).</summary>
    public required string Number { get; init; }
    /// <summary>One matter or a journey.</summary>
    public required CaseKind Kind { get; init; }
    /// <summary>Code of the matter or journey applied for.</summary>
    public required string Code { get; init; }
    /// <summary>Whose affair it is.</summary>
    public required Subject Subject { get; init; }
    /// <summary>Who applies: the subject, or somebody who acts for it.</summary>
    public required Applicant Applicant { get; init; }
    /// <summary>Where it was lodged.</summary>
    public required Lodging Lodging { get; init; }
    /// <summary>The day it was opened, in the city's time.</summary>
    public required DateOnly OpenedOn { get; init; }
    /// <summary>The day it was submitted; null while it is a draft.</summary>
    public DateOnly? SubmittedOn { get; init; }
    /// <summary>The day it was withdrawn as a whole.</summary>
    public DateOnly? WithdrawnOn { get; init; }
    /// <summary>Answers by question key, as normalised.</summary>
    public ImmutableDictionary<string, string> Answers { get; init; } = ImmutableDictionary<string, string>.Empty;
    /// <summary>Materials handed over, one per material key.</summary>
    public ImmutableDictionary<string, MaterialCopy> Materials { get; init; } =
        ImmutableDictionary<string, MaterialCopy>.Empty;
    /// <summary>What the case holds without an upload, and what came in the way.</summary>
    public CaseEvidence Evidence { get; init; } = CaseEvidence.None;
    /// <summary>The matters in the case: one, or a journey's members. In the order of the definition.</summary>
    public required ImmutableArray<Member> Members { get; init; }
    /// <summary>The rating, once given.</summary>
    public Rating? Rating { get; init; }
    /// <summary>What it shares with another city.</summary>
    public CrossCity CrossCity { get; init; } = CrossCity.None;
    /// <summary>The clock of the whole journey; null for a single matter.</summary>
    public LegalClock? Whole { get; init; }

    /// <summary>The member of a matter, or null.</summary>
    public Member? Find(string matter) => Members.FirstOrDefault(member => member.Matter == matter);

    /// <summary>The same case with one member replaced.</summary>
    internal Case With(Member changed) => this with
    {
        Members = Members.Replace(Members.First(member => member.Matter == changed.Matter), changed),
    };

    /// <summary>Whether nothing remains to be done by anybody but, perhaps, a rating.</summary>
    public bool IsFinished => WithdrawnOn is not null || SubmittedOn is not null && Members.All(member => member.IsFinal);

    /// <summary>What the applicant reads as the state of the whole.</summary>
    public CaseStage Stage
    {
        get
        {
            if (WithdrawnOn is not null) return CaseStage.Withdrawn;
            if (SubmittedOn is null) return CaseStage.Draft;
            if (Members.Any(member => member.State == MemberState.SupplementRequested))
                return CaseStage.SupplementRequested;
            var open = Members.Where(member => !member.IsFinal).ToList();
            if (open.Count == 0) return FinalStage();
            return open.Min(member => member.State) switch
            {
                MemberState.Waiting or MemberState.Received =>
                    Members.Any(member => member.AcceptedOn is not null) ? CaseStage.Accepted : CaseStage.Submitted,
                MemberState.Decided => CaseStage.Decided,
                _ => CaseStage.Accepted,
            };
        }
    }

    private CaseStage FinalStage() =>
        Members.Any(member => member.State == MemberState.Concluded) ? CaseStage.Concluded
        : Members.Any(member => member.State == MemberState.Refused) ? CaseStage.Refused
        : CaseStage.Withdrawn;
}

/// <summary>One matter or a journey.</summary>
public enum CaseKind
{
    /// <summary>One matter.</summary>
    Matter,
    /// <summary>A journey (一件事).</summary>
    Journey,
}

/// <summary>The state of the whole as the applicant reads it.</summary>
public enum CaseStage
{
    /// <summary>草稿: opened, being filled in.</summary>
    Draft,
    /// <summary>待受理: handed in; the office owes a word within five working days.</summary>
    Submitted,
    /// <summary>待补正: the applicant must supplement.</summary>
    SupplementRequested,
    /// <summary>办理中: accepted, being examined.</summary>
    Accepted,
    /// <summary>已决定: decided, the result is being delivered.</summary>
    Decided,
    /// <summary>已办结</summary>
    Concluded,
    /// <summary>不予受理</summary>
    Refused,
    /// <summary>已撤回</summary>
    Withdrawn,
}

/// <summary>Whose affair a case is.</summary>
/// <param name="Party">The party's id.</param>
/// <param name="Name">The name at the time of opening.</param>
/// <param name="IsCompany">A company or self-employed business, not a natural person.</param>
public sealed record Subject(Guid Party, string Name, bool IsCompany)
{
    /// <summary>Citizen number or credit code, as the register of parties has it; null for a party without one.</summary>
    public string? Code { get; init; }
}

/// <summary>Who applies.</summary>
/// <param name="Party">The party's id.</param>
/// <param name="Name">The name at the time of opening.</param>
public sealed record Applicant(Guid Party, string Name);

/// <summary>Where and through whom a case was lodged.</summary>
/// <param name="Channel">Online or at a counter.</param>
/// <param name="Station">The service station's code, for <see cref="Channel.Station"/>.</param>
/// <param name="Clerk">The clerk's account, for <see cref="Channel.Station"/>.</param>
public sealed record Lodging(Channel Channel, string? Station = null, string? Clerk = null)
{
    /// <summary>Online by the applicant.</summary>
    public static readonly Lodging Online = new(Channel.Online);
}

/// <summary>The channel of lodging.</summary>
public enum Channel
{
    /// <summary>网上、掌上</summary>
    Online,
    /// <summary>便民服务站</summary>
    Station,
}

/// <summary>One handed-over material (电子材料), or the commitment to bring it later.</summary>
/// <param name="Material">Key of the required material.</param>
/// <param name="FileName">The file's name as the applicant had it.</param>
/// <param name="Blob">SHA-256 of the content, lower-case hex; null for a commitment.</param>
/// <param name="MediaType">What the content is, by its bytes.</param>
/// <param name="Length">Bytes.</param>
public sealed record MaterialCopy(string Material, string FileName, string? Blob, string MediaType, long Length)
{
    /// <summary>Whether it is only promised (容缺后补).</summary>
    public bool IsCommitment => Blob is null;
}
