using System.Globalization;
using System.Runtime.CompilerServices;

namespace Yitong.Rules.Binding;

/// <summary>
/// A text for each test and computed number, the same exactly if they are equal. Parts of sums, products and trees stand in its
/// order, so that what different cards write in different order becomes one and the same test.
/// </summary>
internal static class Canonical
{
    private static readonly ConditionalWeakTable<object, string> Known = [];

    public static string Key(Computed computed) => Known.GetValue(computed, static of => Make((Computed)of));

    public static string Key(Test test) => Known.GetValue(test, static of => Make((Test)of));

    private static string Make(Computed computed) => computed switch
    {
        NumberOf number => Text($"f{number.Fact:D5}"),
        OverOf over => Text($"f{over.Fact:D5}/"),
        Constant constant => Text($"={constant.Value}"),
        Sum sum => $"(+ {Key(sum.Left)} {Key(sum.Right)})",
        Difference difference => $"(- {Key(difference.Left)} {Key(difference.Right)})",
        Product product => $"(* {Key(product.Left)} {Key(product.Right)})",
        Quotient quotient => $"(/ {quotient.Rounding} {Key(quotient.Of)} {Key(quotient.By)})",
        Pick pick => $"(? {Key(pick.If)} {Key(pick.Then)} {Key(pick.Otherwise)})",
        Lookup lookup => Text($"f{lookup.Fact:D5}[{string.Join(',', lookup.Values)}]"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Make(Test test) => test switch
    {
        Within within => Text($"f{within.Fact:D5} in {within.Among}"),
        RatioAgainst ratio => Text($"f{ratio.Fact:D5} {ratio.Relation} {ratio.Number}/{ratio.Over}"),
        HasCodes has => Text($"f{has.Fact:D5} has {has.Marked} {has.All}"),
        IsSupplied supplied => Text($"f{supplied.Fact:D5} known"),
        Always always => $"~{always.Truth}",
        Balance balance =>
            $"~{Key(balance.Left)} {balance.Relation} {Key(balance.Right)} | {Joined(balance.NonZero.Select(Key))}",
        NotSo not => $"~not {Key(not.Of)}",
        AllOf all => $"~all({Joined(all.Tests.Select(Key))})",
        AnyOf any => $"~any({Joined(any.Tests.Select(Key))})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Joined(IEnumerable<string> keys) => string.Join("; ", keys);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
