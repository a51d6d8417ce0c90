using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>
/// A CSV file (RFC 4180, UTF-8 or GB18030, first row names the columns) that the source puts into a folder. It is read when it
/// changes.
/// </summary>
internal sealed class DropTransport(EvidenceConnector connector, string folder) : ITransport
{
    private readonly Lock reading = new();
    private readonly Dictionary<string, (DateTime Written, Dictionary<string, byte[]> Rows)> files = new(StringComparer.Ordinal);

    public ValueTask<TransportReply> FetchAsync(ConnectorCall call, SourceQuestion question, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, Path.GetFileName(call.Path));
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) return new(TransportReply.Away("no file"));
            if (file.Length > connector.MostBytes)
                return new(TransportReply.Wrong($"the file is longer than {connector.MostBytes} bytes"));
            return new(Rows(file, call) is not { } rows ? TransportReply.Wrong($"the file has no column {call.Subject}")
                : Found(rows, question.Subject) with { AsOf = new(file.LastWriteTimeUtc, TimeSpan.Zero) });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(TransportReply.Away("the file cannot be read"));
        }
        catch (InvalidDataException)
        {
            return new(TransportReply.Wrong("the file is neither UTF-8 nor GB18030"));
        }
    }

    /// <summary>The row of a subject in a file's text, as the transport would hand it on.</summary>
    public static TransportReply InText(string text, string column, string subject) =>
        Index(text, column) is { } rows ? Found(rows, subject) : TransportReply.Wrong($"the file has no column {column}");

    // However a list writes a citizen number or credit code; other keys count as they stand.
    private static string CodeOf(string subject) => PartyCode.Parse(subject, isKnown: true)?.Text ?? subject;

    private static TransportReply Found(Dictionary<string, byte[]> rows, string subject) =>
        new(rows.GetValueOrDefault(CodeOf(subject)) ?? "null"u8.ToArray());

    private Dictionary<string, byte[]>? Rows(FileInfo file, ConnectorCall call)
    {
        lock (reading)
        {
            if (files.TryGetValue(file.Name, out var known) && known.Written == file.LastWriteTimeUtc) return known.Rows;
            var text = FileText.ReadFile(file.FullName);
            if (Index(text, call.Subject!) is not { } rows) return null;
            files[file.Name] = (file.LastWriteTimeUtc, rows);
            return rows;
        }
    }

    // The last row of a subject counts: drops are appended to.
    private static Dictionary<string, byte[]>? Index(string text, string column)
    {
        string[]? header = null;
        var rows = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in RowsOf(text))
        {
            if (header is null)
            {
                header = [.. row];
                if (!header.Contains(column)) return null;
                continue;
            }
            var record = new Dictionary<string, string?>(StringComparer.Ordinal);
            for (var place = 0; place < Math.Min(header.Length, row.Count); place++) record[header[place]] = row[place];
            if (record.GetValueOrDefault(column) is { Length: > 0 } subject)
                rows[CodeOf(subject)] = JsonSerializer.SerializeToUtf8Bytes(record, RowJson.Default.DictionaryStringString);
        }
        return header is null ? null : rows;
    }

    private static IEnumerable<List<string>> RowsOf(string text)
    {
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var place = text.StartsWith('\uFEFF') ? 1 : 0; place < text.Length; place++)
        {
            var c = text[place];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (place + 1 < text.Length && text[place + 1] == '"') cell.Append(text[++place]);
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0) quoted = true;
            else if (c is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == ',') continue;
                yield return row;
                row = [];
            }
            else if (c != '\r') cell.Append(c);
        }
        if (cell.Length == 0 && row.Count == 0) yield break;
        row.Add(cell.ToString());
        yield return row;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

[JsonSerializable(typeof(Dictionary<string, string?>))]
internal sealed partial class RowJson : JsonSerializerContext;
