using Yitong.ThemeLibrary;
using Yitong.Web.Portal.MyBenefits;
using Yitong.Web.Shell;

namespace Yitong.Web.Portal.Records;

/// <summary>Everything that the city's services hold of me: cases, materials, certificates, evidence (我的档案).</summary>
internal static class RecordRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/my/records", async (string? @for, string? kind, string? after, Subjects subjects, Shelf shelf) =>
        {
            if (await subjects.FindAsync(@for) is not { } party) return Results.NotFound();
            var chosen = KindOf(kind);
            return Screens.Show<RecordsPage>(new
            {
                Party = party, All = await subjects.AllAsync(), Kind = chosen, IsFirst = after is null,
                Shelf = await shelf.ReadAsync(party.Code, chosen, after),
            });
        }).For(Access.Resident).OwnedBy("portal");

    /// <summary>The kind of a word such as <c>certificate</c>; null for anything else.</summary>
    public static RecordKind? KindOf(string? word) => word is { Length: > 0 } && char.IsAsciiLetter(word[0])
        && Enum.TryParse<RecordKind>(word, ignoreCase: true, out var kind) ? kind : null;
}
