using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Shell;
using Yitong.ThemeLibrary;

namespace Yitong.Web;

/// <summary>A record of the theme library.</summary>
internal sealed record RecordView(
    Guid Id, RecordKind Kind, string Code, string Title, string Office, string State, DateTimeOffset At);

/// <summary>The theme library for programs that act for a person.</summary>
internal static class RecordApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/me/records", async (
            string? @for, string? kind, string? after, Represented represented, Records records, Texts texts) =>
        {
            if (await represented.FindAsync(MandateAreas.Records, @for) is not { } party)
                return Problem.Of(new Refusal("party.not-found", RefusalKind.NotFound), texts);
            if (EnumNames.Read<RecordKind>("kind", kind, out var chosen) is { } fault) return Problem.Of(fault, texts);
            var (shown, next) = await records.ReadAsync(party, chosen, after);
            return Results.Json(new ListView<RecordView>([.. shown.Select(each => new RecordView(
                each.Record.Id, each.Record.Kind, each.Record.Code, each.Title, each.Record.Office, each.Record.State,
                each.Record.At))], next), ApiJson.Options);
        }).For(Access.Resident).Produces<ListView<RecordView>>()
        .WithSummary("Cases, materials, certificates and evidence of mine, newest first. for, kind and after narrow it.");
}
