using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Parties;

/// <summary>What a mandate covers, in words.</summary>
public static class MandateScope
{
    /// <summary>All of it, or the plain titles of what it names.</summary>
    public static string Of(MandateRow mandate, CityCatalogue city, Texts texts, DateOnly today) => mandate.Scope.Length == 0
        ? texts["mine.scope-all"]
        : string.Join(texts["list.comma"], mandate.Scope.Split(' ')
            .Select(code => MandateAreas.All.Contains(code) ? texts[$"mandate.area-{code}"]
                : city.MatterOn(code, today)?.PlainTitle ?? city.Journey(code)?.PlainTitle ?? code));
}
