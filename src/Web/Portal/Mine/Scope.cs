using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Shell;

namespace Yitong.Web.Portal.Mine;

/// <summary>What a mandate covers, in words.</summary>
internal static class Scope
{
    public static string Of(MandateRow mandate, CityCatalogue city, Texts texts, DateOnly today) => mandate.Scope.Length == 0
        ? texts["mine.scope-all"]
        : string.Join(texts["list.comma"], mandate.Scope.Split(' ')
            .Select(code => MandateAreas.All.Contains(code) ? texts[$"mandate.area-{code}"]
                : city.MatterOn(code, today)?.PlainTitle ?? city.Journey(code)?.PlainTitle ?? code));
}
