using System.Text;

namespace Yitong.Evidence;

/// <summary>Replays answers that are kept with the pack, through the same mapping as those of the source itself.</summary>
internal sealed class RecordedTransport(
    EvidenceConnector connector, IEnumerable<EvidenceRecording> recordings, TimeProvider clock) : ITransport
{
    private readonly Dictionary<(string, string), EvidenceRecording> known = recordings
        .Where(each => each.Connector == connector.Code).GroupBy(each => (each.Resource, each.Subject))
        .ToDictionary(same => same.Key, same => same.First());

    public ValueTask<TransportReply> FetchAsync(ConnectorCall call, SourceQuestion question, CancellationToken cancellation)
    {
        var recording = known.GetValueOrDefault((call.Resource, question.Subject))
            ?? known.GetValueOrDefault((call.Resource, "*"));
        return new(recording is null ? TransportReply.Away("nothing is recorded")
            : connector.Transport == ConnectorTransport.FileDrop
                ? DropTransport.InText(recording.Body, call.Subject!, question.Subject)
            : recording.Status switch
            {
                200 => new TransportReply(Encoding.UTF8.GetBytes(recording.Body)),
                404 => new(null, new SourceHasNone(clock.GetUtcNow())),
                401 or 403 => new(null, new SourceRefused($"status {recording.Status}")),
                _ => TransportReply.Away($"status {recording.Status}"),
            });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
