using System.Collections.Concurrent;
using System.Collections.Immutable;
using Yitong.Evidence;

namespace Yitong.Spine.Tests.Casework;

/// <summary>A source outside the city's software, which does what the test says: it holds records, is away, refuses.</summary>
internal sealed class SourceOfTests : IEvidenceSource
{
    private readonly ConcurrentDictionary<(string Resource, string Subject), ImmutableDictionary<string, string>> records = new();

    public ConcurrentQueue<SourceQuestion> Asked { get; } = [];
    public Func<SourceQuestion, SourceAnswer?> Says { get; set; } = _ => null;
    public DateTimeOffset AsOf { get; set; } = new(2026, 9, 20, 0, 0, 0, TimeSpan.Zero);

    public void Holds(string resource, string subject, params (string Item, string Value)[] values) =>
        records[(resource, subject)] = values.ToImmutableDictionary(each => each.Item, each => each.Value);

    public Task<SourceAnswer> AskAsync(SourceQuestion question, CancellationToken cancellation)
    {
        Asked.Enqueue(question);
        return Task.FromResult(Says(question) ?? (records.TryGetValue((question.Resource.Code, question.Subject), out var found)
            ? new SourceFound(found, AsOf) : new SourceHasNone(AsOf)));
    }
}
