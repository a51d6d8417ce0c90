using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>The subject switches messages off or on (免打扰); whoever calls has made sure that the actor may.</summary>
/// <param name="IsQuiet">Whether they want none.</param>
[Act("set-quiet")]
internal sealed record SetQuiet([Ask(Name = "quiet")] bool? IsQuiet) : ICommand<SubjectFile, BenefitFileEvent>
{
    public Refusal? NotNow(SubjectFile now, Facts facts) => null;

    public Outcome<IReadOnlyList<BenefitFileEvent>> Decide(SubjectFile now, Facts facts) =>
        now.IsQuiet == IsQuiet ? Array.Empty<BenefitFileEvent>() : new BenefitFileEvent[] { new QuietSet(IsQuiet!.Value) };
}
