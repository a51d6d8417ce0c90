using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// The benefit files of all subjects: facts come in, who matches what is judged anew and told once per change, disputes go to the
/// agency that supplied the fact. Thread-safe.
/// </summary>
public sealed class FileDesk(Streams<SubjectFile, FileEvent> streams, Rows rows, LiveLibrary library, CityPack pack)
{
    private const int LongestText = 1_000;
    private readonly CityCatalogue catalogue = pack.Catalogue();
    private readonly BenefitLimits limits = pack.Section<BenefitLimits>();
    private readonly StreamKind<SubjectFile, FileEvent> kind = FileHistory.Kind(pack);

    /// <summary>The file of a code; null when the city knows nothing of the subject.</summary>
    public async Task<SubjectFile?> FindAsync(string code) => (await streams.LoadAsync(SubjectFile.IdOf(code))).State;

    /// <summary>Takes facts over; what the subject now matches or matches no more is told in the same act.</summary>
    /// <returns>The file; or <c>fact.unknown</c>, <c>fact.not-a-value</c>, <c>fact.other-subject</c>.</returns>
    public async Task<Outcome<SubjectFile>> SupplyAsync(
        Act act, DateOnly today, string code, SubjectKind kind, IReadOnlyList<SuppliedFact> facts)
    {
        foreach (var supplied in facts)
            if (Fault(supplied, kind) is { } refusal) return refusal;
        var policies = await library.NowAsync();
        var done = await streams.ActAsync(SubjectFile.IdOf(code), act, null, null, file =>
        {
            var changed = facts.Where(each => file?.Facts.GetValueOrDefault(each.Fact) != each.Held).ToImmutableArray();
            if (file is not null && changed.IsEmpty) return Outcome.Of<IReadOnlyList<FileEvent>>([]);
            return Outcome.Of(WithMatches(file, new FactsSupplied(code, kind, changed), policies, today, []));
        });
        return done.Then<SubjectFile>(granted => granted.State);
    }

    /// <summary>Judges a file anew because the day or the policies have changed. Nothing happens when nothing changed.</summary>
    public async Task<Outcome<SubjectFile>> JudgeAsync(Act act, DateOnly today, string code)
    {
        var policies = await library.NowAsync();
        var done = await streams.ActAsync(SubjectFile.IdOf(code), act, null, null, file => file is null
            ? NotFound : Outcome.Of<IReadOnlyList<FileEvent>>([.. Turns(file, policies, today)]));
        return done.Then<SubjectFile>(granted => granted.State);
    }

    /// <summary>The subject has read its messages up to a number.</summary>
    public Task<Outcome<SubjectFile>> ReadAsync(Act act, string code, int upTo) => DoAsync(act, code, file =>
        file.Messages.Any(message => !message.IsRead && message.Number <= upTo) ? new MessagesRead(upTo) : null);

    /// <summary>The subject switches messages off or on.</summary>
    public Task<Outcome<SubjectFile>> SetQuietAsync(Act act, string code, bool isQuiet) =>
        DoAsync(act, code, file => file.IsQuiet == isQuiet ? null : new QuietSet(isQuiet));

    /// <summary>
    /// The subject says that a fact is not so, or that a missing one is known; it goes to the agency that holds it.
    /// </summary>
    /// <returns>
    /// The file; or <c>fact.unknown</c>, <c>dispute.empty</c>, <c>dispute.open-already</c>, <c>dispute.nobody</c>.
    /// </returns>
    public async Task<Outcome<SubjectFile>> DisputeAsync(Act act, string code, string factId, string? said)
    {
        if (!catalogue.Facts.TryFind(factId, out var fact)) return UnknownFact(factId);
        if (string.IsNullOrWhiteSpace(said) || said.Length > LongestText) return Field("said", "dispute.empty");
        if (fact.Source is null || !catalogue.EvidenceTypes.TryGetValue(fact.Source, out var evidence))
            return new Refusal("dispute.nobody");
        var done = await streams.ActAsync(SubjectFile.IdOf(code), act, null, null, file =>
            file is null ? NotFound
            : file.Disputes.Any(dispute => dispute.Fact == fact.Id && dispute.State == DisputeState.Open)
                ? new Refusal("dispute.open-already")
            : new FileEvent[]
            {
                new FactDisputed(
                    fact.Id, file.Facts.GetValueOrDefault(fact.Id)?.Value ?? "", said.Trim(), evidence.Holder,
                    limits.Dispute.Limit, limits.Dispute.Law),
            });
        return done.Then<SubjectFile>(granted => granted.State);
    }

    /// <summary>The agency answers a dispute: it corrects the fact, or says why it stands.</summary>
    /// <param name="act">An official's act.</param>
    /// <param name="today">Today in the city.</param>
    /// <param name="id">The file.</param>
    /// <param name="number">The dispute.</param>
    /// <param name="corrected">The right value as <see cref="FactText"/> reads it; null when the fact stands.</param>
    /// <param name="answer">The answer to the subject.</param>
    /// <returns>
    /// The file; or <c>dispute.not-found</c>, <c>dispute.not-yours</c>, <c>dispute.answered-already</c>,
    /// <c>dispute.no-answer</c>, <c>fact.not-a-value</c>.
    /// </returns>
    public async Task<Outcome<SubjectFile>> AnswerAsync(
        Act act, DateOnly today, Guid id, int number, string? corrected, string? answer)
    {
        if (string.IsNullOrWhiteSpace(answer) || answer.Length > LongestText) return Field("answer", "dispute.no-answer");
        var policies = await library.NowAsync();
        var done = await streams.ActAsync(id, act, null, null, file =>
        {
            if (file is null || number < 1 || number > file.Disputes.Length)
                return new Refusal("dispute.not-found", RefusalKind.NotFound);
            var dispute = file.Disputes[number - 1];
            if (act.By is not { Role: ActorRole.Official } by || by.Office != dispute.Office)
                return new Refusal("dispute.not-yours", RefusalKind.NotAllowed);
            if (dispute.State != DisputeState.Open) return new Refusal("dispute.answered-already");
            var answered = new DisputeAnswered(number, corrected is not null, answer.Trim());
            if (corrected is null) return new FileEvent[] { answered };
            catalogue.Facts.TryFind(dispute.Fact, out var fact);
            var supplied = new SuppliedFact(dispute.Fact, new(corrected, fact?.Source, today));
            if (Fault(supplied, file.Kind) is { } refusal) return refusal;
            return Outcome.Of(WithMatches(file, new FactsSupplied(file.Code, file.Kind, [supplied]), policies, today,
                [answered]));
        });
        return done.Then<SubjectFile>(granted => granted.State);
    }

    /// <summary>The open disputes of an agency, the oldest first.</summary>
    public async Task<IReadOnlyList<DisputeRow>> OpenDisputesAsync(string office, int skip = 0, int take = 50)
    {
        await using var db = rows.Open();
        return await db.Set<DisputeRow>().Where(row => row.Office == office && row.State == DisputeState.Open)
            .OrderBy(row => row.At).Skip(skip).Take(take).ToListAsync();
    }

    /// <summary>The file of an id; null when there is none.</summary>
    public async Task<SubjectFile?> FindAsync(Guid id) => (await streams.LoadAsync(id)).State;

    /// <summary>The codes of all files after a code, for a sweep.</summary>
    public async Task<IReadOnlyList<string>> CodesAfterAsync(string after, int take = 500)
    {
        await using var db = rows.Open();
        return await db.Set<SubjectFileRow>().Where(row => string.Compare(row.Code, after) > 0)
            .OrderBy(row => row.Code).Select(row => row.Code).Take(take).ToListAsync();
    }

    private async Task<Outcome<SubjectFile>> DoAsync(Act act, string code, Func<SubjectFile, FileEvent?> decide)
    {
        var done = await streams.ActAsync(SubjectFile.IdOf(code), act, null, null, file => file is null ? NotFound
            : decide(file) is { } happened ? new[] { happened } : Array.Empty<FileEvent>());
        return done.Then<SubjectFile>(granted => granted.State);
    }

    private IReadOnlyList<FileEvent> WithMatches(
        SubjectFile? before, FactsSupplied supplied, PolicyLibrary policies, DateOnly today, ImmutableArray<FileEvent> also)
    {
        var after = kind.Fold(before, supplied, default);
        return [supplied, .. Turns(after, policies, today), .. also];
    }

    private IEnumerable<FileEvent> Turns(SubjectFile file, PolicyLibrary policies, DateOnly today)
    {
        var now = Standing.Of(policies, file.Kind, file.ValueOf, today, catalogue.Calendar)
            .Where(standing => standing.Finding.Truth == Truth.Yes && standing.Edition.Card.IsInForce(today))
            .Select(standing => standing.Edition.Policy).ToImmutableSortedSet(StringComparer.Ordinal);
        if (now.SetEquals(file.Matches)) yield break;
        yield return new MatchesChanged(today, [.. now.Except(file.Matches)], [.. file.Matches.Except(now)]);
    }

    private Refusal? Fault(SuppliedFact supplied, SubjectKind kind) =>
        !catalogue.Facts.TryFind(supplied.Fact, out var fact) ? UnknownFact(supplied.Fact)
        : fact.Subject != kind ? new Refusal("fact.other-subject", RefusalKind.NotValid).With("fact", fact.Name)
        : supplied.Held is { } held && FactText.Read(fact, held.Value) is null
            ? new Refusal("fact.not-a-value", RefusalKind.NotValid).With("fact", fact.Name).With("value", held.Value) : null;

    private static Refusal UnknownFact(string fact) => new Refusal("fact.unknown", RefusalKind.NotFound).With("fact", fact);

    private static Refusal NotFound { get; } = new("file.not-found", RefusalKind.NotFound);

    private static Refusal Field(string field, string code) => new(code, RefusalKind.NotValid) { Fields = [new(field, code)] };
}
