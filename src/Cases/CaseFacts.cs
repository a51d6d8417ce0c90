using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>What a decision may know besides the case.</summary>
public sealed record CaseFacts(Guid Stream, Act Act, DateOnly Today, CityPack Pack) : Facts(Stream, Act, Today, Pack)
{
    /// <summary>Whether the actor is the subject or holds a mandate for it that covers this case.</summary>
    public bool ActsForSubject { get; init; }

    /// <summary>
    /// The number of the case that the act opens: taken only where all else grants it. Empty for every other act, null when the
    /// day has none left.
    /// </summary>
    public string? Number { get; init; } = "";

    /// <summary>What the act does, decided already but for the number; null where no case is opened.</summary>
    internal IReadOnlyList<CaseEvent>? Drafted { get; init; }

    /// <summary>
    /// What an act that opens a case decides: what was drafted, under its number, or <c>case.numbers-ended</c>; what
    /// <paramref name="draft"/> says as long as nothing was.
    /// </summary>
    internal Outcome<IReadOnlyList<CaseEvent>> Numbered(Func<CaseFacts, Outcome<IReadOnlyList<CaseEvent>>> draft) =>
        Drafted is not [CaseOpened opened, ..] ? draft(this)
        : Number is null ? new Refusal("case.numbers-ended")
        : Outcome.Of<IReadOnlyList<CaseEvent>>([opened with { Number = Number }, .. Drafted.Skip(1)]);

    /// <summary>How many cases one account opens in a day, where whoever acts has opened as many; null where not.</summary>
    public int? MostOpened { get; init; }

    /// <summary>
    /// The subject's citizen number or credit code, where a case is opened or answers are given; null when the register has none.
    /// </summary>
    public string? SubjectCode { get; init; }

    /// <summary>What the subject is, where a case is opened; null when the register does not know it.</summary>
    public PartyKind? SubjectKind { get; init; }

    /// <summary>The city's catalogue, an immutable value.</summary>
    public CityCatalogue Catalogue => Pack.Catalogue();

    /// <summary>The national and local limits that every case shares.</summary>
    public CaseLimits Limits => Of<CaseLimits>();

    /// <summary>The edition a member was opened under.</summary>
    internal MatterEdition EditionOf(Member member) => Catalogue.Edition(member.Matter, member.Edition);
}

/// <summary>
/// Looks up for whom somebody acts, and takes a number where an act may open a case. Whose case it is never changes, so it is
/// read from memory. Thread-safe.
/// </summary>
internal sealed class GatheredCaseFacts(
    Streams<Case, CaseEvent> streams, PartyRegister parties, CaseNumbers numbers, OpeningQuota quota) : IFactsFor<CaseFacts>
{
    /// <inheritdoc/>
    public async ValueTask<CaseFacts> GatherAsync(Facts known, object command, CancellationToken cancellation)
    {
        var facts = new CaseFacts(known.Stream, known.Act, known.Today, known.Pack);
        switch (command)
        {
            case OpenCase { Subject.Party: var party } open:
                var subject = await parties.LoadAsync(party);
                facts = facts with
                {
                    ActsForSubject = await ActsForAsync(known, party, open.Matter ?? open.Journey ?? ""),
                    SubjectCode = subject?.Code, SubjectKind = subject?.Kind,
                    MostOpened = quota.IsUsedUp(known) ? quota.Most : null,
                };
                // What is refused takes no number: a day has so many for the whole city.
                if (open.TryOn(null, facts) is not { IsGranted: true, Value: var drafted }) return facts;
                quota.Use(known);
                return facts with { Drafted = drafted, Number = (await numbers.NextAsync(known.Today))?.Text };
            case TakePackage take when await streams.RecallAsync(known.Stream, cancellation) is null
                && take.TryOn(null, facts) is { IsGranted: true, Value: var taken }:
                return facts with { Drafted = taken, Number = (await numbers.NextAsync(known.Today))?.Text };
            default:
                return known.By.Role == ActorRole.Resident
                    && await streams.RecallAsync(known.Stream, cancellation) is { } current
                    ? facts with
                    {
                        ActsForSubject = await ActsForAsync(known, current.Subject.Party, current.Code),
                        SubjectCode = command is GiveAnswers or SupplyGaps or DoubtEvidence
                            ? (await parties.LoadAsync(current.Subject.Party))?.Code : null,
                    } : facts;
        }
    }

    private async ValueTask<bool> ActsForAsync(Facts known, Guid subject, string code) =>
        known.By.Role == ActorRole.Resident && Guid.TryParse(known.By.Id, out var person)
        && await parties.ActsForAsync(person, subject, code, known.Today);
}
