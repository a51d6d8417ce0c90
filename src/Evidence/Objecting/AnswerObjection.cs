using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>The agency that owes it answers an objection (答复).</summary>
/// <param name="IsUpheld">Whether the person is right.</param>
/// <param name="Words">The answer.</param>
[Act("answer-objection", Unclear = "objection.words-missing")]
internal sealed record AnswerObjection(
    [Ask(Name = "upheld", Missing = "duties.choose")] bool? IsUpheld,
    [Ask(IsLong = true, Most = 1_000, Missing = "objection.words-missing", Unreadable = "objection.words-not-readable")]
    string? Words) : ICommand<DataObjection, ObjectionEvent>
{
    /// <inheritdoc/>
    public Refusal? NotNow(DataObjection now, Facts facts) =>
        !facts.IsOfficialOf(now.Raised.Owner) ? new("objection.other-office", RefusalKind.NotAllowed)
        : now.Answered is not null ? new("objection.already-answered")
        : null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<ObjectionEvent>> Decide(DataObjection now, Facts facts) =>
        new ObjectionEvent[] { new ObjectionAnswered(IsUpheld!.Value, Words!.Trim(), facts.Today) };
}
