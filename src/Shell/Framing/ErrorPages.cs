using Microsoft.AspNetCore.Diagnostics;
using Yitong.Store;

namespace Yitong.Shell;

/// <summary>Pages for answers that would otherwise be empty, and for bugs.</summary>
public static class ErrorPages
{
    private static readonly int[] Told = [400, 403, 404, 405, 413, 429, 500, 503];

    // A database that is started again takes about so long.
    private const string Seconds = "5";

    /// <summary>
    /// Answers bugs with a reference number, a database that is away for a moment with when to come again, and empty refusals
    /// with a page or with problem details.
    /// </summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            http.Response.OnStarting(() => SayWhen(http.Response));
            return next(http);
        });
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = TellOfBug, AllowStatusCode404Response = true,
            // A line for each, in place of a hundred: whoever looks after the database knows already.
            SuppressDiagnosticsCallback = told => IsAway(told.HttpContext, told.Exception),
        });
        app.UseStatusCodePages(context => TellOfStatus(context.HttpContext));
    }

    /// <summary>Whether the caller is a program, which gets problem details instead of a page.</summary>
    public static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/demo")
        || request.Path.StartsWithSegments("/health") || request.Path.StartsWithSegments("/openapi");

    // The log has the same reference, so that a caller of the hotline can be helped.
    private static Task TellOfBug(HttpContext http)
    {
        var fault = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var status = fault is BadHttpRequestException bad ? bad.StatusCode
            : fault is not null && DatabaseFaults.IsPassing(fault) ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status500InternalServerError;
        http.Response.StatusCode = status;
        return IsForPrograms(http.Request)
            ? Results.Problem(statusCode: status, extensions: Reference(http)).ExecuteAsync(http)
            : Page(status, http);
    }

    private static bool IsAway(HttpContext http, Exception fault)
    {
        if (!DatabaseFaults.IsPassing(fault)) return false;
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ErrorPages))
            .LogWarning("The database is away ({Reference}): {Fault}", http.TraceIdentifier, fault.GetBaseException().Message);
        return true;
    }

    private static Task SayWhen(HttpResponse response)
    {
        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = Seconds;
        return Task.CompletedTask;
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
