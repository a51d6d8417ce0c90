using System.CommandLine;
using System.Globalization;
using Yitong.PublicLog;

namespace Yitong.Cli.Log;

/// <summary><c>yitong verify</c>: checks a proof file without a network.</summary>
internal static class VerifyVerb
{
    private static readonly Argument<string> Proof = new("FILE") { Description = "The proof, as downloaded." };

    public static Command Make()
    {
        var verb = new Command("verify", "Checks a proof that a record is in the public log, without asking anybody.")
        {
            Proof, LogKeys.Log, LogKeys.Witnesses,
        };
        verb.SetAction(parsed =>
        {
            if (LogKeys.Read(parsed) is not var (log, witnesses)) return 2;
            var path = parsed.GetValue(Proof)!;
            if (!File.Exists(path) || new FileInfo(path).Length > LogProof.Longest)
                return Refuse($"{path}: there is no such file, or it is too long.");
            if (BroughtText.Read(path) is not { } text) return 1;
            if (!LogProof.TryParse(text, out var proof)) return Refuse($"{path}: this is no proof.");
            if (proof.Check(log, witnesses) is not { } found)
                return Refuse($"{path}: NOT PROVEN. It does not lead to a checkpoint that {log.Name} signed with this key.");
            Tell(proof, found);
            return 0;
        });
        return verb;
    }

    private static void Tell(LogProof proof, ProofFound found)
    {
        var log = found.Checkpoint;
        Console.WriteLine($"PROVEN: the record {proof.Index + 1} is in {log.Origin}, of {log.Size} records.");
        TellSeen(found.Seen);
        if (found.Event is not { } shown)
        {
            Console.WriteLine("The file does not show the record itself.");
            return;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{shown.Type} at {shown.Act.At:yyyy-MM-dd HH:mm:ss} UTC by {shown.Act.By.Id} ({shown.Act.By.Role})"));
        Console.WriteLine(shown.Json);
    }

    /// <summary>Says who signed the checkpoint beside the log.</summary>
    public static void TellSeen(IReadOnlyList<(string Witness, DateTimeOffset At)> seen)
    {
        foreach (var (witness, at) in seen)
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"seen by {witness} at {at:yyyy-MM-dd HH:mm:ss} UTC"));
        if (seen.Count == 0) Console.WriteLine("unwitnessed: no witness whose key was given has signed this checkpoint");
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }
}
