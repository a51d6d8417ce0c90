using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Yitong.Evidence;

/// <summary>
/// One connector at work: asks no faster than the source wants, gives up in time, tries again when the source was away, and
/// leaves it alone when it stays away.
/// </summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly ITransport transport;
    private readonly TimeProvider clock;
    private readonly TokenBucketRateLimiter rate;
    private readonly ResiliencePipeline<TransportReply> pipeline;
    private readonly CircuitBreakerStateProvider breaker = new();
    private readonly bool isRecorded;
    private ConnectorState state;

    public Connection(EvidenceConnector connector, ITransport transport, TimeProvider clock)
    {
        (this.transport, this.clock) = (transport, clock);
        isRecorded = transport is RecordedTransport;
        state = new(connector, isRecorded, false, null, null, TimeSpan.Zero, 0, 0);
        rate = new(new()
        {
            TokenLimit = connector.PerSecond, TokensPerPeriod = connector.PerSecond, QueueLimit = 0,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        });
        pipeline = PipelineOf(connector);
    }

    public ConnectorState State => state with
    {
        IsOpen = breaker.CircuitState is CircuitState.Open or CircuitState.Isolated,
    };

    /// <summary>Asks; exactly one answer comes, whatever the source does.</summary>
    public async Task<SourceAnswer> AskAsync(ConnectorCall call, SourceQuestion question, CancellationToken cancellation)
    {
        var begun = clock.GetTimestamp();
        var answer = await AnswerAsync(call, question, cancellation);
        var took = clock.GetElapsedTime(begun);
        var (at, outcome) = (clock.GetUtcNow(), OutcomeOf(answer));
        ConnectorState before, after;
        do
        {
            before = Volatile.Read(ref state);
            after = before with
            {
                LastAt = at, Last = outcome, LastTook = took, Asked = before.Asked + 1,
                Failed = before.Failed + (answer is SourceAway or SourceWrong ? 1 : 0),
            };
        }
        while (Interlocked.CompareExchange(ref state, after, before) != before);
        return answer;
    }

    private async Task<SourceAnswer> AnswerAsync(ConnectorCall call, SourceQuestion question, CancellationToken cancellation)
    {
        using var turn = isRecorded ? null : rate.AttemptAcquire();
        if (turn is { IsAcquired: false }) return Away("too many questions a second", TimeSpan.FromSeconds(1));
        try
        {
            var reply = await pipeline.ExecuteAsync(
                token => transport.FetchAsync(call, question, token), cancellation);
            return reply switch
            {
                { Instead: SourceAway away } => away.RetryAt == default ? Away(away.Cause, TimeSpan.FromMinutes(1)) : away,
                { Instead: { } instead } => instead,
                { Body: { } body } => Read(call, question, body, reply),
                _ => new SourceWrong("no answer"),
            };
        }
        catch (TimeoutRejectedException)
        {
            return Away("no answer in time", TimeSpan.FromMinutes(1));
        }
        catch (BrokenCircuitException broken)
        {
            return Away("left alone after failures", broken.RetryAfter ?? TimeSpan.FromSeconds(1));
        }
    }

    private SourceAnswer Read(ConnectorCall call, SourceQuestion question, ReadOnlyMemory<byte> body, TransportReply reply) =>
        AnswerMapping.Read(call, question, body, reply.AsOf ?? clock.GetUtcNow(), reply.Signature) is var answer
            && answer is SourceAway away ? Away(away.Cause, TimeSpan.FromMinutes(1)) : answer;

    private SourceAway Away(string cause, TimeSpan after) => new(clock.GetUtcNow() + after, cause);

    private ResiliencePipeline<TransportReply> PipelineOf(EvidenceConnector connector)
    {
        var builder = new ResiliencePipelineBuilder<TransportReply> { TimeProvider = clock };
        if (connector.Retries > 0)
            builder.AddRetry(new RetryStrategyOptions<TransportReply>
            {
                ShouldHandle = failed => ValueTask.FromResult(IsAway(failed.Outcome)),
                MaxRetryAttempts = connector.Retries, BackoffType = DelayBackoffType.Exponential, UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(100), MaxDelay = TimeSpan.FromSeconds(2),
            });
        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<TransportReply>
            {
                ShouldHandle = failed => ValueTask.FromResult(IsAway(failed.Outcome)),
                FailureRatio = 0.5, MinimumThroughput = connector.BreakAfter, SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = connector.BreakFor, StateProvider = breaker,
            })
            .AddTimeout(connector.Timeout).Build();
    }

    private static bool IsAway(Outcome<TransportReply> outcome) =>
        outcome is { Exception: TimeoutRejectedException } or { Result.Instead: SourceAway };

    private static EvidenceOutcome OutcomeOf(SourceAnswer answer) => answer switch
    {
        SourceFound => EvidenceOutcome.Supplied,
        SourceHasNone => EvidenceOutcome.NoRecord,
        SourceRefused => EvidenceOutcome.Refused,
        SourceAway => EvidenceOutcome.Away,
        _ => EvidenceOutcome.Wrong,
    };

    public async ValueTask DisposeAsync()
    {
        await rate.DisposeAsync();
        await transport.DisposeAsync();
    }
}
