using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// Opens a case as a draft, for a matter or a journey. The editions in force today are the ones that the case keeps.
/// </summary>
/// <param name="Matter">The matter's code; exactly one of matter and journey.</param>
/// <param name="Journey">The journey's code.</param>
/// <param name="Named">Citizen number, credit code or party id; oneself when missing. A clerk must name it.</param>
/// <param name="Answers">Answers given at once, by question key: text, number or yes and no as the guide's form says.</param>
/// <param name="Materials">Materials handed over at once, as a program sends them.</param>
/// <param name="Station">The clerk's station; only clerks may name it.</param>
/// <param name="Destination">Division code of the city that is to decide it (区域通办); null: this one.</param>
/// <param name="Subject">Whose affair it is.</param>
/// <param name="Applicant">Who applies.</param>
/// <param name="Copies">What is kept of the materials.</param>
[Act("open-case")]
public sealed record OpenCase(
    [Ask(IsOptional = true)] string? Matter, [Ask(IsOptional = true)] string? Journey,
    [Ask(Name = "subject", IsOptional = true)] string? Named = null,
    [property: JsonConverter(typeof(AnswersJson))][Ask(IsOptional = true)] IReadOnlyDictionary<string, string?>? Answers = null,
    [Ask(IsOptional = true)] IReadOnlyList<SentMaterial>? Materials = null, [Ask(IsOptional = true)] string? Station = null,
    [Ask(IsOptional = true)] string? Destination = null, Subject? Subject = null, Applicant? Applicant = null,
    IReadOnlyList<MaterialCopy>? Copies = null) : IBeginning<Case, CaseEvent, CaseFacts>
{
    /// <inheritdoc/>
    public Refusal? NotNow(CaseFacts facts) =>
        facts.By.Role is not (ActorRole.Resident or ActorRole.Clerk) ? new("case.applicant-only", RefusalKind.NotAllowed)
        : facts.MostOpened is { } most ? new Refusal("case.too-many-today").With("most", $"{most}")
        : null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(CaseFacts facts) => facts.Numbered(Draft);

    // All but the number, which is taken only for what is granted.
    private Outcome<IReadOnlyList<CaseEvent>> Draft(CaseFacts facts)
    {
        if (Subject is null || Applicant is null) return NoMandate(null);
        if (Matter is null == Journey is null) return new Refusal("case.one-of-matter-or-journey", RefusalKind.NotValid);
        if (Lodge(facts) is { IsGranted: false } lodge) return lodge.Refusal!;
        var members = Matter is not null ? Single(Matter, facts) : Bundle(Journey!, facts);
        if (members.Refusal is { } refusal) return refusal;

        var kind = Matter is not null ? CaseKind.Matter : CaseKind.Journey;
        var subject = Subject with { Code = CodeIn(facts) };
        var opened = new CaseOpened(
            facts.Number ?? "", kind, Matter ?? Journey!, subject, Applicant, Lodge(facts).Value, members.Value, facts.Today)
        {
            Destination = Destination,
        };
        return GivenAtOnce.On(CaseFold.Apply(facts.Stream, null, opened), Answers, Copies, facts)
            .Then<IReadOnlyList<CaseEvent>>(given => given.Prepend(opened).ToArray());
    }

    private string? CodeIn(CaseFacts facts) => facts.SubjectCode is { Length: > 0 } known ? known : Subject!.Code;

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
        if (!Eligibility.Takes(edition, KindIn(facts))) return NotFor(edition.Title, edition.Audience, facts);
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
            ? new Refusal("regional.subject-without-code", RefusalKind.NotValid).With("subject", Subject!.Name)
        : null;

    private Outcome<ImmutableArray<OpenedMember>> Bundle(string code, CaseFacts facts)
    {
        if (Destination is not null)
            return new Refusal("regional.matters-only", RefusalKind.NotValid);
        if (facts.Catalogue.Journey(code) is not { } journey)
            return new Refusal("case.no-such-journey", RefusalKind.NotValid).With("journey", code);
        if (!Eligibility.Takes(journey, KindIn(facts), facts.Catalogue, facts.Today))
            return NotFor(journey.Title, journey.Audience, facts);
        return JourneyGraph.Members(journey, ImmutableDictionary<string, string>.Empty, facts.Catalogue, facts.Today);
    }

    // Who is in no register says of themself only whether they are a person.
    private Audience KindIn(CaseFacts facts) => facts.SubjectKind is { } kind ? Eligibility.Of(kind)
        : Subject!.IsCompany ? Audience.Company | Audience.SelfEmployed : Audience.Person;

    private Refusal NotFor(string title, Audience audience, CaseFacts facts) =>
        new Refusal(Subject!.IsCompany ? "case.not-for-companies" : "case.not-for-persons", RefusalKind.NotValid)
            .With("title", title).With("subject", Subject.Name).With("who", Eligibility.Words(audience, facts.Pack.Texts));
}
