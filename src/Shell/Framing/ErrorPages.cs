using Microsoft.AspNetCore.Diagnostics;

namespace Yitong.Shell;

/// <summary>Pages for answers that would otherwise be empty, and for bugs.</summary>
public static class ErrorPages
{
    private static readonly int[] Told = [400, 403, 404, 405, 413, 429, 500];

    /// <summary>Answers bugs with a reference number, and empty refusals with a page or with problem details.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = TellOfBug, AllowStatusCode404Response = true });
        app.UseStatusCodePages(context => TellOfStatus(context.HttpContext));
    }

    /// <summary>Whether the caller is a program, which gets problem details instead of a page.</summary>
    public static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/demo")
        || request.Path.StartsWithSegments("/health") || request.Path.StartsWithSegments("/openapi");

    // The log has the same reference, so that a caller of the hotline can be helped.
    private static Task TellOfBug(HttpContext http)
    {
        var status = http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad ? bad.StatusCode : 500;
        http.Response.StatusCode = status;
        return IsForPrograms(http.Request)
            ? Results.Problem(statusCode: status, extensions: Reference(http)).ExecuteAsync(http)
            : Page(status, http);
    }

    private static Task TellOfStatus(HttpContext http) => IsForPrograms(http.Request)
        ? Results.Problem(statusCode: http.Response.StatusCode).ExecuteAsync(http)
        : Page(http.Response.StatusCode, http);

    private static Task Page(int status, HttpContext http)
    {
        var told = Told.Contains(status) ? status : status < 500 ? 400 : 500;
        return Screens.Show(
            new ErrorPage { Key = $"error.{told}", Reference = told == 500 ? http.TraceIdentifier : null }, status)
            .ExecuteAsync(http);
    }

    private static Dictionary<string, object?> Reference(HttpContext http) => new() { ["reference"] = http.TraceIdentifier };
}
