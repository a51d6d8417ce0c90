using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Yitong.Cases;
using Yitong.Cli.Serving;
using Yitong.Spine.Tests.Packs;
using Yitong.Testing;

namespace Yitong.Spine.Tests.Regional;

/// <summary>A city's installation as a process of its own, that tests kill and start again.</summary>
internal sealed class Installation(string pack, string city, string persona, Func<string, string> storeIn) : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("yitong-regional-").FullName;
    private readonly HttpClient http = new() { Timeout = Patience.Limit };
    private readonly Dictionary<string, string> tokens = [];
    private Process? process;

    public string City => city;
    public string Store => storeIn(folder);
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");
    public string Key => CrossCityKey.Of(Data, city);
    public string Data => Path.Combine(folder, "demo-" + pack);
    public Dictionary<string, string> Settings { get; } = new() { ["YITONG_LIMITS__REQUESTS_PER_MINUTE"] = "0" };

    /// <summary>Says where another city answers and how it signs.</summary>
    public void Knows(Installation other, Uri through)
    {
        Settings[$"YITONG_REGIONAL__PARTNERS__{other.City}__ADDRESS"] = through.ToString();
        Settings[$"YITONG_REGIONAL__PARTNERS__{other.City}__KEY"] = other.Key;
    }

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(ServeVerb).Assembly.Location, "demo", "--pack", Path.Combine(Pack.Folder, pack), "--data", folder,
                "--urls", Address.ToString().TrimEnd('/'), "--store", Store,
                "--people", "0", "--cases", "0", "--companies", "0", "--residents", "0",
            },
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Kill -9.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async Task ReadyAsync()
    {
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "/health/ready"));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                Assert.False(process!.HasExited, "The process ended by itself.");
            }
            await Task.Delay(200);
        }
    }

    /// <summary>Asks as a persona until somebody answers: the process may be dead just now.</summary>
    public Task<(int Status, JsonElement Json)> OfficialAsync(HttpMethod method, string path, object? body = null) =>
        AskAsync("official", method, path, body, null);

    public Task<(int Status, JsonElement Json)> ResidentAsync(
        HttpMethod method, string path, object? body = null, string? key = null) => AskAsync(persona, method, path, body, key);

    public async Task<int> WaitingAsync()
    {
        var (_, lines) = await AskAsync(persona, HttpMethod.Get, "/health/partners", null, null);
        return lines.EnumerateArray().Sum(line => line.GetProperty("waiting").GetInt32());
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await KillAsync();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(int Status, JsonElement Json)> AskAsync(
        string who, HttpMethod method, string path, object? body, string? key)
    {
        (int, JsonElement)? answered = null;
        await Patience.UntilAsync(
            async () => (answered = await TryAsync(who, method, path, body, key)) is not null, () => $"{path} is not answered");
        return answered!.Value;
    }

    private async Task<(int Status, JsonElement Json)?> TryAsync(
        string who, HttpMethod method, string path, object? body, string? key)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(Address, path));
            if (body is not null)
                request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            request.Headers.Authorization = new("Bearer", await TokenAsync(who));
            using var answer = await http.SendAsync(request);
            return answer.StatusCode >= HttpStatusCode.InternalServerError ? null
                : ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            return null; // Killed just now.
        }
    }

    private async Task<string> TokenAsync(string who)
    {
        lock (tokens)
        {
            if (tokens.TryGetValue(who, out var known)) return known;
        }
        using var answer = await http.PostAsJsonAsync(new Uri(Address, "/demo/token"), new { persona = who });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        lock (tokens)
        {
            return tokens[who] = token;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
