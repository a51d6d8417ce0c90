using Microsoft.EntityFrameworkCore;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>Where emergency access is asked for, approved by a second official, used and reviewed. Thread-safe.</summary>
public sealed class EmergencyDesk(Journal journal, Rows rows, CityPack pack, Exchange exchange, TimeProvider clock)
{
    /// <summary>The registered purpose.</summary>
    public const string Purpose = "emergency";

    private const int LongestWords = 1000;
    private readonly EvidenceLimits limits = pack.Section<EvidenceLimits>();
    private readonly EvidenceLibrary library = pack.Evidence();
    private readonly Streams<EmergencyAccess, EmergencyEvent> streams =
        new(journal, EmergencyHistory.KindFor(pack.Catalogue().Calendar));

    private DateOnly Today => pack.City.DayOf(clock.GetUtcNow());

    /// <summary>Asks for it: nothing can be seen until somebody else approves.</summary>
    public async Task<Outcome<EmergencyAccess>> AskAsync(Actor by, string? subject, string? resource, string? reason)
    {
        var faults = new List<FieldFault>();
        var code = CitizenNumber.TryParse(subject, out var citizen) ? citizen.Text
            : UnifiedCreditCode.TryParse(subject, out var company) ? company.Text : null;
        if (code is null) faults.Add(new("subject", "emergency.no-subject"));
        if (resource is null || !library.Resources.ContainsKey(resource)) faults.Add(new("resource", "emergency.no-resource"));
        if (FaultOf(reason) is { } fault) faults.Add(fault);
        if (faults.Count > 0) return new Refusal("emergency.not-clear", RefusalKind.NotValid) { Fields = faults };
        if (by is not { Role: ActorRole.Official, Office: { } office }) return NotAllowed;
        var act = ActOf(by, "ask-emergency");
        var done = await streams.ActAsync(Guid.CreateVersion7(act.At), act, 0, null, _ =>
            new EmergencyEvent[] { new EmergencyAsked(office, code!, resource!, reason!.Trim(), Today) });
        return done.Then<EmergencyAccess>(granted => granted.State);
    }

    /// <summary>
    /// Approves it: another official of the same agency, or a supervisor. The person and supervision see it at once.
    /// </summary>
    public async Task<Outcome<EmergencyAccess>> ApproveAsync(Guid id, Actor by, string? reason)
    {
        if (FaultOf(reason) is { } fault) return new Refusal("emergency.not-clear", RefusalKind.NotValid) { Fields = [fault] };
        var act = ActOf(by, "approve-emergency");
        var done = await streams.ActAsync(id, act, null, null, current =>
            current is null || !MaySee(current, by) ? NotFound
            : by.Id == current.First ? new Refusal("emergency.same-person", RefusalKind.NotAllowed)
            : current.Approved is not null ? new Refusal("emergency.already-approved")
            : new EmergencyEvent[]
            {
                new EmergencyApproved(
                    reason!.Trim(), act.At.AddHours(limits.EmergencyHours), limits.EmergencyReview.Limit, Today),
            });
        return done.Then<EmergencyAccess>(granted => granted.State);
    }

    /// <summary>Looks: the exchange writes down an entry that the person sees, and only then the values leave.</summary>
    public async Task<Outcome<EvidenceAnswer>> LookAsync(Guid id, Actor by, string channel)
    {
        var (current, _) = await streams.LoadAsync(id);
        if (current is null || !MaySee(current, by)) return NotFound;
        var act = ActOf(by, "look-in-emergency");
        if (by.Id != current.First && by.Id != current.Second) return NotAllowed;
        if (!current.IsOpen(act.At)) return new Refusal(current.Approved is null ? "emergency.not-approved" : "emergency.over");
        if (!library.Resources.TryGetValue(current.Asked.Resource, out var resource)) return NotFound;
        var request = Guid.CreateVersion7(act.At);
        // Written down before the look as well: an access that was used is reviewed as such even if the source fails.
        await streams.ActAsync(id, act, null, null, _ => new EmergencyEvent[] { new EmergencyUsed(request) });
        return await exchange.AskAsync(act, new()
        {
            Id = request, CaseNumber = "", Matter = "", Requirement = "", Purpose = Purpose, Resource = resource,
            Subject = current.Asked.Subject, Office = current.Asked.Office, Channel = channel, Reason = current.Asked.Reason,
            Facts = new()
            {
                Asked = resource.All, Declared = resource.All, ChannelCarries = GradeOfData.Important, IsGlassBroken = true,
            },
        }, Today);
    }

    /// <summary>Reviews it, by supervision; that also ends it.</summary>
    public async Task<Outcome<EmergencyAccess>> ReviewAsync(Guid id, Actor by, bool isRight, string? words)
    {
        if (FaultOf(words) is { } fault) return new Refusal("emergency.not-clear", RefusalKind.NotValid) { Fields = [fault] };
        var done = await streams.ActAsync(id, ActOf(by, "review-emergency"), null, null, current =>
            current is null || !MaySee(current, by) ? NotFound
            : by.Role != ActorRole.Supervisor || by.Id == current.Second ? NotAllowed
            : current.Approved is null ? new Refusal("emergency.not-approved")
            : current.Reviewed is not null ? new Refusal("emergency.already-reviewed")
            : new EmergencyEvent[] { new EmergencyReviewed(isRight, words!.Trim(), Today) });
        return done.Then<EmergencyAccess>(granted => granted.State);
    }

    /// <summary>Tells supervision of reviews past their limit; says how many were new.</summary>
    public Task<int> EscalateAsync(CancellationToken cancellation = default)
    {
        var today = Today;
        return rows.EscalateAsync<EmergencyRow, EmergencyAccess, EmergencyEvent>(
            streams, ActOf(Actor.Engine, "escalate-emergency"), today,
            current => current is { IsEscalated: false, Approved: not null, Reviewed: null }
                ? new EmergencyEscalated(today) : null, cancellation);
    }

    /// <summary>Emergency accesses that somebody may know of, the latest first: an agency's own; supervision all.</summary>
    public async Task<IReadOnlyList<EmergencyRow>> SeenByAsync(Actor by, int most = 100)
    {
        var office = by.Office;
        var all = by.Role == ActorRole.Supervisor;
        await using var db = rows.Open();
        return await db.Set<EmergencyRow>().Where(row => all || row.Office == office)
            .OrderByDescending(row => row.AskedAt).Take(most).ToListAsync();
    }

    /// <summary>Approved emergency accesses to somebody's data, the latest first.</summary>
    public async Task<IReadOnlyList<EmergencyRow>> OfAsync(IReadOnlyCollection<string> subjects, int most = 20)
    {
        await using var db = rows.Open();
        return await db.Set<EmergencyRow>().Where(row => subjects.Contains(row.Subject) && row.Until != null)
            .OrderByDescending(row => row.AskedAt).Take(most).ToListAsync();
    }

    private static bool MaySee(EmergencyAccess current, Actor by) =>
        by.Role == ActorRole.Supervisor || by.Role == ActorRole.Official && by.Office == current.Asked.Office;

    private static FieldFault? FaultOf(string? words) =>
        string.IsNullOrWhiteSpace(words) ? new("reason", "emergency.no-reason")
        : words.Length > LongestWords || words.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
            ? new("reason", "objection.words-not-readable") : null;

    private Act ActOf(Actor by, string name) => Act.Of(clock.GetUtcNow(), by, name);

    private static Refusal NotFound => new("emergency.not-found", RefusalKind.NotFound);

    private static Refusal NotAllowed => new("emergency.not-yours", RefusalKind.NotAllowed);
}
