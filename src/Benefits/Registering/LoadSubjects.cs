using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>One chunk of subjects comes into a register (入库).</summary>
/// <param name="Chunk">The subjects.</param>
[Act("load-subjects")]
internal sealed record LoadSubjects(IReadOnlyList<LoadedSubjectRow> Chunk) : ISealing<RegisterLoad, LoadEvent, Facts>
{
    public Refusal? NotNow(RegisterLoad now, Facts facts) => null;

    public BulkRows RowsOf(RegisterLoad now, Facts facts) => BulkRows.Of(now.Id, now.Chunks + 1, Chunk, _ => 1);

    public Outcome<IReadOnlyList<LoadEvent>> Decide(RegisterLoad now, Facts facts, RowsSeal? seal) =>
        new LoadEvent[] { new SubjectsLoaded(seal!) };
}
