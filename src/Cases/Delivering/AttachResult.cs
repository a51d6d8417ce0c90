using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// The office puts a document of the result (结果文书) to what it granted: the applicant reads and saves it from the moment of
/// delivery on. Until then it can be taken back.
/// </summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Upload">What the upload of the file gave: the SHA-256 of its bytes.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Seen">The version the screen showed.</param>
/// <param name="Copy">What is kept of the upload, once it was found.</param>
[Act("attach-result")]
public sealed record AttachResult(
    [Ask(IsOptional = true)] string? Matter, [Ask(Missing = "result.no-file")] string? Upload,
    [Ask(IsOptional = true)] string? FileName = null,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null, MaterialCopy? Copy = null) : IMemberCommand
{
    /// <summary>Most documents of one result.</summary>
    internal const int Most = 20;

    /// <inheritdoc/>
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        Permit.Office(member, facts) ?? NotOpen(member)
        ?? (member.Results.Length >= Most ? new Refusal("result.too-many").With("most", $"{Most}") : null);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts)
    {
        if (Copy is null) return new Refusal("upload.unknown", RefusalKind.NotValid).With("file", FileName ?? "");
        return member.Results.Any(copy => copy.Blob == Copy.Blob) ? Array.Empty<CaseEvent>()
            : new CaseEvent[] { new ResultAttached(member.Matter, Copy, facts.Today) };
    }

    /// <summary>Why no document can be put to, or taken from, a member's result; null when it can.</summary>
    internal static Refusal? NotOpen(Member member) => member switch
    {
        { State: MemberState.Concluded, Decision.IsGranted: true } => new("case.already-delivered"),
        { State: MemberState.Decided, Decision.IsGranted: true } => null,
        _ => new Refusal("result.not-granted"),
    };
}

/// <summary>The office takes a document back before the result is delivered.</summary>
/// <param name="Matter">The member; may be null in a case of one matter.</param>
/// <param name="Upload">Which: the SHA-256 of its bytes.</param>
/// <param name="Seen">The version the screen showed.</param>
[Act("take-back-result")]
public sealed record TakeBackResult(
    [Ask(IsOptional = true)] string? Matter, [Ask(Missing = "result.no-file")] string? Upload,
    [Ask(Name = "version", IsOptional = true)] int? Seen = null) : IMemberCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, Member member, CaseFacts facts) =>
        Permit.Office(member, facts) ?? AttachResult.NotOpen(member)
        ?? (member.Results.IsEmpty ? new("result.no-such-file", RefusalKind.NotFound) : null);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, Member member, CaseFacts facts) =>
        member.Results.Any(copy => copy.Blob == Upload)
            ? new CaseEvent[] { new ResultTakenBack(member.Matter, Upload!, facts.Today) } : Array.Empty<CaseEvent>();
}
