using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Catalogue.Facts;

/// <summary>
/// Reads the rules by which matters are decided (<c>rules/*.yaml</c>). A rule with a fault, or one whose own tests fail, does not
/// load, and neither does the pack.
/// </summary>
internal static class MatterRuleParser
{
    private static readonly CardKeys Keys = new("note");

    public static IReadOnlyList<RuleCard> Rules(PackSource source, FactBook facts, WorkCalendar calendar)
    {
        var cards = new List<RuleCard>();
        foreach (var file in source.Raw("rules"))
        {
            var (card, faults) = CardReader.Read(file.Text, file.File, facts, Keys);
            if (card is not null) faults = CardTests.Run(card, calendar);
            foreach (var fault in faults) source.Faults.Add(fault.File, fault.Line, fault.Code, [.. fault.Values]);
            if (card is null) continue;
            source.Defines("rule", card.Id, file.File, 1);
            cards.Add(card);
        }
        return cards;
    }
}
