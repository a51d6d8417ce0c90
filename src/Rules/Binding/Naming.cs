using System.Globalization;

namespace Yitong.Rules.Binding;

/// <summary>Names a computed number for a fault: which facts it multiplies.</summary>
internal static class Naming
{
    public static string Of(Computed computed, FactBook facts) => computed switch
    {
        Constant constant => constant.Value.ToString(CultureInfo.InvariantCulture),
        NumberOf number => facts.Facts[number.Fact].Name,
        OverOf over => $"1/{facts.Facts[over.Fact].Name}",
        Sum sum => $"{Of(sum.Left, facts)} + {Of(sum.Right, facts)}",
        Difference difference => $"{Of(difference.Left, facts)} - {Of(difference.Right, facts)}",
        Product product => $"{Of(product.Left, facts)} × {Of(product.Right, facts)}",
        Quotient quotient => $"{Of(quotient.Of, facts)} ÷ {Of(quotient.By, facts)}",
        Lookup lookup => $"[{facts.Facts[lookup.Fact].Name}]",
        _ => "(…)",
    };
}
