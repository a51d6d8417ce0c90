using System.Collections.Frozen;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>
/// The sources of a city, reached by their declared connectors. What was answered a while ago is given again where the
/// resource's freshness allows it. Thread-safe.
/// </summary>
public sealed class ConnectedSources : IEvidenceSource, IAsyncDisposable
{
    private readonly FrozenDictionary<string, Connection> connections;
    private readonly KeptAnswers kept;
    private readonly TimeProvider clock;

    /// <summary>Connects nothing yet: a source is reached when it is first asked.</summary>
    public ConnectedSources(EvidenceLibrary library, ConnectorSettings settings, TimeProvider clock)
    {
        (this.clock, kept) = (clock, new(clock));
        connections = library.Connectors.Values.ToFrozenDictionary(
            each => each.Code, each => new Connection(each, TransportOf(each, library, settings, clock), clock),
            StringComparer.Ordinal);
    }

    /// <summary>How each connector does, by code.</summary>
    public IEnumerable<ConnectorState> States =>
        connections.Values.Select(each => each.State).OrderBy(state => state.Connector.Code, StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<SourceAnswer> AskAsync(SourceQuestion question, CancellationToken cancellation)
    {
        if (!question.IsTest && kept.Find(question) is { } before) return before;
        if (!connections.TryGetValue(question.Resource.Connector, out var connection)
            || !connection.State.Connector.Calls.TryGetValue(question.Resource.Code, out var call))
            return new SourceAway(clock.GetUtcNow().AddDays(1), "not connected");
        var answer = await connection.AskAsync(call, question, cancellation);
        if (answer is SourceFound found && !question.IsTest) kept.Keep(question, found);
        return answer;
    }

    /// <summary>The source has told that something changed: what is kept of it is asked again.</summary>
    /// <param name="resource">Code of the resource.</param>
    /// <param name="subject">Whose record; null: anybody's.</param>
    public void Changed(string resource, string? subject) => kept.Forget(resource, subject);

    /// <summary>Forgets all that is kept of a subject.</summary>
    public void Forget(string subject) => kept.Forget(subject);

    private static ITransport TransportOf(
        EvidenceConnector connector, EvidenceLibrary library, ConnectorSettings settings, TimeProvider clock)
    {
        if (connector.City is { } city && settings.Partner(city) is { } partner) return new PartnerTransport(partner);
        var address = settings.Address(connector.Code);
        if (address is null && settings.IsRecorded) return new RecordedTransport(connector, library.Recordings, clock);
        address ??= connector.Address;
        return (connector.Transport, address) switch
        {
            (ConnectorTransport.Yitong, _) => new UnsetTransport("the city is not connected"),
            (_, null) => new UnsetTransport("no address is set"),
            (ConnectorTransport.SqlView, _) => new ViewTransport(connector, OutsideDatabase.Open(address, connector.Timeout)),
            (ConnectorTransport.FileDrop, _) => new DropTransport(connector, address),
            _ => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? new HttpTransport(connector, uri!, settings.Secret(connector.Code), clock)
                : new UnsetTransport("no address is set"),
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections.Values) await connection.DisposeAsync();
    }

    private sealed class UnsetTransport(string cause) : ITransport
    {
        public ValueTask<TransportReply> FetchAsync(
            ConnectorCall call, SourceQuestion question, CancellationToken cancellation) =>
            new(TransportReply.Away(cause));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
