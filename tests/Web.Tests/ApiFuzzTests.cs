using System.Text;
using CsCheck;

namespace Yitong.Web_Tests;

/// <summary>Hostile input to every route of the API: any answer but a bug.</summary>
public sealed class ApiFuzzTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] Strings =
    [
        "", " ", "M009", "Y02", "Ｍ００９", "../../etc/passwd", "'; drop table cases; --", "<script>alert(1)</script>", "\\u0000",
        "\\ud800", "𠮷野家", "‮txt.exe", "1e999", "2026-02-30", "9999-12-31", "0001-01-01", "granted", "working-days",
        new('长', 5_000), "00000000-0000-0000-0000-000000000000", "210299199003151289", "{{7*7}}", "%00", "\\r\\nSet-Cookie: a=b",
    ];

    private static readonly string[] Names =
    [
        "matter", "journey", "subject", "answers", "materials", "station", "version", "gaps", "replyBy", "passed", "granted",
        "reasons", "basis", "announced", "by", "to", "reason", "ground", "notice", "stars", "comment", "query", "method", "persona",
        "material", "upload", "content", "promise", "amount", "unit", "agent", "principal", "scope", "from", "until", "problem",
    ];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Any(Strings).Select(text => $"\"{text}\""),
        Any("null", "true", "false", "0", "-1", "1", "99999999999999999999", "1.5", "1e400", "[]", "{}", "NaN", "01"));

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, inner) => depth > 2 ? Scalar : Gen.OneOf(
        Scalar,
        inner.Array[0, 3].Select(all => $"[{string.Join(',', all)}]"),
        Gen.Select(Any(Names), inner).Array[0, 4].Select(Record)));

    private static readonly Gen<string> Body = Gen.Frequency(
        (8, Gen.Select(Any(Names), Value).Array[0, 6].Select(Record)),
        (1, Value),
        (1, Gen.String[Gen.Char, 0, 40]),
        (1, Gen.Const(new string('[', 5_000))));

    [Fact]
    public async Task No_body_to_any_route_makes_a_bug()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "agent");
        using var official = await ApiClient.OpenAsync(portal.Address, "official");
        var id = await ApiTests.Submitted(resident, "M009", ApiTests.Restaurant);
        var routes = (await resident.Get("/openapi/v1.json"))["paths"].EnumerateObject()
            .Where(path => path.Value.TryGetProperty("post", out _) && !path.Name.EndsWith("/uploads", StringComparison.Ordinal))
            .Select(path => path.Name.Replace("{id}", id, StringComparison.Ordinal).Replace("{principal}", id, StringComparison.Ordinal))
            .ToList();
        await Gen.Select(Any([.. routes]), Body).SampleAsync(
            async (path, body) =>
            {
                var caller = path.Contains("/work/", StringComparison.Ordinal) ? official : resident;
                var answer = await caller.PostRaw(path, body);
                Assert.True(answer.Status < 500, $"POST {path} with {body} answered {answer.Status}: {answer.Text}");
                Assert.DoesNotContain("[refusals.", answer.Text, StringComparison.Ordinal);
            },
            iter: 600, threads: 1);
    }

    [Fact]
    public async Task No_address_makes_a_bug()
    {
        using var official = await ApiClient.OpenAsync(portal.Address, "supervisor");
        var paths = (await official.Get("/openapi/v1.json"))["paths"].EnumerateObject()
            .Where(path => path.Value.TryGetProperty("get", out _)).Select(path => path.Name).ToList();
        await Gen.Select(Any([.. paths]), Any(Strings), Any(Strings)).SampleAsync(
            async (path, one, other) =>
            {
                var address = Fill(path, one) + "?q=" + Uri.EscapeDataString(other) + "&take=" + Uri.EscapeDataString(one)
                    + "&after=" + Uri.EscapeDataString(other) + "&start=" + Uri.EscapeDataString(other) + "&budget=5&unit=working-days";
                if (address.Length > 8_000) return;
                var answer = await official.Get(address);
                Assert.True(answer.Status < 500, $"GET {address} answered {answer.Status}: {answer.Text}");
            },
            iter: 400, threads: 1);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases") { Content = new ByteArrayContent([0x7b, 0xff, 0xfe, 0x00, 0x7d]) };
        request.Content.Headers.ContentType = new("application/json");
        using var answer = await resident.Send(request);
        Assert.Equal(400, (int)answer.StatusCode);
    }

    private static Gen<string> Any(params string[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    private static string Record((string Name, string Value)[] members) =>
        "{" + string.Join(',', members.Select(member => $"\"{member.Name}\":{member.Value}")) + "}";

    private static string Fill(string path, string value)
    {
        var filled = new StringBuilder();
        foreach (var part in path.Split('/').Skip(1))
            filled.Append('/').Append(part.StartsWith('{') ? Uri.EscapeDataString(value.Length == 0 ? "-" : value) : part);
        return filled.ToString();
    }
}
