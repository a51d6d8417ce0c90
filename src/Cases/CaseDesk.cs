using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Store;
using Yitong.ThemeLibrary;

namespace Yitong.Cases;

/// <summary>
/// Where everything that happens to a case passes: portal, workbench, station desk, API and engine all call it.
/// Thread-safe.
/// </summary>
public sealed class CaseDesk(
    Journal journal, CityPack pack, PartyRegister parties, CaseNumbers numbers, TimeProvider clock, AutomaticJudge judge)
{
    private readonly CityCatalogue catalogue = pack.Catalogue();
    private readonly CaseLimits limits = pack.Section<CaseLimits>();
    private readonly Streams<Case, CaseEvent> streams = new(journal, Kind(pack));

    /// <summary>How case streams are folded and projected; replays need the calendar the rows were computed with.</summary>
    public static StreamKind<Case, CaseEvent> Kind(CityPack pack) => new(
        (Case? before, CaseEvent happened, in Happening at) => CaseFold.Apply(at.Stream, before, happened),
        (before, after) => CaseProjection.Changes(before, after),
        [
            typeof(CaseRow), typeof(AttentionRow), typeof(FinishedRow), typeof(RatingRow), typeof(RetryRow),
            typeof(SubjectRecordRow),
        ])
    {
        Shared = Duties.Of<Case>(pack, now => CaseWork.Of(now, pack.Calendar), isWrittenAlways: true),
        SharedTypes = [typeof(FeedRow), typeof(LetterRow)],
    };

    /// <summary>The city's day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset at) => pack.City.DayOf(at);

    /// <summary>Today in the city.</summary>
    public DateOnly Today => DayOf(clock.GetUtcNow());

    /// <summary>Opens a case. The same idempotency key gives the same case again.</summary>
    public async Task<Outcome<Case>> OpenAsync(
        Actor by, OpenCase command, IdempotencyKey? key = null, CancellationToken cancellation = default)
    {
        var act = ActOf(by, OpenCase.Name);
        var id = Guid.CreateVersion7(act.At);
        var code = command.Matter ?? command.Journey ?? "";
        var facts = await FactsAsync(act, command.Subject.Party, code);
        if (await parties.FindAsync(command.Subject.Party) is { Code: { Length: > 0 } holder })
            command = command with { Subject = command.Subject with { Code = holder } };
        var number = await numbers.NextAsync(facts.Today);
        var done = await streams.ActAsync(
            id, act, 0, key, _ => command.Decide(id, number.Text, facts), cancellation: cancellation);
        return done.Then<Case>(granted => granted.State);
    }

    /// <summary>Does something to a case.</summary>
    public async Task<Outcome<Case>> DoAsync(
        Guid id, Actor by, ICaseCommand command, IdempotencyKey? key = null, CancellationToken cancellation = default)
    {
        var act = ActOf(by, command.Name);
        var facts = new CaseFacts(DayOf(act.At), by, false, catalogue, limits);
        if (by.Role == ActorRole.Resident)
        {
            if (await streams.RecallAsync(id, cancellation) is not { } known) return NotFound;
            facts = await FactsAsync(act, known.Subject.Party, known.Code);
        }
        var done = await streams.ActAsync(
            id, act, null, key, state => state is null ? NotFound : command.Decide(state, facts), cancellation: cancellation);
        return done.Refusal is { } refusal ? refusal : await TryJudgeAsync(done.Value.State, cancellation);
    }

    /// <summary>Takes what another city handed over; the id is the same for the same case always.</summary>
    internal async Task<Outcome<Case>> TakeAsync(Guid id, Actor by, TakePackage command, CancellationToken cancellation)
    {
        var act = ActOf(by, TakePackage.Name);
        var facts = new CaseFacts(DayOf(act.At), by, false, catalogue, limits);
        var isNew = await streams.RecallAsync(id, cancellation) is null;
        var number = isNew ? (await numbers.NextAsync(facts.Today)).Text : "";
        var done = await streams.ActAsync(
            id, act, null, null, state => command.Decide(id, state, number, facts), cancellation: cancellation);
        return done.Refusal is { } refusal ? refusal : await TryJudgeAsync(done.Value.State, cancellation);
    }

    /// <summary>Asks the rules of a case that was received and not judged; nothing happens when there is none.</summary>
    public async Task JudgeAsync(Guid id, CancellationToken cancellation = default)
    {
        if ((await streams.LoadAsync(id, cancellation)).State is { } current) await JudgeAsync(current, cancellation);
    }

    // The applicant's act is durable: that facts cannot be had now must not fail it, and JudgeFollower asks again.
    private async Task<Case> TryJudgeAsync(Case current, CancellationToken cancellation)
    {
        try
        {
            return await JudgeAsync(current, cancellation);
        }
        catch (Exception fault) when (DatabaseFaults.IsPassing(fault))
        {
            return current;
        }
    }

    // What a rule grants may let the next member of a journey begin, which has a rule of its own.
    private async Task<Case> JudgeAsync(Case current, CancellationToken cancellation)
    {
        while (await judge.NextAsync(current, Today, cancellation) is { } next)
        {
            var act = ActOf(Actor.Engine, next.Name);
            var facts = new CaseFacts(DayOf(act.At), Actor.Engine, false, catalogue, limits);
            var judged = await streams.ActAsync(
                current.Id, act, null, null, state => next.Decide(state!, facts), cancellation: cancellation);
            if (!judged.IsGranted) return current;
            current = judged.Value.State;
        }
        return current;
    }

    /// <summary>The case, if the actor may see it; otherwise the refusal that does not tell whether it exists.</summary>
    public async Task<Outcome<Case>> SeeAsync(Guid id, Actor by, CancellationToken cancellation = default)
    {
        var (known, _) = await streams.LoadAsync(id, cancellation);
        return known is not null && await MaySeeAsync(known, by) ? known : NotFound;
    }

    /// <summary>What happened in a case, in order.</summary>
    public async Task<IReadOnlyList<(RecordedEvent Recorded, CaseEvent Happened)>> HistoryAsync(Guid id)
    {
        var recorded = await journal.ReadStreamAsync(id);
        return [.. recorded.Select(each => (each, CaseEventNames.Types.Read(each)))];
    }

    /// <summary>Facts for a decision or a page.</summary>
    public CaseFacts FactsFor(Actor by) => new(Today, by, false, catalogue, limits);

    /// <summary>
    /// The case with the facts of a reader who wants evidence for it. Officials get it whatever they hold: the gate denies them,
    /// and the denial is written down. Everybody else learns of a case only that they may see.
    /// </summary>
    internal async Task<Outcome<(Case Current, CaseFacts Facts)>> ForReaderAsync(
        Guid id, Actor by, CancellationToken cancellation = default)
    {
        var (known, _) = await streams.LoadAsync(id, cancellation);
        if (known is null || by.Role != ActorRole.Official && !await MaySeeAsync(known, by)) return NotFound;
        return (known, await FactsAsync(ActOf(by, "read"), known.Subject.Party, known.Code));
    }

    private async Task<bool> MaySeeAsync(Case current, Actor by) => by.Role switch
    {
        ActorRole.Engine => true,
        // What has not been submitted is the applicant's own affair.
        ActorRole.Supervisor or ActorRole.Official when current.SubmittedOn is null => false,
        ActorRole.Supervisor => true,
        ActorRole.Resident => Guid.TryParse(by.Id, out var person)
            && await parties.ActsForAsync(person, current.Subject.Party, current.Code, Today),
        ActorRole.Clerk => by.Office is not null && by.Office == current.Lodging.Station,
        ActorRole.Official => current.Members.Any(member => member.Agency == by.Office
            || member.Steps.Any(step => step.Agency == by.Office)),
        _ => false,
    };

    private async Task<CaseFacts> FactsAsync(Act act, Guid subject, string code)
    {
        var today = DayOf(act.At);
        var actsFor = act.By.Role == ActorRole.Resident && Guid.TryParse(act.By.Id, out var person)
            && await parties.ActsForAsync(person, subject, code, today);
        return new(today, act.By, actsFor, catalogue, limits);
    }

    private Act ActOf(Actor by, string name) =>
        Act.Of(clock.GetUtcNow(), by, name);

    private static Refusal NotFound => new("case.not-found", RefusalKind.NotFound);
}
