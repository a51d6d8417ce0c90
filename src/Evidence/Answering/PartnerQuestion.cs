using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Yitong.Catalogue;

namespace Yitong.Evidence;

/// <summary>
/// What a city's office asks another city that holds the evidence. The asking city has run its own gate; what it says of its
/// case is its word, under its signature.
/// </summary>
/// <param name="Id">Id of the request in the asking city. However often it is sent, it is one request.</param>
/// <param name="Resource">Code of the resource in the city that is asked.</param>
/// <param name="Subject">Citizen number or credit code of the one asked after.</param>
/// <param name="Items">Codes of the items and questions there.</param>
/// <param name="Purpose">Code of the purpose.</param>
/// <param name="Case">The case that it is for.</param>
public sealed record PartnerQuestion(
    Guid Id, string Resource, string Subject, ImmutableArray<string> Items, string Purpose, PartnerCase Case);

/// <summary>A case as the city that asks tells of it.</summary>
/// <param name="Number">Its number there.</param>
/// <param name="BasicCode">National basic code of the matter (基本编码): each city has its own code for it.</param>
/// <param name="Title">The matter's title there.</param>
/// <param name="Office">Name of the agency that asks.</param>
/// <param name="Relation">How the one asked after stands to the case.</param>
/// <param name="HasConsent">Whether the one asked after has consented there, for what the law wants consent for.</param>
public sealed record PartnerCase(
    string Number, string BasicCode, string Title, string Office, EvidenceRelation Relation, bool HasConsent);

/// <summary>What the city that holds the evidence answers, after its own gate and its own entry.</summary>
/// <param name="Id">Id of the request in the asking city.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Values">Values by code of the item there; empty unless supplied.</param>
/// <param name="Rule">The rule of its gate that denied.</param>
/// <param name="RetryAt">When to ask again; null unless its source is away.</param>
/// <param name="Receipt">Its receipt: names its entry, which its public log holds.</param>
public sealed record PartnerAnswer(
    Guid Id, EvidenceOutcome Outcome, ImmutableDictionary<string, string> Values, GateRule Rule, DateTimeOffset? RetryAt,
    EvidenceReceipt Receipt)
{
    /// <summary>
    /// Whether it is an answer to the question: nothing in it that was not asked for, and the receipt is for these values.
    /// </summary>
    /// <param name="asker">Division code of the city that asked.</param>
    /// <param name="question">What it asked.</param>
    public bool Fits(string asker, PartnerQuestion question) =>
        Id == question.Id && Enum.IsDefined(Outcome) && Receipt.Request == PartnerExchange.EntryOf(asker, Id)
        && Receipt.Resource == question.Resource && Values.Keys.All(question.Items.Contains)
        && (Outcome is EvidenceOutcome.Supplied or EvidenceOutcome.Partial
            ? Receipt is { AsOf: not null, ItemsHash: { } hash } && hash == Exchange.HashOf(Receipt.Request, Values)
            : Values.IsEmpty);
}

/// <summary>Questions and answers between cities, as JSON. What is missing or null where it may not be is no message.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 8)]
[JsonSerializable(typeof(PartnerQuestion))]
[JsonSerializable(typeof(PartnerAnswer))]
public sealed partial class PartnerJson : JsonSerializerContext
{
    /// <summary>Reads a message; null when it is none.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Puts a question to a city; throws for nothing that the city does, only when it is cancelled.</summary>
/// <param name="question">What this city's gate allowed.</param>
/// <param name="resource">Code of the resource there.</param>
/// <param name="items">Codes of the items there.</param>
/// <param name="cancellation">Gives up.</param>
public delegate Task<PartnerReply> AskPartner(
    SourceQuestion question, string resource, ImmutableArray<string> items, CancellationToken cancellation);

/// <summary>What came back from a city.</summary>
/// <param name="Answer">Its answer, checked; null when <paramref name="Instead"/> says what came instead.</param>
/// <param name="Instead">Why there is none.</param>
/// <param name="Signature">The city's signature over the answer; null where there is none.</param>
public sealed record PartnerReply(PartnerAnswer? Answer, SourceAnswer? Instead, string? Signature = null);
