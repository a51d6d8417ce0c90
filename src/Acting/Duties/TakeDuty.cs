using System.Globalization;
using Yitong.Kernel;

namespace Yitong.Acting;

/// <summary>The name of whoever takes a duty, as the sign-in said it.</summary>
/// <param name="Name">Their name.</param>
public sealed record Taker(string Name);

/// <summary>
/// An official takes a duty of their office upon themself (认领), or over from the colleague whom they saw doing it. A duty that
/// was met, or is another office's, cannot be taken.
/// </summary>
/// <param name="Thing">The thing that the duty belongs to.</param>
/// <param name="Part">Part of the thing; empty for the whole.</param>
/// <param name="Slot">Which duty of it.</param>
/// <param name="Kind">What is to be done.</param>
/// <param name="Since">Since when.</param>
/// <param name="From">The account of the colleague who does it; missing where nobody does.</param>
/// <param name="By">Who takes it.</param>
[Act("take-duty")]
public sealed record TakeDuty(
    [Ask] Guid? Thing, [Ask(IsOptional = true)] string? Part, [Ask(IsOptional = true)] string? Slot,
    [Ask(Missing = "body.field-missing")] string? Kind,
    [Ask] DateOnly? Since, [Ask(IsOptional = true)] string? From = null, Taker? By = null)
    : IBeginning<DutyTaking, DutyTakingEvent, DutyFacts>
{
    /// <inheritdoc/>
    public string? About => string.Create(
        CultureInfo.InvariantCulture, $"duty-taking:{Thing}:{Part}:{Slot}:{Since:yyyy-MM-dd}:{Kind}");

    /// <inheritdoc/>
    public Refusal? NotNow(DutyFacts facts) => facts.By.Role != ActorRole.Official ? NotFound
        : Thing is null || Kind is null || Since is null ? null
        : facts.Duty is { } duty && facts.IsOfficialOf(duty.Office) ? null : NotFound;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<DutyTakingEvent>> Decide(DutyFacts facts) => From is null ? Taken(facts) : Stale;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<DutyTakingEvent>> Again(DutyTaking now, DutyFacts facts) =>
        now.By == facts.By.Id ? Array.Empty<DutyTakingEvent>() : now.By == From ? Taken(facts) : Stale;

    private Outcome<IReadOnlyList<DutyTakingEvent>> Taken(DutyFacts facts) => new DutyTakingEvent[]
    {
        new DutyTaken(
            Thing!.Value, Part ?? "", Slot ?? "", Kind!, facts.Duty!.Office, Since!.Value, facts.By.Id, By?.Name ?? facts.By.Id),
    };

    // Somebody else was faster: the page shows who does it now.
    private static Refusal Stale => new("duty.taken-meanwhile", RefusalKind.Stale);

    private static Refusal NotFound => new("duty.not-found", RefusalKind.NotFound);
}

/// <summary>Whoever took a duty puts it back (放回): nobody does it then.</summary>
[Act("return-duty")]
public sealed record ReturnDuty : ICommand<DutyTaking, DutyTakingEvent, DutyFacts>
{
    /// <inheritdoc/>
    public Refusal? NotNow(DutyTaking now, DutyFacts facts) =>
        now.Taken.By == facts.By.Id ? null : new("duty.not-yours", RefusalKind.NotAllowed);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<DutyTakingEvent>> Decide(DutyTaking now, DutyFacts facts) =>
        now.IsReturned ? Array.Empty<DutyTakingEvent>() : new DutyTakingEvent[] { new DutyReturned() };
}
