using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yitong.Acting;

namespace Yitong.Web_Tests;

/// <summary>
/// The description of the API is what programs are made from: a change must show in <c>openapi.txt</c>, so that it is seen and
/// meant. After a wanted change write it anew: <c>YITONG_WRITE_SNAPSHOTS=1 dotnet run --project tests/Web.Tests</c>.
/// </summary>
public sealed class DescriptionTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string Pinned = Path.Combine(Portal.Root, "tests", "Web.Tests", "openapi.txt");
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Is_as_pinned()
    {
        using var http = new HttpClient { BaseAddress = portal.Address };
        var described = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!.AsObject();
        var now = string.Concat(Lines(described).Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("YITONG_WRITE_SNAPSHOTS") == "1") await File.WriteAllTextAsync(Pinned, now);
        var pinned = File.Exists(Pinned) ? await File.ReadAllTextAsync(Pinned) : "";
        var changes = pinned.Split('\n').Except(now.Split('\n')).Select(line => "- " + line)
            .Concat(now.Split('\n').Except(pinned.Split('\n')).Select(line => "+ " + line)).Take(40);
        Assert.True(pinned == now, string.Join('\n', changes));
    }

    [Fact]
    public void What_a_program_sends_is_described_by_what_the_act_says_of_it()
    {
        var sent = portal.App.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .SelectMany(route => route.Metadata.OfType<IAcceptsMetadata>()).Select(each => each.RequestType)
            .Where(type => type?.GetCustomAttribute<ActAttribute>(false) is not null).Distinct().ToList();
        Assert.True(sent.Count > 20, $"{sent.Count} acts");
        Assert.DoesNotContain(sent, type => !type!.IsPublic); // Of what is not public the description would say nothing.
    }

    // A line for each operation and each type: a change is one line.
    private static IEnumerable<string> Lines(JsonObject described)
    {
        foreach (var (path, operations) in described["paths"]!.AsObject())
            foreach (var (method, operation) in operations!.AsObject())
                yield return $"{method.ToUpperInvariant()} {path} {operation!.ToJsonString(Readable)}";
        foreach (var (name, type) in described["components"]!["schemas"]!.AsObject())
            yield return $"{name} {type!.ToJsonString(Readable)}";
    }
}
