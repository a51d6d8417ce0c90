using System.Diagnostics;
using System.Globalization;
using Yitong.AgencyTown;
using Yitong.Testing;

namespace Yitong.Evidence.Tests;

/// <summary>The agencies in a process of their own; it ends with this one.</summary>
internal sealed class Town : IAsyncDisposable
{
    private static readonly HttpClient Http = new();
    private readonly Process process;

    private Town(Process process, string address, string securityServer, string database) =>
        (this.process, Address, SecurityServer, Database) = (process, address, securityServer, database);

    public string Address { get; }

    /// <summary>Where X-Road is entered.</summary>
    public string SecurityServer { get; }

    /// <summary>The connection to social insurance's database, as a driver takes it.</summary>
    public string Database { get; }

    public static async Task<Town> StartAsync(bool insures = false)
    {
        var database = insures ? (await (await PrivatePostgres.Shared).NewDatabaseAsync())["postgres:".Length..] : "none";
        var process = Start("agencies", database);
        var said = process.StandardOutput;
        return new(process, (await said.ReadLineAsync())!, (await said.ReadLineAsync())!, database);
    }

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "Yitong.AgencyTown.dll"), .. arguments])
            start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }

    public async Task BeAsync(string mood) => (await Http.PostAsync($"{Address}/mood/{mood}", null)).EnsureSuccessStatusCode();

    public Task<long> AskedAsync() => NumberAsync("asked");

    public Task<long> WrittenAsync() => NumberAsync("written");

    private async Task<long> NumberAsync(string name) =>
        long.Parse(await Http.GetStringAsync($"{Address}/{name}"), CultureInfo.InvariantCulture);

    /// <summary>Sources that are these agencies, given any time; what else is not said here is as the pack declares it.</summary>
    public ConnectedSources Sources(
        TimeProvider? clock = null, Func<EvidenceConnector, EvidenceConnector>? with = null)
    {
        var library = Asking.Library.With(each => each with { Timeout = Patience.Limit });
        if (with is not null) library = library.With(with);
        return new(library, new(name => name switch
        {
            "evidence:connectors:gaj-population:address" => Address,
            "evidence:connectors:swj-tax:address" => SecurityServer,
            "evidence:connectors:sbzx-insurance:address" => Database,
            _ => null,
        }), clock ?? TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
