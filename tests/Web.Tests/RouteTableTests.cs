using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Yitong.Shell;

namespace Yitong.Web_Tests;

/// <summary>
/// Walks all routes as each persona and compares what the host really answers with <c>routes.txt</c>. After a
/// wanted change write it anew: <c>YITONG_WRITE_SNAPSHOTS=1 dotnet run --project tests/Web.Tests</c>.
/// </summary>
public sealed partial class RouteTableTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] Personas = ["nobody", "resident", "agent", "clerk", "official", "official2", "supervisor"];
    private static readonly string File = Path.Combine(Portal.Root, "tests", "Web.Tests", "routes.txt");

    [Fact]
    public async Task Every_route_answers_each_persona_as_the_table_says()
    {
        var table = await Walk();
        if (Environment.GetEnvironmentVariable("YITONG_WRITE_SNAPSHOTS") == "1")
            await System.IO.File.WriteAllTextAsync(File, table);
        Assert.Equal(await System.IO.File.ReadAllTextAsync(File), table);
    }

    [Fact]
    public void A_route_that_says_nothing_of_its_callers_keeps_the_host_from_starting()
    {
        var silent = new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/x"), 0, null, "GET /x");
        Assert.Equal(["GET /x"], RouteDeclarations.Undeclared([silent]));
    }

    private async Task<string> Walk()
    {
        var table = new StringBuilder("route; owner; " + string.Join("; ", Personas) + "\n");
        var rows = Routes().Select(route => (route.Method, route.Endpoint, Verdicts: new List<string>())).ToList();
        foreach (var persona in Personas)
        {
            using var browser = persona == "nobody" ? portal.Open() : await portal.OpenAs(persona);
            using var program = await ApiClient.OpenAsync(portal.Address, persona);
            foreach (var row in rows)
                row.Verdicts.Add(await Ask(browser, program, row.Method, row.Endpoint));
        }
        foreach (var (method, endpoint, verdicts) in rows)
            table.Append($"{method} {endpoint.RoutePattern.RawText}; {endpoint.Metadata.GetMetadata<RouteOwner>()!.Owner}; ")
                .AppendJoin("; ", verdicts).Append('\n');
        return table.ToString();
    }

    private List<(string Method, RouteEndpoint Endpoint)> Routes() =>
        [.. portal.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Select(method => (method, endpoint)))
            .OrderBy(route => route.endpoint.RoutePattern.RawText, StringComparer.Ordinal).ThenBy(route => route.method)];

    // A form without token and a body without content are refused after the question who calls: nothing changes.
    private static async Task<string> Ask(PlainBrowser browser, ApiClient program, string method, RouteEndpoint endpoint)
    {
        var path = Placeholder().Replace(endpoint.RoutePattern.RawText!, match => Sample(match.Groups[1].Value));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var isForPrograms = path.StartsWith("/api/", StringComparison.Ordinal);
        if (method is not "GET")
            request.Content = isForPrograms ? new StringContent("{}", Encoding.UTF8, MediaTypeOf(path)) : new StringContent("");
        using var answer = isForPrograms ? await program.Send(request) : await browser.Send(request);
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "sign in",
            HttpStatusCode.SeeOther when answer.Headers.Location!.OriginalString.StartsWith("/sign-in") => "sign in",
            HttpStatusCode.Forbidden => "no",
            HttpStatusCode.InternalServerError => "broken",
            _ => "yes",
        };
    }

    private static string MediaTypeOf(string path) =>
        path.EndsWith("/uploads", StringComparison.Ordinal) ? "application/octet-stream" : "application/json";

    private static string Sample(string parameter) => parameter switch
    {
        "date" => "2026-09-28",
        "n" or "chunk" or "line" => "1",
        "id" or "principal" or "objection" => Guid.Empty.ToString(),
        _ => "none",
    };

    [GeneratedRegex(@"\{\*{0,2}(\w+)[^}]*\}")]
    private static partial Regex Placeholder();
}
