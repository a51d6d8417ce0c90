using System.Net;
using System.Text;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>Verifies a log as anybody can: from what it serves, and its public keys.</summary>
/// <param name="http">Whose base address is the log's, with a slash at its end.</param>
/// <param name="log">The log's public keys, known from elsewhere.</param>
/// <param name="witnesses">Public keys of witnesses.</param>
public sealed class HttpAudit(HttpClient http, NoteKeys log, IReadOnlyList<NoteVerifier> witnesses)
{
    private const int Ahead = 16;
    private const int LongestTile = 16 * 1024;
    private readonly Dictionary<Tile, Task<ReadOnlyMemory<byte>?>> fetched = [];
    private readonly List<LogFault> faults = [];

    /// <summary>Verifies all entries of the last checkpoint, and that it extends the one that was verified before.</summary>
    /// <param name="before">The checkpoint that was verified last, signed by this log; null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="HttpRequestException">The log cannot be reached.</exception>
    public async Task<LogFindings> RunAsync(Checkpoint? before = null, CancellationToken cancellation = default)
    {
        var text = await GetAsync("checkpoint", SignedNote.Longest, cancellation) is { } bytes
            ? Encoding.UTF8.GetString(bytes.Span) : "";
        if (!SignedNote.TryParse(text, out var note) || !Checkpoint.TryParse(note.Text, out var checkpoint)
            || checkpoint.Origin != log.Name)
            return new(0, 0, 0, 0, [new(null, "checkpoint", $"is missing, or none of {log.Name}")]);
        if (log.Look(note) is var look and not NoteLook.Right)
            return new(0, 0, 0, 0, [new(null, "checkpoint", look == NoteLook.Wrong
                ? "its signature is not that of the key given" : "is not signed with the key given")]);
        var seen = Cosignatures(note);
        var tree = new TreeAudit(checkpoint.Size, tile => ReadAsync(tile, checkpoint.Size, cancellation),
            (size, root) => before is null || size != before.Size || root() == before.Root ? null : Other(before, checkpoint));
        if (await tree.RunAsync() is { } fault) faults.Insert(0, fault);
        else if (tree.Root != checkpoint.Root)
            faults.Insert(0, new(checkpoint.Size, $"checkpoint of size {checkpoint.Size}", "was signed over other entries"));
        else if (before?.Size > checkpoint.Size)
            faults.Insert(0, new(null, $"checkpoint of size {checkpoint.Size}",
                $"is older than the one of size {before.Size} that was verified before: "
                + "an old copy is served, or entries are gone"));
        return new(tree.Entries, 1, seen.Count, 0, faults) { Note = note, Seen = seen };
    }

    /// <summary>The log signed both, and both cannot be true.</summary>
    private static LogFault Other(Checkpoint before, Checkpoint now) => new(null, $"checkpoint of size {now.Size}",
        $"contradicts the one of size {before.Size} that was verified before, whose root is {before.Root}: "
        + $"the first {before.Size} entries are others now, and the log has signed both");

    private List<(string Witness, DateTimeOffset At)> Cosignatures(SignedNote note)
    {
        var seen = new List<(string, DateTimeOffset)>();
        foreach (var witness in witnesses)
            if (witness.Look(note, out var at) is var look && at is { } when) seen.Add((witness.Name, when));
            else if (look == NoteLook.Wrong) faults.Add(new(null, "checkpoint", $"the signature of {witness.Name} is not right"));
        return seen;
    }

    /// <summary>Reads a tile, and begins to fetch those of the same level that will be asked for next.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(Tile tile, long size, CancellationToken cancellation)
    {
        if (tile.Level > 0) return await GetAsync(tile.Path, LongestTile, cancellation);
        for (var index = tile.Index; index < tile.Index + Ahead && index * Tile.Full < size; index++)
        {
            var next = new Tile(tile.Level, index, (int)Math.Min(Tile.Full, size - index * Tile.Full));
            if (!fetched.ContainsKey(next)) fetched.Add(next, GetAsync(next.Path, LongestTile, cancellation));
        }
        fetched.Remove(tile, out var read);
        return await read!;
    }

    private async Task<ReadOnlyMemory<byte>?> GetAsync(string path, int longest, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(
            new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[longest];
        var length = await stream.ReadAtLeastAsync(buffer, longest, throwOnEndOfStream: false, cancellation);
        return buffer.AsMemory(0, length);
    }
}
