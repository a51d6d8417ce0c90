using System.Text;
using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Hotline;

/// <summary>Leaves words that found nothing for the hotline (留给热线). Nobody's name is asked.</summary>
/// <param name="Query">The words as typed.</param>
[Act("leave-query", Unclear = null)]
public sealed record LeaveQuery(
    [Ask(Most = 100, Missing = "hotline.query-empty", TooLong = "hotline.query-too-long",
        Unreadable = "hotline.query-unreadable")]
    string? Query) : IBeginning<UnansweredQuery, HotlineEvent>
{
    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Facts facts)
    {
        var words = WideText.Fold(Query);
        if (words.Length == 0) yield return new("query", "hotline.query-empty");
        else if (words.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar))
            yield return new("query", "hotline.query-unreadable");
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<HotlineEvent>> Decide(Facts facts) => new HotlineEvent[] { new QueryLeft(WideText.Fold(Query)) };
}
