using Microsoft.EntityFrameworkCore;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>Where objections to looks and to values are raised and answered. Thread-safe.</summary>
public sealed class ObjectionDesk(Journal journal, Rows rows, CityPack pack, TimeProvider clock)
{
    private const int LongestWords = 1000;
    private readonly EvidenceLimits limits = pack.Section<EvidenceLimits>();
    private readonly EvidenceLibrary library = pack.Evidence();
    private readonly Streams<DataObjection, ObjectionEvent> streams =
        new(journal, ObjectionHistory.KindFor(pack.Catalogue().Calendar));

    private DateOnly Today => pack.City.DayOf(clock.GetUtcNow());

    /// <summary>
    /// Asks why somebody looked. The agency that looked answers; the data bureau where no agency of the city did. Once per look.
    /// </summary>
    /// <param name="by">Who asks: their data, or that of a company for which they act.</param>
    /// <param name="look">The entry.</param>
    /// <param name="words">The question in words.</param>
    public Task<Outcome<DataObjection>> ObjectAsync(Actor by, DisclosureRow look, string? words)
    {
        if (FaultOf(words) is { } fault) return Task.FromResult<Outcome<DataObjection>>(fault);
        var owner = pack.Catalogue().Agencies.ContainsKey(look.Office) ? look.Office : limits.DataBureau;
        return RaiseAsync(by, StreamIds.Of($"look:{look.Id}"), new(
            ObjectionKind.Look, look.Subject, Guid.Parse(by.Id), look.Id, look.Case, look.CaseNumber, look.Resource, null, null,
            null, words!.Trim(), owner, limits.Objection.Limit, limits.Objection.Law, Today));
    }

    /// <summary>Tells the agency that provides a value that somebody says it is wrong. Once per case and item.</summary>
    /// <param name="by">Who says so.</param>
    /// <param name="subject">Whose data it is.</param>
    /// <param name="inCase">The case with its number.</param>
    /// <param name="resource">Code of the resource.</param>
    /// <param name="item">Code of the item.</param>
    /// <param name="sourced">What the source says.</param>
    /// <param name="given">What is right.</param>
    public Task<Outcome<DataObjection>> DoubtAsync(
        Actor by, string subject, (Guid Id, string Number) inCase, string resource, string item, string sourced, string given) =>
        RaiseAsync(by, StreamIds.Of($"value:{inCase.Id}:{resource}:{item}"), new(
            ObjectionKind.Value, subject, Guid.TryParse(by.Id, out var party) ? party : Guid.Empty, null, inCase.Id,
            inCase.Number, resource, item, sourced, given, "",
            library.Resources.GetValueOrDefault(resource)?.Provider ?? limits.DataBureau, limits.Correction.Limit,
            limits.Correction.Law, Today));

    /// <summary>Answers, by the agency that owes it.</summary>
    public async Task<Outcome<DataObjection>> AnswerAsync(Guid id, Actor by, bool isUpheld, string? words)
    {
        if (FaultOf(words) is { } fault) return fault;
        var done = await streams.ActAsync(id, ActOf(by, "answer-objection"), null, null, current =>
            current is null ? new Refusal("objection.not-found", RefusalKind.NotFound)
            : by.Role != ActorRole.Official || by.Office != current.Raised.Owner
                ? new Refusal("objection.other-office", RefusalKind.NotAllowed)
            : current.Answered is not null ? new Refusal("objection.already-answered")
            : new ObjectionEvent[] { new ObjectionAnswered(isUpheld, words!.Trim(), Today) });
        return done.Then<DataObjection>(granted => granted.State);
    }

    /// <summary>Tells supervision of objections past their limit; says how many were new.</summary>
    public Task<int> EscalateAsync(CancellationToken cancellation = default)
    {
        var today = Today;
        return rows.EscalateAsync<ObjectionRow, DataObjection, ObjectionEvent>(
            streams, ActOf(Actor.Engine, "escalate-objection"), today,
            current => current is { IsEscalated: false, Answered: null } ? new ObjectionEscalated(today) : null, cancellation);
    }

    /// <summary>Objections that somebody raised, the latest first.</summary>
    public async Task<IReadOnlyList<ObjectionRow>> RaisedByAsync(Guid party, int most = 100)
    {
        await using var db = rows.Open();
        return await db.Set<ObjectionRow>().Where(row => row.RaisedBy == party)
            .OrderByDescending(row => row.RaisedOn).Take(most).ToListAsync();
    }

    /// <summary>Objections that an agency owes an answer to, the most urgent first.</summary>
    public async Task<IReadOnlyList<ObjectionRow>> OwedByAsync(string agency, int most = 100)
    {
        await using var db = rows.Open();
        return await db.Set<ObjectionRow>().Where(row => row.Owner == agency && row.AnsweredOn == null)
            .OrderBy(row => row.RaisedOn).Take(most).ToListAsync();
    }

    private async Task<Outcome<DataObjection>> RaiseAsync(Actor by, Guid id, ObjectionRaised raised)
    {
        var done = await streams.ActAsync(id, ActOf(by, "raise-objection"), null, null, current =>
            current is not null ? Array.Empty<ObjectionEvent>() : new ObjectionEvent[] { raised });
        return done.Then<DataObjection>(granted => granted.State);
    }

    private Act ActOf(Actor by, string name) => Act.Of(clock.GetUtcNow(), by, name);

    private static Refusal? FaultOf(string? words) =>
        string.IsNullOrWhiteSpace(words) ? Fault("objection.words-missing")
        : words.Length > LongestWords || words.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
            ? Fault("objection.words-not-readable") : null;

    private static Refusal Fault(string code) => new(code, RefusalKind.NotValid) { Fields = [new("words", code)] };
}
