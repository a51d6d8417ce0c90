using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Shell;

/// <summary>Answers of page routes.</summary>
public static class Screens
{
    /// <summary>
    /// A page rendered on the server. The page that is handed in only carries its parameters; what it cannot do without is
    /// <c>required</c>, so that a route that forgets it does not compile.
    /// </summary>
    public static IResult Show<TPage>(TPage page, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new RazorComponentResult<TPage>(PageParameters<TPage>.Of(page))
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    /// <summary>The page after a form was taken: the browser fetches it anew, so that reload repeats nothing.</summary>
    public static IResult SeeOther(string path) => new SeeOtherResult(path);

    /// <summary>A page that says what went wrong and what to do.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="key">Key of the sentence; <c>{key}.title</c> and <c>{key}.help</c> are its two parts.</param>
    public static IResult Error(int status, string? key = null) =>
        Show(new ErrorPage { Key = key ?? $"error.{status}" }, status);

    /// <summary>A page of its own for a refusal that belongs to no form.</summary>
    public static IResult Refused(Refusal refusal, Texts texts, string back = "/") =>
        Show(new RefusalPage { Faults = Fault.Of(refusal, texts), Back = back }, refusal.Status());

    /// <summary>The path to return to: only paths of this site, so that no link can lead elsewhere.</summary>
    public static string LocalPath(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";

    // Found once for each page: reading them costs less than the page's first line.
    private static class PageParameters<TPage>
    {
        private static readonly PropertyInfo[] All = [.. typeof(TPage).GetProperties()
            .Where(property => property.IsDefined(typeof(ParameterAttribute)))];

        public static Dictionary<string, object?> Of(TPage page) =>
            All.ToDictionary(property => property.Name, property => property.GetValue(page));
    }

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
