namespace Yitong.Catalogue;

/// <summary>What the catalogue says on a day.</summary>
public static class InForce
{
    /// <summary>The edition of a matter in force; null when there is none.</summary>
    public static MatterEdition? MatterOn(this CityCatalogue city, string code, DateOnly day) => city.Matter(code)?.On(day);

    /// <summary>All editions in force, in the order of their codes.</summary>
    public static IEnumerable<MatterEdition> MattersOn(this CityCatalogue city, DateOnly day) =>
        city.Matters.Values.Select(matter => matter.On(day)).OfType<MatterEdition>()
            .OrderBy(matter => matter.Matter, StringComparer.Ordinal);

    /// <summary>All materials that a journey's members ask for.</summary>
    public static IEnumerable<Material> MaterialsOf(this CityCatalogue city, Journey journey, DateOnly day) =>
        journey.Members.Select(member => city.MatterOn(member.Matter, day)).OfType<MatterEdition>()
            .SelectMany(matter => matter.Materials);

    /// <summary>A station; null when there is none.</summary>
    public static ServiceStation? Station(this CityCatalogue city, string code) => city.Stations.GetValueOrDefault(code);

    /// <summary>A township's name; its code when the pack does not know it.</summary>
    public static string TownshipName(this CityCatalogue city, string code) => city.Districts
        .SelectMany(district => district.Townships).Where(township => township.Code == code)
        .Select(township => township.Name).FirstOrDefault() ?? code;

    /// <summary>A district's name; its code when the pack does not know it.</summary>
    public static string DistrictName(this CityCatalogue city, string code) =>
        city.Districts.FirstOrDefault(district => district.Code == code)?.Name ?? code;
}
