using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>A load of a register is begun (开始入库), or gone on with: one for companies, one for people.</summary>
/// <param name="Kind">Companies or people.</param>
/// <param name="Source">Where they come from; a load goes on only with the same source.</param>
/// <param name="Book">The fact book.</param>
[Act("open-register-load")]
internal sealed record OpenLoad(SubjectKind Kind, string Source, FactBook Book) : IBeginning<RegisterLoad, LoadEvent>
{
    public string About => RegisterLoad.AboutOf(Kind);

    public Outcome<IReadOnlyList<LoadEvent>> Decide(Facts facts)
    {
        var own = Book.Facts.Where(fact => fact.Subject == Kind).ToList();
        return new LoadEvent[]
        {
            new LoadOpened(Kind, Source, [.. own.Select(fact => fact.Id)], [.. own.Select(fact => fact.Kind == FactKind.Ratio)]),
        };
    }

    public Outcome<IReadOnlyList<LoadEvent>> Again(RegisterLoad now, Facts facts) => now.Source == Source
        ? Array.Empty<LoadEvent>() : new Refusal("load.other-source").With("source", now.Source);
}
