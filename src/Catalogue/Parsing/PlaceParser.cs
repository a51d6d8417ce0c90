using System.Globalization;
using Yitong.Packs;

namespace Yitong.Catalogue.Parsing;

/// <summary>Reads agencies, districts, stations, halls, types of evidence and reported figures.</summary>
internal static class PlaceParser
{
    public static List<Agency> Agencies(PackSource source) => All(source, "agencies", "agencies", record => new Agency(
        record.Defines("agency", "code"), record.Text("name"), record.Text("shortName"), record.Text("kind"),
        record.Texts("domains"), record.CreditCode("creditCode"), record.Text("consultPhone"),
        record.Text("supervisePhone"), record.Provenance()));

    public static (List<District> Districts, List<PilotZone> Zones) Districts(PackSource source)
    {
        var districts = new List<District>();
        var zones = new List<PilotZone>();
        foreach (var file in source.Files("districts", "districts"))
        {
            districts.AddRange(file.List("districts", ReadDistrict));
            zones.AddRange(file.List("pilotZones", record => new PilotZone(
                record.Defines("pilot-zone", "code"), record.Text("name"), record.Text("kind"),
                record.Names("district", "hostDistrict"), record.TextOrNull("note"), record.Provenance())));
            file.Close();
        }
        return ([.. districts.OrderBy(district => district.Code, StringComparer.Ordinal)], zones);
    }

    private static District ReadDistrict(PackRecord record)
    {
        var code = record.Defines("district", "code");
        if (code.Length != 6 || !code.All(char.IsAsciiDigit)) record.Fault("code", "code.not-a-division", ("value", code));
        record.Text("kind");
        return new(code, record.Text("name"), Longitude(record), Latitude(record),
            record.List("townships", township => (township.Defines("township", "code"), township.Text("name"))),
            record.Provenance());
    }

    public static List<ServiceStation> Stations(PackSource source) => All(source, "stations", "stations", record =>
    {
        var station = new ServiceStation(
            record.Defines("station", "code"), record.Text("name"), record.Names("district", "district"),
            record.Names("township", "township"), record.Text("community"), record.Text("host"),
            Longitude(record), Latitude(record), record.Text("hours"), record.Texts("facilities"),
            record.Number("mattersCount", 0, 100_000), record.Text("phone"), record.Flag("accessible"),
            record.Flag("elderFriendly"), record.Provenance());
        if (!station.Township.StartsWith(station.District, StringComparison.Ordinal))
            record.Fault("township", "station.township-elsewhere",
                ("township", station.Township), ("district", station.District));
        return station;
    });

    public static List<ServiceHall> Halls(PackSource source) => All(source, "halls", "halls", record => new ServiceHall(
        record.Defines("hall", "code"), record.Text("name"), record.Names("district", "district"),
        Longitude(record), Latitude(record), record.Text("hours"),
        record.List("windows", window => (window.Text("name"), window.Number("count", 1, 500)), required: true),
        record.Map("appointments", rules => new AppointmentRules(
            rules.Number("perHalfHour", 1, 1_000), rules.Number("bookDaysAhead", 0, 366),
            rules.Number("cancelHours", 0, 1_000), rules.Text("noShowRule"))) ?? new(1, 0, 0, ""),
        record.Provenance()));

    public static List<EvidenceType> EvidenceTypes(PackSource source) =>
        All(source, "evidence-types", "evidenceTypes", record => new EvidenceType(
            record.Defines("evidence-type", "code"), record.Text("name"), record.Names("agency", "holder"),
            record.Text("subject"), record.Text("form"), record.Provenance()));

    public static List<ReportedFigure> Reported(PackSource source) =>
        All(source, "reported", "figures", record => new ReportedFigure(
            record.Defines("reported-figure", "code"), record.Text("group"), record.Text("name"),
            decimal.Parse(record.Fraction("value", 0, 1e15).ToString(CultureInfo.InvariantCulture), NumberStyles.Float,
                CultureInfo.InvariantCulture),
            record.Text("unit"), record.Provenance()));

    private static List<T> All<T>(PackSource source, string folder, string key, Func<PackRecord, T> read)
    {
        var all = new List<T>();
        foreach (var file in source.Files(folder, folder))
        {
            all.AddRange(file.List(key, read, required: true));
            file.Close();
        }
        return all;
    }

    private static double Longitude(PackRecord record) => record.Fraction("longitude", 73, 136);

    private static double Latitude(PackRecord record) => record.Fraction("latitude", 3, 54);
}
