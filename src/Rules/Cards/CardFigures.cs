using Yitong.Rules.Language;

namespace Yitong.Rules;

/// <summary>The figures of a card as people are shown them, before anybody is judged.</summary>
public static class CardFigures
{
    /// <summary>
    /// The values of a parameter that hold on a day, one for each key that the card writes; one that is computed from other
    /// parameters is left out.
    /// </summary>
    public static IReadOnlyList<ParameterUsed> On(this CardParameter parameter, DateOnly day) =>
    [
        .. from entry in parameter.Entries
           let value = entry.On(day)
           where value?.Typed is Fixed
           let known = (Fixed)value!.Typed!
           select new ParameterUsed(parameter.Name, entry.Keys is null ? null : string.Join(Keywords.NameSeparator, entry.Keys),
               Quantity.Of(KindOf(known.Sort), known.Value), value!.From),
    ];

    /// <summary>The formula of an amount as a card would write it.</summary>
    public static string Written(this CardAmount amount) => Writing.Of(amount.Formula);

    private static FactKind KindOf(Sort sort) => sort switch
    {
        Sort.Money => FactKind.Money, Sort.Ratio => FactKind.Ratio, Sort.Date => FactKind.Date, _ => FactKind.Whole,
    };
}
