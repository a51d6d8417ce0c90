using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Packs;

namespace Yitong.Cases;

/// <summary>Who owes a duty, by name.</summary>
internal static class OfficeName
{
    public static string Of(string office, CityCatalogue city, Texts texts) =>
        office == Duty.Supervision ? texts["late.supervision"] : city.AgencyName(office);
}
