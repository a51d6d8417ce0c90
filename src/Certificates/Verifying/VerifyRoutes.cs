using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Certificates;

/// <summary>What everybody may ask of certificates: whether one is good, by which keys, and the status lists.</summary>
internal static class VerifyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/verify", (string? code, VerifyAnswers answers, HttpContext http) => answers.Look(code, http));
        routes.MapPost("/verify", (Asked<VerifyCode> asked, VerifyAnswers answers, HttpContext http) =>
            answers.Verify(asked, http)).TakesForm();
        // The address in a printed code: capitals without a question mark fit into the densest mode of a QR code.
        routes.MapGet("/v/{code}", (string code, VerifyAnswers answers, HttpContext http) => answers.Look(code, http));
        routes.MapGet("/certificates/keys", (VerifyAnswers answers) => answers.Keys());
        routes.MapGet("/certificates/status/{list:int}", (int list, VerifyAnswers answers) => answers.StatusAsync(list));
    }
}

/// <summary>What is said of a code.</summary>
public sealed record VerifyView(
    bool Valid, string? Cause, string? Sentence, DateTimeOffset AsOf, CodeKind? Kind, string? Identifier, string? Type,
    string? Name, string? Issuer, string? Holder, string? HolderTail, DateOnly? IssuedOn, DateOnly? ValidUntil, string? Status,
    string? StatusName, string? Purpose, string? Key, KeyProfile? Profile);

/// <summary>Answers verifiers. One per request.</summary>
internal sealed class VerifyAnswers(
    VerifyDesk desk, KeyRing keys, StatusLists lists, CityCatalogue catalogue, CityPack pack, CertificateSettings settings,
    Caller caller, Texts texts)
{
    private const int Tail = 4;

    /// <summary>Looks at a code and uses nothing up.</summary>
    public async Task<IResult> Look(string? code, HttpContext http) =>
        Answer(code, string.IsNullOrWhiteSpace(code) ? null : await desk.LookAsync(code), http);

    /// <summary>Verifies a code from the page's form.</summary>
    public async Task<IResult> Verify(Asked<VerifyCode> asked, HttpContext http)
    {
        var read = await asked.ReadAsync();
        var code = read.IsGranted ? read.Value.Code : null;
        return Answer(code, code is null ? null : await desk.VerifyAsync(code, caller), http);
    }

    /// <summary>Verifies a code for a program.</summary>
    public async Task<IResult> VerifyByProgram(Asked<VerifyCode> asked) => (await asked.DoAsync(async command =>
        Outcome.Of(await desk.VerifyAsync(command.Code, caller)))).Answer(texts, ViewOf);

    private IResult Answer(string? code, VerifyFinding? finding, HttpContext http)
    {
        // A screen's code is good once: no cache may answer for us.
        http.Response.Headers.CacheControl = "no-store";
        if (!WantsJson(http.Request))
            return Screens.Show(
                new VerifyPage { Code = code, Finding = finding, View = finding is null ? null : ViewOf(finding) },
                finding is null or { IsGood: true } or { IsUnconfirmed: true } ? StatusCodes.Status200OK
                    : StatusCodes.Status422UnprocessableEntity);
        return finding is null ? Problem.Of(new("verify.unreadable", RefusalKind.NotReadable), texts)
            : Results.Json(ViewOf(finding), ApiJson.Options);
    }

    public IResult Keys()
    {
        var names = catalogue.Agencies.Values.DistinctBy(agency => agency.CreditCode.Text)
            .ToDictionary(agency => agency.CreditCode.Text, agency => agency.Name);
        var document = new KeyDocument(1, pack.City.Code, pack.City.Name,
            [.. lists.PublishedKeys().Select(key => KeyEntry.Of(key, names.GetValueOrDefault(key.Issuer, pack.City.Name)))],
            pack.Section<CertificateTypes>().ByCode.OrderBy(type => type.Key, StringComparer.Ordinal)
                .ToDictionary(type => type.Key, type => type.Value.Name)) { StatusHours = settings.StatusHours };
        return Results.Bytes(document.Write(), "application/json");
    }

    public async Task<IResult> StatusAsync(int list) => await lists.FileAsync(list) is { } file
        ? Results.Bytes(file, "application/octet-stream", $"status-{pack.City.Code}-{list}")
        : Problem.Of(new("status.no-such-list", RefusalKind.NotFound), texts);

    // Whoever asks for a page gets one: a browser names HTML, a program JSON.
    private static bool WantsJson(HttpRequest request) =>
        request.GetTypedHeaders().Accept is { Count: > 0 } accepted
        && accepted.OrderByDescending(each => each.Quality ?? 1).First().MediaType is { HasValue: true } first
        && first.EndsWith("json", StringComparison.OrdinalIgnoreCase);

    private VerifyView ViewOf(VerifyFinding finding)
    {
        var (code, it) = (finding.Code?.Body, finding.Certificate);
        var key = code is null ? null : keys.Find(code.KeyId);
        var status = it is null ? null : ChangeStatus.Text(it.Status);
        return new(
            finding.IsGood, finding.Cause?.Code,
            finding.Cause is { } cause ? texts.Say($"refusals.{cause.Code}", cause.Args) : null, finding.AsOf, code?.Kind,
            it?.Content.Identifier, it?.Content.Type, it?.Content.Name, it?.Content.IssuerName, it?.Content.HolderName,
            it?.Content.HolderCode[^Tail..], it?.Content.IssuedOn, it?.Content.ValidUntil, status,
            status is null ? null : texts[$"certificate-status.{status}"], finding.Copy?.Purpose, key?.IdText, key?.Profile);
    }
}
