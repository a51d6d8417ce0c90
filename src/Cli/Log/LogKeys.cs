using System.CommandLine;
using Yitong.Transparency;

namespace Yitong.Cli.Log;

/// <summary>Public keys on the command line.</summary>
internal static class LogKeys
{
    public static readonly Option<string[]> Log = new("--log-key")
    {
        Description = "The log's public key, Ed25519 or SM2, as /log shows it, or a file that holds it; both may be given. "
            + "Take it from elsewhere than the log.",
        Required = true,
    };

    public static readonly Option<string[]> Witnesses = new("--witness-key")
    {
        Description = "A witness's public key, or a file that holds it; may be given several times.",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The keys; null when one is none, which has been said then.</summary>
    public static (NoteKeys Log, IReadOnlyList<NoteVerifier> Witnesses)? Read(ParseResult parsed) =>
        LogOf(parsed) is { } log
        && All(parsed.GetValue(Witnesses)!, NoteKeyKind.Witness) is { } witnesses ? (log, witnesses) : null;

    /// <summary>The log's keys; null when one is none, or they are not of one log, which has been said then.</summary>
    public static NoteKeys? LogOf(ParseResult parsed)
    {
        if (All(parsed.GetValue(Log)!, NoteKeyKind.Log) is not { } keys) return null;
        if (keys.DistinctBy(key => key.Name).Count() == 1) return new(keys);
        Console.Error.WriteLine($"The keys are of several logs: {string.Join(", ", keys.Select(key => key.Name).Distinct())}.");
        return null;
    }

    private static List<NoteVerifier>? All(string[] texts, NoteKeyKind kind)
    {
        var keys = new List<NoteVerifier>();
        foreach (var line in texts.SelectMany(LinesOf))
            if (NoteVerifier.Read(line, out var key) is { } fault) return Refuse(line, kind, fault.Cause());
            else if (key!.Kind != kind) return Refuse(line, kind, $"it is a {NameOf(key.Kind)}'s");
            else keys.Add(key);
        return keys;
    }

    /// <summary>The text itself, or the keys in the file of this name, one in a line.</summary>
    private static string[] LinesOf(string text) => File.Exists(text)
        ? (BroughtText.Read(text) ?? "")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [text];

    private static List<NoteVerifier>? Refuse(string text, NoteKeyKind kind, string cause)
    {
        Console.Error.WriteLine($"{text} is no public key of a {NameOf(kind)}: {cause}.");
        return null;
    }

    private static string NameOf(NoteKeyKind kind) => kind == NoteKeyKind.Log ? "log" : "witness";
}
