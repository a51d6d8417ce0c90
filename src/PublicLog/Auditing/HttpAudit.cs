using System.Net;
using System.Text;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>Verifies a log as anybody can: from what it serves, and its public key.</summary>
/// <param name="http">Whose base address is the log's, with a slash at its end.</param>
/// <param name="log">The log's public key, known from elsewhere.</param>
/// <param name="witnesses">Public keys of witnesses.</param>
public sealed class HttpAudit(HttpClient http, NoteVerifier log, IReadOnlyList<NoteVerifier> witnesses)
{
    private const int Ahead = 16;
    private const int LongestTile = 16 * 1024;
    private readonly Dictionary<Tile, Task<ReadOnlyMemory<byte>?>> fetched = [];

    /// <summary>Verifies all entries of the last checkpoint.</summary>
    /// <exception cref="HttpRequestException">The log cannot be reached.</exception>
    public async Task<LogFindings> RunAsync(CancellationToken cancellation = default)
    {
        var text = await GetAsync("checkpoint", SignedNote.Longest, cancellation) is { } bytes
            ? Encoding.UTF8.GetString(bytes.Span) : "";
        if (!SignedNote.TryParse(text, out var note) || !log.Verify(note, out _)
            || !Checkpoint.TryParse(note.Text, out var checkpoint) || checkpoint.Origin != log.Name)
            return new(0, 0, 0, 0, [new(null, "checkpoint", "is missing, or not signed with the key given")]);
        var faults = new List<LogFault>();
        var seen = 0L;
        foreach (var witness in witnesses)
            if (witness.Verify(note, out _)) seen++;
            else if (note.Signatures.Any(each => each.Name == witness.Name && each.KeyId == witness.Id))
                faults.Add(new(null, "checkpoint", $"the signature of {witness.Name} is not right"));
        var tree = new TreeAudit(checkpoint.Size, tile => ReadAsync(tile, checkpoint.Size, cancellation));
        if (await tree.RunAsync() is { } fault) faults.Insert(0, fault);
        else if (tree.Root != checkpoint.Root)
            faults.Insert(0, new(checkpoint.Size, $"checkpoint of size {checkpoint.Size}", "was signed over other entries"));
        return new(tree.Entries, 1, seen, 0, faults);
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
