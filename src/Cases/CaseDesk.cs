using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Store;
using Yitong.ThemeLibrary;

namespace Yitong.Cases;

/// <summary>
/// The common desk of cases, and the rules of their matters, which are asked as soon as a case has reached an office. Reads
/// cases for those who may see them. Thread-safe.
/// </summary>
public sealed class CaseDesk(
    Desk<Case, CaseEvent, CaseFacts> desk, Streams<Case, CaseEvent> streams, Journal journal, CityPack pack,
    PartyRegister parties, AutomaticJudge judge)
{
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
        SharedTypes = [typeof(FeedRow), typeof(LetterRow)], NotFound = "case.not-found",
    };

    /// <summary>The desk with parts of its own, where no host puts it together.</summary>
    public static CaseDesk Of(
        Journal journal, CityPack pack, PartyRegister parties, CaseNumbers numbers, TimeProvider clock, AutomaticJudge judge)
    {
        var streams = new Streams<Case, CaseEvent>(journal, Kind(pack));
        return new(
            new(streams, new GatheredCaseFacts(streams, parties, numbers, new(0)), pack, clock), streams, journal, pack, parties,
            judge);
    }

    /// <summary>The city's day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset at) => pack.City.DayOf(at);

    /// <summary>Today in the city.</summary>
    public DateOnly Today => desk.Today;

    /// <summary>Opens a case. The same idempotency key gives the same case again.</summary>
    public Task<Outcome<Case>> OpenAsync(Caller caller, OpenCase command, CancellationToken cancellation = default) =>
        desk.BeginAsync(caller, command, cancellation);

    /// <summary>
    /// Does something to a case. What a page had on screen is in the command: one member's change makes no screen of another
    /// stale. A program that claims a version by header claims it of the whole case.
    /// </summary>
    public async Task<Outcome<Case>> DoAsync(
        Guid id, Caller caller, CaseCommand command, CancellationToken cancellation = default)
    {
        var done = await JudgedAsync(await desk.DoAsync(id, caller, command, cancellation), cancellation);
        if (done.IsGranted) caller.Tell(done.Value.Version);
        return done;
    }

    /// <summary>Takes what another city handed over.</summary>
    internal async Task<Outcome<Case>> TakeAsync(Actor by, TakePackage command, CancellationToken cancellation) =>
        await JudgedAsync(await desk.BeginAsync(by, command, cancellation), cancellation);

    /// <summary>Asks the rules of a case that was received and not judged; nothing happens when there is none.</summary>
    public async Task JudgeAsync(Guid id, CancellationToken cancellation = default)
    {
        if ((await streams.LoadAsync(id, cancellation)).State is { } current) await JudgeAsync(current, cancellation);
    }

    // The applicant's act is durable: that facts cannot be had now must not fail it, and JudgeFollower asks again.
    private async Task<Outcome<Case>> JudgedAsync(Outcome<Case> done, CancellationToken cancellation)
    {
        if (!done.IsGranted) return done;
        try
        {
            return await JudgeAsync(done.Value, cancellation);
        }
        catch (Exception fault) when (DatabaseFaults.IsPassing(fault))
        {
            return done;
        }
    }

    // What a rule grants may let the next member of a journey begin, which has a rule of its own.
    private async Task<Case> JudgeAsync(Case current, CancellationToken cancellation)
    {
        while (await judge.NextAsync(current, Today, cancellation) is { } next)
        {
            var judged = await desk.DoAsync(current.Id, Actor.Engine, next, cancellation);
            if (!judged.IsGranted) return current;
            current = judged.Value;
        }
        return current;
    }

    /// <summary>The case, if the actor may see it; otherwise the refusal that does not tell whether it exists.</summary>
    public async Task<Outcome<Case>> SeeAsync(Guid id, Actor by, CancellationToken cancellation = default)
    {
        var (known, _) = await streams.LoadAsync(id, cancellation);
        return known is not null && await MaySeeAsync(known, by) ? known : streams.NotFound;
    }

    /// <summary>What happened in a case, in order.</summary>
    public async Task<IReadOnlyList<(RecordedEvent Recorded, CaseEvent Happened)>> HistoryAsync(Guid id)
    {
        var recorded = await journal.ReadStreamAsync(id);
        return [.. recorded.Select(each => (each, CaseEventNames.Types.Read(each)))];
    }

    /// <summary>Facts as a page needs them to ask which acts are open.</summary>
    public ValueTask<CaseFacts> FactsAsync(Guid id, Actor by) => desk.FactsAsync(id, by);

    /// <summary>
    /// The case with the facts of a reader who wants evidence for it. Officials get it whatever they hold: the gate denies them,
    /// and the denial is written down. Everybody else learns of a case only that they may see.
    /// </summary>
    internal async Task<Outcome<(Case Current, CaseFacts Facts)>> ForReaderAsync(
        Guid id, Actor by, CancellationToken cancellation = default)
    {
        var (known, _) = await streams.LoadAsync(id, cancellation);
        if (known is null || by.Role != ActorRole.Official && !await MaySeeAsync(known, by)) return streams.NotFound;
        return (known, await desk.FactsAsync(id, by, cancellation));
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
            || member.Steps.Any(step => step.Agency == by.Office))
            // A journey's lead owes the answer to a rating, whether it handled a part or not.
            || current.Rating is { } rating && rating.Office == by.Office,
        _ => false,
    };
}
