using System.Text.Json;

namespace Yitong.Evidence;

/// <summary>
/// Asks another city, which answers for itself: it runs its own gate and writes its own entry. Its answer comes signed and
/// checked; what it denies is refused here, with its rule.
/// </summary>
internal sealed class PartnerTransport(AskPartner partner) : ITransport
{
    public async ValueTask<TransportReply> FetchAsync(
        ConnectorCall call, SourceQuestion question, CancellationToken cancellation)
    {
        var reply = await partner(
            question, call.Path,
            [.. call.Fields.Where(field => question.Items.Contains(field.Item)).Select(field => field.At)], cancellation);
        return reply is not { Answer: { } answer } ? new(null, reply.Instead) : answer.Outcome switch
        {
            EvidenceOutcome.Supplied or EvidenceOutcome.Partial => new(
                JsonSerializer.SerializeToUtf8Bytes(answer.Values, KeptJson.Default.ImmutableDictionaryStringString),
                Signature: reply.Signature) { AsOf = answer.Receipt.AsOf },
            EvidenceOutcome.NoRecord => new(null, new SourceHasNone(answer.Receipt.At)),
            EvidenceOutcome.Denied => new(null, new SourceRefused($"{answer.Rule}")),
            EvidenceOutcome.Refused => new(null, new SourceRefused("the source there refused")),
            EvidenceOutcome.Away => TransportReply.Away("the source there is away", answer.RetryAt),
            _ => TransportReply.Wrong("the source there answered wrongly"),
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
