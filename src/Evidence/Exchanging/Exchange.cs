using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>
/// Where every look at somebody's data passes: the gate decides, the source is asked, what came of it is made durable, and only
/// then the values leave. Thread-safe.
/// </summary>
public sealed class Exchange(Journal journal, EvidenceLibrary library, IEvidenceSource source, TimeProvider clock)
{
    private static readonly ImmutableDictionary<string, string> NoValues = ImmutableDictionary<string, string>.Empty;
    private readonly Streams<EvidenceRecord, EvidenceEvent> streams = new(journal, EvidenceHistory.Kind);

    /// <summary>Asks for evidence.</summary>
    /// <param name="act">Who asks.</param>
    /// <param name="ask">What is asked.</param>
    /// <param name="today">Today in the city.</param>
    /// <param name="cancellation">Gives up while nothing has been written.</param>
    /// <returns>
    /// The answer, denials included, which for a repeated request is that of the first; or <c>evidence.no-such-purpose</c>,
    /// <c>evidence.id-taken</c> (by another request), <c>evidence.answer-changed</c> (the source says something else now: it is
    /// to be asked anew).
    /// </returns>
    /// <exception cref="StoreUnavailableException">The entry could not be made durable: nothing is disclosed.</exception>
    public async Task<Outcome<EvidenceAnswer>> AskAsync(
        Act act, EvidenceAsk ask, DateOnly today, CancellationToken cancellation = default)
    {
        if (!library.Purposes.TryGetValue(ask.Purpose, out var purpose))
            return new Refusal("evidence.no-such-purpose", RefusalKind.NotValid).With("purpose", ask.Purpose);
        var verdict = Gate.Decide(Whole(ask, today));
        var asked = AskedOf(ask, purpose);
        if (!verdict.IsAllowed)
            return await RecordAsync(act, ask.Id, new EvidenceDenied(asked, verdict.Rule), NoValues, cancellation);
        var askedAt = clock.GetUtcNow();
        var answer = await source.AskAsync(QuestionOf(ask, verdict.Granted), cancellation);
        return answer is SourceFound found
            ? await DiscloseAsync(act, ask, asked, verdict.Granted, found, askedAt, today, cancellation)
            : await MissAsync(act, ask, asked, answer, askedAt, cancellation);
    }

    // The resource and the agreements are the library's word, whatever the caller has filled in.
    private GateFacts Whole(EvidenceAsk ask, DateOnly today) => ask.Facts with
    {
        Existing = ask.Resource.All, Sharing = ask.Resource.Sharing, Grade = ask.Resource.Grade,
        NeedsConsent = ask.Resource.NeedsConsent,
        Agreed = ask.From is { City: var city } ? library.AgreedWith(ask.Resource, city, ask.Matter, ask.Purpose, today)
            : library.Agreed(ask.Resource, ask.Matter, ask.Purpose, today),
    };

    private async Task<Outcome<EvidenceAnswer>> DiscloseAsync(
        Act act, EvidenceAsk ask, Asked asked, ulong granted, SourceFound found, DateTimeOffset askedAt, DateOnly today,
        CancellationToken cancellation)
    {
        var values = Shown(ask.Resource, granted, found.Values, today);
        var happened = new EvidenceDisclosed(
            asked, [.. ask.Resource.ItemsOf(granted).Select(item => item.Code).Where(values.ContainsKey)], found.AsOf,
            HashOf(ask.Id, values), found.IsKept, askedAt, clock.GetUtcNow(), found.Signature);
        return await RecordAsync(act, ask.Id, happened, values, cancellation);
    }

    private Task<Outcome<EvidenceAnswer>> MissAsync(
        Act act, EvidenceAsk ask, Asked asked, SourceAnswer answer, DateTimeOffset askedAt, CancellationToken cancellation)
    {
        var (outcome, cause, retryAt) = answer switch
        {
            SourceHasNone => (EvidenceOutcome.NoRecord, "", (DateTimeOffset?)null),
            SourceRefused refused => (EvidenceOutcome.Refused, refused.Cause, null),
            SourceAway away => (EvidenceOutcome.Away, away.Cause, away.RetryAt),
            SourceWrong wrong => (EvidenceOutcome.Wrong, wrong.Cause, null),
            _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
        };
        return RecordAsync(
            act, ask.Id, new EvidenceMissed(asked, outcome, cause, retryAt, askedAt, clock.GetUtcNow()), NoValues, cancellation);
    }

    // Durable first; the answer is made only from what the journal has taken.
    private async Task<Outcome<EvidenceAnswer>> RecordAsync(
        Act act, Guid id, EvidenceEvent happened, ImmutableDictionary<string, string> values, CancellationToken cancellation)
    {
        var done = await streams.ActAsync(id, act, 0, null, _ => new[] { happened }, cancellation: cancellation);
        if (done.Refusal is not { } refusal)
            return AnswerOf(id, happened, values, done.Value.FirstPosition, done.Value.State.At);
        return refusal.Code == "store.stale" ? await RepeatAsync(id, happened, values, cancellation) : refusal;
    }

    // A request that was made before has its entry: it is answered as then, or not at all.
    private async Task<Outcome<EvidenceAnswer>> RepeatAsync(
        Guid id, EvidenceEvent happened, ImmutableDictionary<string, string> values, CancellationToken cancellation)
    {
        if (await journal.ReadStreamAsync(id, 0, cancellation) is not [var recorded, ..]
            || !EvidenceHistory.Kind.Events.Has(recorded.Type)) return new Refusal("evidence.id-taken");
        var before = EvidenceHistory.Kind.Events.Read(recorded);
        if (before.Asked.RequestHash != happened.Asked.RequestHash) return new Refusal("evidence.id-taken");
        if (before is not EvidenceDisclosed told) values = NoValues;
        else if (happened is not EvidenceDisclosed now || now.ItemsHash != told.ItemsHash)
            return new Refusal("evidence.answer-changed", RefusalKind.Busy);
        return AnswerOf(id, before, values, recorded.Position, recorded.Act.At);
    }

    private static EvidenceAnswer AnswerOf(
        Guid id, EvidenceEvent happened, ImmutableDictionary<string, string> values, long position, DateTimeOffset at)
    {
        var receipt = new EvidenceReceipt(
            id, happened.Asked.Resource, null, happened.Asked.RequestHash, null, position, at);
        return happened switch
        {
            EvidenceDisclosed told => new(
                told.Items.Length < told.Asked.Items.Length ? EvidenceOutcome.Partial : EvidenceOutcome.Supplied,
                receipt with { AsOf = told.AsOf, ItemsHash = told.ItemsHash }) { Values = values },
            EvidenceMissed missed => new(missed.Outcome, receipt) { RetryAt = missed.RetryAt },
            _ => new(EvidenceOutcome.Denied, receipt) { Rule = ((EvidenceDenied)happened).Rule },
        };
    }

    private static SourceQuestion QuestionOf(EvidenceAsk ask, ulong granted) => new(
        ask.Id, ask.Resource, ask.Subject,
        [.. ask.Resource.ItemsOf(granted).Select(item => item.Asks?.Of ?? item.Code).Distinct()],
        ask.CaseNumber, ask.Purpose)
    {
        Matter = ask.Matter, Office = ask.Office, Relation = ask.Facts.Relation, HasConsent = ask.Facts.HasConsent,
    };

    // What a question needs of the source stays here; only its yes or no leaves.
    private static ImmutableDictionary<string, string> Shown(
        EvidenceResource resource, ulong granted, ImmutableDictionary<string, string> found, DateOnly today)
    {
        var shown = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var item in resource.ItemsOf(granted))
            if (item.Asks is { } predicate)
            {
                if (Predicates.Answer(predicate, found.GetValueOrDefault(predicate.Of), today) is { } answer)
                    shown[item.Code] = answer ? "true" : "false";
            }
            else if (found.GetValueOrDefault(item.Code) is { } value) shown[item.Code] = value;
        return shown.ToImmutable();
    }

    private static Asked AskedOf(EvidenceAsk ask, Purpose purpose)
    {
        ImmutableArray<string> items = [.. ask.Resource.ItemsOf(ask.Facts.Asked).Select(item => item.Code)];
        var canonical = $"{ask.Id}\n{ask.Case}\n{ask.CaseNumber}\n{ask.Matter}\n{ask.Requirement}\n{ask.Purpose}\n"
            + $"{ask.Resource.Code}\n{ask.Subject}\n{ask.Office}\n{ask.Channel}\n{string.Join(' ', items)}\n{ask.From}";
        return new(ask.Case, ask.CaseNumber, ask.Matter, ask.Requirement, ask.Purpose, purpose.Basis, ask.Resource.Code,
            ask.Subject, items, ask.Office, ask.Channel, Hash(canonical), ask.Facts.IsGlassBroken, purpose.WithheldDays,
            ask.Reason) { From = ask.From };
    }

    /// <summary>The hash that binds values to a request, as a receipt carries it.</summary>
    public static string HashOf(Guid request, ImmutableDictionary<string, string> values)
    {
        var text = new StringBuilder(256).Append(request);
        foreach (var (item, value) in values.OrderBy(each => each.Key, StringComparer.Ordinal))
            text.Append('\n').Append(item.Length).Append(':').Append(item)
                .Append('=').Append(value.Length).Append(':').Append(value);
        return Hash(text.ToString());
    }

    private static string Hash(string text)
    {
        Span<byte> bytes = stackalloc byte[2_048];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var isShort = Encoding.UTF8.TryGetBytes(text, bytes, out var length);
        SHA256.HashData(isShort ? bytes[..length] : Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToHexStringLower(hash);
    }
}
