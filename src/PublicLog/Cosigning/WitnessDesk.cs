using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Yitong.Store;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>
/// A witness with its memory: one file for each log, replaced in one step and on the disk before a signature is given away. One
/// process per folder; thread-safe.
/// </summary>
public sealed class WitnessDesk : IDisposable
{
    private readonly Witness witness;
    private readonly string folder;
    private readonly TimeProvider clock;
    private readonly Lock turn = new();
    private readonly FileStream hold;

    /// <summary>Opens the memory, and holds it until disposed.</summary>
    /// <exception cref="IOException">Another process holds the folder.</exception>
    public WitnessDesk(Witness witness, string folder, TimeProvider clock)
    {
        (this.witness, this.folder, this.clock) = (witness, folder, clock);
        PrivateFile.MakeFolder(folder);
        hold = new(Path.Combine(folder, "held"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Decides on a request's body; what was signed is durable when this returns.</summary>
    /// <exception cref="InvalidDataException">The memory was changed: nothing is signed until somebody has looked.</exception>
    public WitnessAnswer Answer(string body)
    {
        if (!AddCheckpoint.TryParse(body, out var request) || !Checkpoint.TryParse(request.Note.Text, out var checkpoint))
            return new WitnessAnswer.Malformed();
        if (!witness.Logs.ContainsKey(checkpoint.Origin)) return new WitnessAnswer.UnknownLog();
        lock (turn)
        {
            var last = Last(checkpoint.Origin, out var before);
            var answer = witness.Answer(request, last, clock.GetUtcNow());
            if (answer is WitnessAnswer.Cosigned)
                PrivateFile.Write(PathOf(checkpoint.Origin, "signed"), request.Note.ToString());
            // Both notes bear the log's signature: together they prove two histories to anybody.
            if (answer is WitnessAnswer.Fork or WitnessAnswer.NoExtension)
                PrivateFile.Write(PathOf(checkpoint.Origin, $"other-{checkpoint.Size}"), $"{before}\n{request.Note}");
            return answer;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => hold.Dispose();

    private LastSigned Last(string origin, out string note)
    {
        var path = PathOf(origin, "signed");
        note = File.Exists(path) ? File.ReadAllText(path) : "";
        if (note.Length == 0 && !File.Exists(path)) return LastSigned.Nothing;
        return TryRead(note, origin, out var last) ? last
            : throw new InvalidDataException($"{path} is not what this witness wrote.");
    }

    private bool TryRead(string note, string origin, [NotNullWhen(true)] out LastSigned? last)
    {
        last = null;
        if (!SignedNote.TryParse(note, out var signed) || !Checkpoint.TryParse(signed.Text, out var checkpoint)
            || checkpoint.Origin != origin || !witness.Logs[origin].Verify(signed)) return false;
        last = new(checkpoint.Size, checkpoint.Root);
        return true;
    }

    /// <summary>A log's name may hold anything; its file's name holds its digest.</summary>
    private string PathOf(string origin, string what) => Path.Combine(
        folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)))[..16]}.{what}");
}
