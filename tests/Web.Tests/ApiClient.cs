using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Yitong.Testing;

namespace Yitong.Web_Tests;

/// <summary>A program that calls the API as a persona.</summary>
internal sealed class ApiClient(HttpClient http) : IDisposable
{
    /// <summary>A client with the persona's token; without a token for <c>nobody</c>.</summary>
    public static async Task<ApiClient> OpenAsync(Uri address, string persona)
    {
        var http = new HttpClient { BaseAddress = address, Timeout = Patience.Limit };
        if (persona == "nobody") return new(http);
        using var answer = await http.PostAsJsonAsync("/demo/token", new { persona });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new(http);
    }

    public void Dispose() => http.Dispose();

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => http.SendAsync(request);

    public async Task<Reply> Get(string path) => await Read(await http.GetAsync(path));

    public Task<Reply> Post(string path, object body, string? key = null) => PostRaw(path, JsonSerializer.Serialize(body), key);

    public async Task<Reply> PostRaw(string path, string body, string? key = null, string? seen = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (seen is not null) request.Headers.Add("If-Match", seen);
        return await Read(await http.SendAsync(request));
    }

    public async Task<Reply> Upload(byte[] bytes, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } };
        return await Read(await http.PostAsync("/api/v1/uploads", form));
    }

    private static async Task<Reply> Read(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var json = text.Length > 0 && text[0] is '{' or '[' ? JsonDocument.Parse(text).RootElement : default;
        var version = answer.Headers.ETag?.ToString();
        var again = answer.Headers.RetryAfter?.ToString();
        answer.Dispose();
        return new((int)answer.StatusCode, json, text) { Version = version, Again = again };
    }
}

/// <summary>What came back.</summary>
internal sealed record Reply(int Status, JsonElement Json, string Text)
{
    /// <summary>The version of the thing, as <c>If-Match</c> takes it; null where none was told.</summary>
    public string? Version { get; init; }

    /// <summary>When to come again; null where nothing is said.</summary>
    public string? Again { get; init; }

    public string? Code => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public JsonElement this[string name] => Json.GetProperty(name);

    public IReadOnlyList<string> Fields => [.. Json.GetProperty("fields").EnumerateArray().Select(each => each.GetProperty("field").GetString()!)];
}
