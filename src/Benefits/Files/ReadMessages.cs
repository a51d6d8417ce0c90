using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>The subject has read its messages up to one (标为已读); whoever calls has made sure that the actor may.</summary>
/// <param name="UpTo">The message's number.</param>
[Act("read-messages")]
internal sealed record ReadMessages([Ask] int? UpTo) : ICommand<SubjectFile, BenefitFileEvent>
{
    public Refusal? NotNow(SubjectFile now, Facts facts) => null;

    public Outcome<IReadOnlyList<BenefitFileEvent>> Decide(SubjectFile now, Facts facts) =>
        now.Messages.Any(message => !message.IsRead && message.Number <= UpTo)
            ? new BenefitFileEvent[] { new MessagesRead(UpTo!.Value) } : Array.Empty<BenefitFileEvent>();
}
