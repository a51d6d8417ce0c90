using Microsoft.Extensions.Configuration;

namespace Yitong.Shell;

/// <summary>What a host needs to know to serve one city; every module is handed it.</summary>
public sealed record HostSettings
{
    /// <summary>Folder of the city pack, such as <c>packs/dalian</c>; <c>packs/common</c> lies beside it.</summary>
    public required string PackFolder { get; init; }
    /// <summary>Folder for the database, uploads and keys; made when missing.</summary>
    public required string DataFolder { get; init; }
    /// <summary>Whether invented personas may sign in with one press. Never in a city's installation.</summary>
    public bool Demo { get; init; }
    /// <summary>Addresses to listen on; port 0 takes any free port.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";
    /// <summary>The clock; the machine's own when null.</summary>
    public TimeProvider? Now { get; init; }
    /// <summary>More settings, by the names that <c>docs/operate.md</c> lists, over those of the environment.</summary>
    public IReadOnlyDictionary<string, string?> More { get; init; } = new Dictionary<string, string?>();
    /// <summary>All settings: those of the environment with <see cref="More"/> over them. The host sets it.</summary>
    public IConfiguration Configuration { get; init; } = new ConfigurationBuilder().Build();

    /// <summary>A setting by its name, such as <c>certificates:profile</c>; null when it is not set.</summary>
    public string? this[string name] => Configuration[name];
}
