using System.CommandLine;
using Yitong.Transparency;

namespace Yitong.Cli.Log;

/// <summary>Public keys on the command line.</summary>
internal static class LogKeys
{
    public static readonly Option<string> Log = new("--log-key")
    {
        Description = "The log's public key, as /log shows it, or a file that holds it. Take it from elsewhere than the log.",
        Required = true,
    };

    public static readonly Option<string[]> Witnesses = new("--witness-key")
    {
        Description = "A witness's public key, or a file that holds it; may be given several times.",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The keys; null when one is none, which has been said then.</summary>
    public static (NoteVerifier Log, IReadOnlyList<NoteVerifier> Witnesses)? Read(ParseResult parsed)
    {
        if (One(parsed.GetValue(Log)!, NoteKeyKind.Log) is not { } log) return null;
        var witnesses = new List<NoteVerifier>();
        foreach (var text in parsed.GetValue(Witnesses) ?? [])
        {
            if (One(text, NoteKeyKind.Witness) is not { } witness) return null;
            witnesses.Add(witness);
        }
        return (log, witnesses);
    }

    public static NoteVerifier? One(string text, NoteKeyKind kind)
    {
        var key = File.Exists(text) ? File.ReadAllText(text).Trim() : text;
        if (NoteVerifier.TryParse(key, out var verifier) && verifier.Kind == kind) return verifier;
        Console.Error.WriteLine($"{text} is no public key of a {(kind == NoteKeyKind.Log ? "log" : "witness")}.");
        return null;
    }
}
