using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// Opens a case as a draft, for a matter or a journey. The editions in force today are the ones that the case keeps.
/// </summary>
/// <param name="Matter">The matter's code; exactly one of this and <paramref name="Journey"/>.</param>
/// <param name="Journey">The journey's code.</param>
/// <param name="Subject">Whose affair it is.</param>
/// <param name="Applicant">Who applies.</param>
/// <param name="Station">The station's code when a clerk lodges.</param>
/// <param name="Answers">Answers given at once, raw.</param>
/// <param name="Materials">Materials handed over at once.</param>
[Act("open-case")]
public sealed record OpenCase(
    string? Matter, string? Journey, Subject Subject, Applicant Applicant, string? Station,
    IReadOnlyDictionary<string, string?>? Answers = null, IReadOnlyList<MaterialCopy>? Materials = null)
    : IBeginning<Case, CaseEvent, CaseFacts>
{
    /// <summary>Division code of the city that is to decide it (区域通办); null: this one.</summary>
    public string? Destination { get; init; }

    /// <inheritdoc/>
    public Refusal? NotNow(CaseFacts facts) =>
        facts.By.Role is ActorRole.Resident or ActorRole.Clerk ? null : new("case.applicant-only", RefusalKind.NotAllowed);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(CaseFacts facts)
    {
        if (Matter is null == Journey is null) return new Refusal("case.one-of-matter-or-journey", RefusalKind.NotValid);
        if (Lodge(facts) is { IsGranted: false } lodge) return lodge.Refusal!;
        var members = Matter is not null ? Single(Matter, facts) : Bundle(Journey!, facts);
        if (members.Refusal is { } refusal) return refusal;

        var kind = Matter is not null ? CaseKind.Matter : CaseKind.Journey;
        var subject = Subject with { Code = CodeIn(facts) };
        var opened = new CaseOpened(
            facts.Number, kind, Matter ?? Journey!, subject, Applicant, Lodge(facts).Value, members.Value, facts.Today)
        {
            Destination = Destination,
        };
        return GiveAtOnce(CaseFold.Apply(facts.Stream, null, opened), opened, facts);
    }

    private string? CodeIn(CaseFacts facts) => facts.SubjectCode is { Length: > 0 } known ? known : Subject.Code;

    /// <summary>
    /// The refusal of whoever may not act for a subject. What an organisation is called is public; of a person it does not even
    /// tell whether the city knows them.
    /// </summary>
    internal static Refusal NoMandate(Subject? subject) => new Refusal("case.no-mandate", RefusalKind.NotAllowed)
        .With("subject", subject is { IsCompany: true } ? subject.Name : Masking.Hidden);

    private Outcome<Lodging> Lodge(CaseFacts facts) => facts.By switch
    {
        { Role: ActorRole.Resident } when !facts.ActsForSubject =>
            NoMandate(Subject),
        { Role: ActorRole.Resident } when Station is not null =>
            new Refusal("case.station-needs-clerk", RefusalKind.NotAllowed),
        { Role: ActorRole.Resident } => Lodging.Online,
        { Role: ActorRole.Clerk, Office: { } own } when Station is null || Station == own =>
            new Lodging(Channel.Station, own, facts.By.Id),
        _ => new Refusal("case.other-station", RefusalKind.NotAllowed),
    };

    private Outcome<ImmutableArray<OpenedMember>> Single(string matter, CaseFacts facts)
    {
        if (facts.Catalogue.Matter(matter) is not { } found)
            return new Refusal("case.no-such-matter", RefusalKind.NotValid).With("matter", matter);
        if (found.On(facts.Today) is not { } edition)
            return new Refusal("case.matter-not-in-force", RefusalKind.NotValid).With("matter", matter);
        if (!Fits(edition.Audience)) return NotFor(edition.Title);
        if (Destination is null) return ImmutableArray.Create(new OpenedMember(matter, edition.From, edition.Agency, []));
        return NotHandedOver(edition, facts) is { } no ? no
            : ImmutableArray.Create(new OpenedMember(matter, edition.From, Handover.AgencyOf(Destination), []));
    }

    private Refusal? NotHandedOver(MatterEdition edition, CaseFacts facts) =>
        !facts.Catalogue.Partners.ContainsKey(Destination!)
            ? new Refusal("regional.no-such-partner", RefusalKind.NotValid).With("city", Destination!)
        : !edition.IsRegional ? new Refusal("regional.matter-not-regional", RefusalKind.NotValid).With("title", edition.Title)
        // Another city knows a party by its code alone.
        : string.IsNullOrEmpty(CodeIn(facts))
            ? new Refusal("regional.subject-without-code", RefusalKind.NotValid).With("subject", Subject.Name)
        : null;

    private Outcome<ImmutableArray<OpenedMember>> Bundle(string code, CaseFacts facts)
    {
        if (Destination is not null)
            return new Refusal("regional.matters-only", RefusalKind.NotValid);
        if (facts.Catalogue.Journey(code) is not { } journey)
            return new Refusal("case.no-such-journey", RefusalKind.NotValid).With("journey", code);
        if (!Fits(journey.Audience)) return NotFor(journey.Title);
        return JourneyGraph.Members(journey, ImmutableDictionary<string, string>.Empty, facts.Catalogue, facts.Today);
    }

    // A founder applies as a person for what will become a company; so matters for companies take persons too,
    // while matters for persons never take a company.
    private bool Fits(Audience audience) =>
        !Subject.IsCompany || (audience & (Audience.Company | Audience.SelfEmployed)) != 0;

    private Refusal NotFor(string title) => new Refusal("case.not-for-companies", RefusalKind.NotValid)
        .With("title", title).With("subject", Subject.Name);

    private Outcome<IReadOnlyList<CaseEvent>> GiveAtOnce(Case draft, CaseOpened opened, CaseFacts facts)
    {
        List<CaseEvent> events = [opened];
        if (Answers is { Count: > 0 })
        {
            var given = new GiveAnswers(Answers).TryOn(draft, facts);
            if (given.Refusal is { } refusal) return refusal;
            events.AddRange(given.Value);
        }
        foreach (var copy in Materials ?? [])
        {
            var handed = new HandOverMaterial(copy).TryOn(draft, facts);
            if (handed.Refusal is { } refusal) return refusal;
            events.AddRange(handed.Value);
        }
        return events;
    }
}
