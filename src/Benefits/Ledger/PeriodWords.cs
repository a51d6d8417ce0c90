using Yitong.Packs;

namespace Yitong.Benefits;

/// <summary>How the period of a payment reads: <c>2026-Q3</c> is written for programs.</summary>
internal static class PeriodWords
{
    /// <summary>The words of a period as <see cref="BenefitPeriod.Text"/> has it; anything else as it is.</summary>
    public static string Period(this Texts texts, string period) => period.Split('-') switch
    {
        ["ever"] => texts["period.ever"],
        [{ Length: 4 } year] => texts.Say("period.year", ("year", year)),
        [var year, ['Q', .. var quarter]] => texts.Say("period.quarter", ("year", year), ("quarter", quarter)),
        [var year, var month] => texts.Say("period.month", ("year", year), ("month", month.TrimStart('0'))),
        _ => period,
    };
}
