using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Certificates;
using Yitong.Evidence;
using Yitong.Parties;
using Yitong.Shell;
using Yitong.ThemeLibrary;

namespace Yitong.Web;

/// <summary>Everything that the city's services hold of me: cases, materials, certificates, evidence (我的档案).</summary>
internal static class RecordRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/my/records", async (
            string? @for, string? kind, string? after, Represented represented, Records records) =>
        {
            if (await represented.FindAsync(MandateAreas.Records, @for) is not { } party) return Results.NotFound();
            if (EnumNames.Read<RecordKind>("kind", kind, out var chosen) is not null)
                return Screens.Error(StatusCodes.Status400BadRequest);
            var (shown, next) = await records.ReadAsync(party, chosen, after);
            return Screens.Show(new RecordsPage
            {
                Party = party, Some = await represented.SomeAsync(MandateAreas.Records, party),
                Kind = chosen, IsFirst = after is null, Shown = shown, Next = next,
            });
        }).For(Access.Resident).OwnedBy("portal");
}

/// <summary>A record as people read it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Title">Its title in plain words.</param>
/// <param name="Path">Where more of it is shown; null when nothing is, as with what older systems kept.</param>
public sealed record ShownRecord(SubjectRecord Record, string Title, string? Path);

/// <summary>Records with their plain titles and where they lead; page and API alike. One per request.</summary>
internal sealed class Records(
    Shelf shelf, CaseLists cases, CertificateLists certificates, CityCatalogue city, EvidenceLibrary evidence, Visitor visitor)
{
    /// <summary>A page of a party's records, and where the next begins; null at the end.</summary>
    public async Task<(IReadOnlyList<ShownRecord> Shown, string? Next)> ReadAsync(PartyRow party, RecordKind? kind, string? after)
    {
        var page = await shelf.ReadAsync(party.Code, kind, after);
        var numbers = page.Records.Select(NumberOf).OfType<string>().Distinct().ToList();
        var known = await cases.ByNumbersAsync(numbers);
        var issued = await certificates.KnownAsync(
            [.. page.Records.Where(record => record.Kind == RecordKind.Certificate).Select(record => record.Id)]);
        return ([.. page.Records.Select(record => Of(
            record, party, NumberOf(record) is { } number ? known.GetValueOrDefault(number) : null, issued))], page.Next);
    }

    // A case and its materials are kept under the number of the case.
    private static string? NumberOf(SubjectRecord record) => record.Kind switch
    {
        RecordKind.Case => record.Title,
        RecordKind.Material => record.State,
        _ => null,
    };

    private ShownRecord Of(SubjectRecord record, PartyRow party, CaseRow? of, IReadOnlySet<Guid> issued) => record.Kind switch
    {
        RecordKind.Case => new(
            record, of is null ? TitleOf(record) : city.TitleOf(of), of is null ? null : $"/cases/{of.Id}"),
        RecordKind.Material => new(
            record, of is null ? record.Title : MaterialOf(record.Code, of) ?? record.Title,
            of is null ? null : $"/cases/{of.Id}"),
        RecordKind.Certificate => new(record, record.Title, issued.Contains(record.Id) ? $"/my/certificates/{record.Id}" : null),
        // Who looked at somebody's data is told to themself alone.
        _ => new(record, evidence.Resources.GetValueOrDefault(record.Code)?.Title ?? record.Title,
            party.Id.ToString() == visitor.Id ? $"/my/disclosures#e-{record.Id}" : null),
    };

    private string TitleOf(SubjectRecord record) =>
        city.Matter(record.Code)?.Editions[^1].PlainTitle ?? city.Journey(record.Code)?.PlainTitle ?? record.Title;

    private string? MaterialOf(string key, CaseRow of)
    {
        var members = of.Kind == CaseKind.Journey
            ? city.Journey(of.Code)?.Members.Select(member => member.Matter) ?? [] : [of.Code];
        return members.Select(matter => city.MatterOn(matter, of.OpenedOn)).OfType<MatterEdition>()
            .SelectMany(edition => edition.Materials).FirstOrDefault(material => material.Key == key)?.Name;
    }
}
