using System.Collections.Immutable;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>
/// Answers cities that need evidence which this one holds: by its own agreement with them, through its own gate, with an entry
/// that its own people see. Thread-safe.
/// </summary>
public sealed class PartnerExchange(Exchange exchange, CityPack pack, TimeProvider clock)
{
    private const int MostItems = EvidenceResource.MostItems;
    private readonly EvidenceLibrary library = pack.Evidence();
    private readonly CityCatalogue catalogue = pack.Section<CityCatalogue>();

    /// <summary>
    /// The id here of a request that another city made: the same for the same request always, so that there is one entry however
    /// often it arrives.
    /// </summary>
    /// <param name="city">Division code of the city that asks.</param>
    /// <param name="request">Id of the request there.</param>
    public static Guid EntryOf(string city, Guid request) => StreamIds.Of($"{city} {request:n}");

    /// <summary>Answers; every answer, denials included, is written down before it is given.</summary>
    /// <param name="city">Division code of the city that asks, proven by its signature.</param>
    /// <param name="question">What it asks.</param>
    /// <param name="cancellation">Gives up while nothing has been written.</param>
    /// <returns>
    /// The answer; or <c>regional.message-not-valid</c>, <c>regional.no-such-resource</c>, and what
    /// <see cref="Exchange.AskAsync"/> refuses.
    /// </returns>
    public async Task<Outcome<PartnerAnswer>> AnswerAsync(
        string city, PartnerQuestion question, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var ask = Ask(city, question, library, catalogue);
        if (ask.Refusal is { } refusal) return refusal;
        var by = new Actor(CityCatalogue.CityPrefix + city, ActorRole.Engine);
        var answered = await exchange.AskAsync(
            Act.Of(now, by, "answer-partner"), ask.Value, pack.City.DayOf(now), cancellation);
        return answered.Then<PartnerAnswer>(answer => new PartnerAnswer(
            question.Id, answer.Outcome, answer.Values, answer.Rule, answer.RetryAt, answer.Receipt));
    }

    /// <summary>
    /// The question to the exchange. Pure. What must be denied is asked all the same, so that the try is written down.
    /// </summary>
    internal static Outcome<EvidenceAsk> Ask(
        string city, PartnerQuestion question, EvidenceLibrary library, CityCatalogue catalogue)
    {
        if (FaultOf(question) is { } field)
            return new Refusal("regional.message-not-valid", RefusalKind.NotValid).With("field", field);
        // What this city itself gets from another is not passed on.
        if (library.Resources.GetValueOrDefault(question.Resource) is not { } resource
            || library.Connectors.GetValueOrDefault(resource.Connector) is { City: not null })
            return new Refusal("regional.no-such-resource", RefusalKind.NotFound).With("resource", question.Resource);
        if (PartyCode.Parse(question.Subject) is not { } code
            || resource.Holder != (code.IsPerson ? EvidenceHolder.Person : EvidenceHolder.Company))
            return new Refusal("regional.message-not-valid", RefusalKind.NotValid).With("field", "subject");
        var about = question.Case;
        return new EvidenceAsk
        {
            Id = EntryOf(city, question.Id), CaseNumber = about.Number, Matter = about.BasicCode, Requirement = resource.Type,
            Purpose = question.Purpose, Resource = resource, Subject = code.Text, Office = CityCatalogue.CityPrefix + city,
            Channel = Channel, From = new(city, about.Office, about.Title, about.Relation),
            Facts = new()
            {
                // The other city's word, which its own log keeps: the case is open, its step needs this, the office holds it.
                IsCaseOpen = true, IsNeededNow = true, HoldsTask = true,
                Relation = about.Relation, IsRelationDeclared = about.Relation != EvidenceRelation.None,
                HasConsent = about.HasConsent, ChannelCarries = GradeOfData.Personal,
                Asked = resource.BitsOf(question.Items) ?? 0,
                Declared = Declared(resource, about.BasicCode, catalogue),
            },
        };
    }

    /// <summary>The way by which other cities ask.</summary>
    public const string Channel = "partner";

    // A matter that both cities have needs there what it needs here; of any other the agreement alone says what it needs.
    private static ulong Declared(EvidenceResource resource, string basicCode, CityCatalogue catalogue)
    {
        var materials = catalogue.Matters.Values.SelectMany(matter => matter.Editions)
            .Where(edition => edition.Codes.Basic == basicCode).SelectMany(edition => edition.Materials)
            .Where(material => material.EvidenceType == resource.Type).ToList();
        return materials.Count == 0 ? resource.All
            : materials.Aggregate(0UL, (bits, material) => bits | EvidenceLibrary.Declared(resource, material));
    }

    private static string? FaultOf(PartnerQuestion question) =>
        question.Id == Guid.Empty ? "id"
        : question.Items.IsDefaultOrEmpty || question.Items.Length > MostItems
            || question.Items.Any(item => !IsWord(item, 100)) ? "items"
        : !IsWord(question.Resource, 100) ? "resource"
        : !IsWord(question.Purpose, 100) ? "purpose"
        : !IsWord(question.Case.Number, 40) ? "number"
        : !IsWord(question.Case.BasicCode, 40) ? "basicCode"
        : !IsWord(question.Case.Title, 200) ? "title"
        : !IsWord(question.Case.Office, 200) ? "office"
        : !Enum.IsDefined(question.Case.Relation) ? "relation"
        : null;

    private static bool IsWord(string text, int most) =>
        text.Length > 0 && text.Length <= most && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);
}
