using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>An official of the agency gives a draft up (放弃草案).</summary>
[Act("drop-draft")]
internal sealed record DropDraft : ICommand<PolicyDraft, DraftEvent, DraftFacts>
{
    public Refusal? NotNow(PolicyDraft now, DraftFacts facts) =>
        facts.NotFor(now.Office) is { } no ? no : ReleaseDraft.Closed(now);

    public Outcome<IReadOnlyList<DraftEvent>> Decide(PolicyDraft now, DraftFacts facts) =>
        new DraftEvent[] { new DraftDropped() };
}
