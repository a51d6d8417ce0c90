using System.Text.Json;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>What the cities that are connected may send.</summary>
internal static class CrossCityRoutes
{
    public const string Packages = "/regional/v1/packages";
    public const string Reports = "/regional/v1/reports";
    public const string Contents = "/regional/v1/contents/";
    public const string Evidence = "/regional/v1/evidence";
    public const string Hello = "/regional/v1/hello";
    public const long Message = 1 << 20;
    private const long Question = 64 * 1024;
    private static readonly Said Taken = new(StatusCodes.Status200OK, "{}"u8.ToArray());

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Packages, (HttpContext http, CrossCityDoor door, HandoverDesk desk, Texts texts) =>
            door.AnswerAsync(http, Message, (partner, body) => TakePackageAsync(desk, partner, body, texts)))
            .DisableAntiforgery().For(Access.Anyone).OwnedBy("regional");
        routes.MapPost(Reports, (HttpContext http, CrossCityDoor door, HandoverDesk desk, Texts texts) =>
            door.AnswerAsync(http, Message, (partner, body) => TakeReportAsync(desk, partner, body, texts)))
            .DisableAntiforgery().For(Access.Anyone).OwnedBy("regional");
        routes.MapPut(Contents + "{hash}", (string hash, HttpContext http, CrossCityDoor door, Uploads uploads, Texts texts) =>
            door.AnswerAsync(http, UploadLimits.File, (partner, body) => TakeContentAsync(uploads, partner, hash, body, texts)))
            .DisableAntiforgery().For(Access.Anyone).OwnedBy("regional");
        routes.MapPost(Evidence, (HttpContext http, CrossCityDoor door, PartnerExchange exchange, Texts texts) =>
            door.AnswerAsync(http, Question, (partner, body) => AnswerAsync(exchange, partner, body, texts)))
            .DisableAntiforgery().For(Access.Anyone).OwnedBy("regional");
        routes.MapGet(Hello, (HttpContext http, CrossCityDoor door) =>
            door.AnswerAsync(http, 0, (_, _) => Task.FromResult(Taken))).For(Access.Anyone).OwnedBy("regional");
    }

    private static async Task<Said> TakePackageAsync(HandoverDesk desk, Partner partner, byte[] body, Texts texts)
    {
        if (HandoverJson.Read(body, HandoverJson.Default.CasePackage) is not { } package) return NotRead(texts);
        var taken = await desk.TakeAsync(partner.City, package);
        return taken.Refusal is { } refusal ? Said.Of(refusal, texts)
            : new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(taken.Value, HandoverJson.Default.PackageAnswer));
    }

    private static async Task<Said> TakeReportAsync(HandoverDesk desk, Partner partner, byte[] body, Texts texts)
    {
        if (HandoverJson.Read(body, HandoverJson.Default.PartnerReport) is not { } report) return NotRead(texts);
        var taken = await desk.TakeAsync(partner.City, report);
        return taken.Refusal is { } refusal ? Said.Of(refusal, texts) : Taken;
    }

    private static async Task<Said> AnswerAsync(PartnerExchange exchange, Partner partner, byte[] body, Texts texts)
    {
        if (PartnerJson.Read(body, PartnerJson.Default.PartnerQuestion) is not { } question) return NotRead(texts);
        var answered = await exchange.AnswerAsync(partner.City, question);
        return answered.Refusal is { } refusal ? Said.Of(refusal, texts)
            : new(StatusCodes.Status200OK,
                JsonSerializer.SerializeToUtf8Bytes(answered.Value, PartnerJson.Default.PartnerAnswer));
    }

    private static async Task<Said> TakeContentAsync(Uploads uploads, Partner partner, string hash, byte[] body, Texts texts)
    {
        var taken = await uploads.TakeAsync(Handover.AgencyOf(partner.City), hash, body);
        return taken.Refusal is { } refusal ? Said.Of(refusal, texts) : Taken;
    }

    private static Said NotRead(Texts texts) =>
        Said.Of(new Refusal("regional.message-not-valid", RefusalKind.NotValid).With("field", "JSON"), texts);
}
