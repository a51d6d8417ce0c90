using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Yitong.Testing;
using Yitong.Transparency;

namespace Yitong.PublicLog.Tests;

/// <summary>A city's installation as a process of its own, whose log is signed with both algorithms.</summary>
internal sealed class HostProcess(string folder, int port, IEnumerable<WitnessAddress> witnesses) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = Patience.Limit };
    private readonly string witnesses = string.Join(';', witnesses.Select(each => $"{each.Key} {each.Address}"));
    private Process? process;
    private string? token;

    public string Url => $"{http.BaseAddress}";

    /// <summary>The pack that it serves.</summary>
    public static string PackFolder => Path.Combine(Root(), "packs", "dalian");

    /// <summary>The keys that an installation in this folder signs its log with; made when there are none.</summary>
    public static NoteKeys KeysIn(string folder)
    {
        var data = Path.Combine(folder, "demo-dalian");
        return new(
            NoteKeyFile.Open(Path.Combine(data, "log.key"), "yitong/210200", NoteKeyKind.Log).Verifier,
            NoteKeyFile.Open(Path.Combine(data, "log-sm2.key"), "yitong/210200", NoteKeyKind.Log, NoteProfile.Sm2).Verifier);
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Yitong.Cli.dll"), "demo", "--pack", PackFolder,
            "--data", folder, "--urls", Url.TrimEnd('/'), "--people", "0", "--cases", "0", "--companies", "0", "--residents", "0",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["YITONG_LOG__PROFILES"] = "ed25519 sm2";
        start.Environment["YITONG_LOG__WITNESSES"] = witnesses;
        start.Environment["YITONG_LIMITS__REQUESTS_PER_MINUTE"] = "0";
        start.Environment["YITONG_LIMITS__CASES_PER_DAY"] = "0";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (await CheckpointAsync() is null) Assert.False(process.HasExited, "The installation ended by itself.");
    }

    /// <summary>Kill -9.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>The checkpoint that it shows; null while it is dead or empty, a moment later.</summary>
    public async Task<SignedNote?> CheckpointAsync()
    {
        await Task.Delay(100);
        try
        {
            using var answer = await http.GetAsync(new Uri("log/checkpoint", UriKind.Relative));
            if (!answer.IsSuccessStatusCode) return null;
            Assert.True(SignedNote.TryParse(await answer.Content.ReadAsStringAsync(), out var note));
            return note;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Opens a case, which is an event; false while nobody answers.</summary>
    public async Task<bool> ActAsync()
    {
        try
        {
            token ??= (await (await http.PostAsJsonAsync("demo/token", new { persona = "resident" }))
                .Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/cases")
            {
                Content = JsonContent.Create(new { matter = "M006" }), Headers = { Authorization = new("Bearer", token) },
            };
            using var answer = await http.SendAsync(request);
            var said = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode is 201 or >= 500, said);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            await Task.Delay(100);
            return false;
        }
    }

    public void Dispose()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        http.Dispose();
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Yitong.slnx"))) at = at.Parent!;
        return at.FullName;
    }
}
