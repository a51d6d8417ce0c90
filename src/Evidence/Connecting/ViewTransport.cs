using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Yitong.Evidence;

/// <summary>A view in a database of the source, read with one prepared question.</summary>
internal sealed partial class ViewTransport(EvidenceConnector connector, DbDataSource database) : ITransport
{
    public async ValueTask<TransportReply> FetchAsync(
        ConnectorCall call, SourceQuestion question, CancellationToken cancellation)
    {
        if (!Name().IsMatch(call.Path) || !Name().IsMatch(call.Subject!))
            return TransportReply.Wrong("no name of a view or column");
        var columns = call.Fields.Where(field => question.Items.Contains(field.Item) || field.IsRequired)
            .Select(field => field.At).Where(at => Name().IsMatch(at)).Append(call.Subject!)
            .Distinct(StringComparer.Ordinal).ToArray();
        try
        {
            await using var command = database.CreateCommand(
                $"select {string.Join(", ", columns)} from {call.Path} where {call.Subject} = @subject limit 1");
            var subject = command.CreateParameter();
            (subject.ParameterName, subject.Value) = ("subject", question.Subject);
            command.Parameters.Add(subject);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation) ? new(RecordOf(reader, connector.MostBytes, out var wrong), wrong)
                : new("null"u8.ToArray());
        }
        catch (DbException failure)
        {
            // A view that lost a column is the source's answer of the wrong form; all else is the source's absence.
            if (failure.SqlState == "42501") return new(null, new SourceRefused("state 42501"));
            return failure.SqlState is { } state && state.StartsWith("42", StringComparison.Ordinal)
                ? TransportReply.Wrong($"state {state}") : TransportReply.Away($"state {failure.SqlState ?? "none"}");
        }
        catch (Exception failure) when (failure is TimeoutException or IOException or System.Net.Sockets.SocketException)
        {
            return TransportReply.Away(failure.GetType().Name);
        }
    }

    private static byte[]? RecordOf(DbDataReader reader, int most, out SourceAnswer? wrong)
    {
        var record = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var column = 0; column < reader.FieldCount; column++)
            record[reader.GetName(column)] = reader.GetValue(column) switch
            {
                DBNull => null,
                DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                DateTime instant => instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                bool flag => flag ? "true" : "false",
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                var other => other.ToString(),
            };
        wrong = record.Values.Sum(value => value?.Length ?? 0) > most
            ? new SourceWrong($"the answer is longer than {most} bytes") : null;
        return wrong is null ? JsonSerializer.SerializeToUtf8Bytes(record, RowJson.Default.DictionaryStringString) : null;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [GeneratedRegex(@"\A[a-z_][a-z0-9_]{0,62}(\.[a-z_][a-z0-9_]{0,62})?\z")]
    private static partial Regex Name();
}
