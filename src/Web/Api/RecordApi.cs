using Yitong.Kernel;
using Yitong.Packs;
using Yitong.ThemeLibrary;
using Yitong.Web.Portal.MyBenefits;
using Yitong.Web.Portal.Records;
using Yitong.Web.Shell;

namespace Yitong.Web.Api;

/// <summary>A record of the theme library.</summary>
internal sealed record RecordView(
    Guid Id, RecordKind Kind, string Code, string Title, string Office, string State, DateTimeOffset At);

/// <summary>The theme library for programs that act for a person.</summary>
internal static class RecordApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/me/records", async (
            string? @for, string? kind, string? after, Subjects subjects, Shelf shelf, Texts texts) =>
        {
            if (await subjects.FindAsync(@for) is not { } party)
                return Problem.Of(new Refusal("party.not-found", RefusalKind.NotFound), texts);
            var page = await shelf.ReadAsync(party.Code, RecordRoutes.KindOf(kind), after);
            return Results.Json(new ListView<RecordView>([.. page.Records.Select(record => new RecordView(
                record.Id, record.Kind, record.Code, record.Title, record.Office, record.State, record.At))], page.Next),
                ApiJson.Options);
        }).For(Access.Resident).OwnedBy("api").Produces<ListView<RecordView>>()
        .WithSummary("Cases, materials, certificates and evidence of mine, newest first. for, kind and after narrow it.");
}
