using System.Collections.Immutable;
using System.Text.Json;
using Yitong.Catalogue;
using Yitong.Evidence;

namespace Yitong.Cases;

/// <summary>Asks connected cities for evidence that they hold. Thread-safe.</summary>
internal sealed class CrossCityEvidence(
    Partners partners, CrossCityClient client, CityCatalogue catalogue, TimeProvider clock)
{
    // It may just be starting; the case's own pause grows when it is not.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    /// <summary>How to ask a city; null where it is not connected.</summary>
    public AskPartner? Of(string city) => partners.Cities.GetValueOrDefault(city) is not { } partner ? null
        : (question, resource, items, cancellation) => AskAsync(partner, question, resource, items, cancellation);

    private async Task<PartnerReply> AskAsync(
        Partner partner, SourceQuestion question, string resource, ImmutableArray<string> items, CancellationToken cancellation)
    {
        if (catalogue.Matter(question.Matter)?.Editions[^1] is not { } matter)
            return new(null, new SourceRefused("another city is asked for a case only"));
        var asked = new PartnerQuestion(
            question.Request, resource, question.Subject, items, question.Purpose, new(
                question.CaseNumber, matter.Codes.Basic, matter.Title, catalogue.AgencyName(question.Office),
                question.Relation, question.HasConsent));
        try
        {
            var said = await client.SendAsync(
                partner, HttpMethod.Post, CrossCityRoutes.Evidence,
                JsonSerializer.SerializeToUtf8Bytes(asked, PartnerJson.Default.PartnerQuestion), cancellation);
            return ReplyOf(said, asked);
        }
        catch (PartnerAwayException away)
        {
            return new(null, away.Code switch
            {
                "regional.fault.turned-away" => new SourceRefused("the city does not accept this city's signature"),
                "regional.fault.not-it" => new SourceWrong("the answer is not signed by the city"),
                _ => Away(away.Code),
            });
        }
    }

    private PartnerReply ReplyOf(Said said, PartnerQuestion asked)
    {
        if (said.Status == StatusCodes.Status200OK)
            return PartnerJson.Read(said.Body, PartnerJson.Default.PartnerAnswer) is { } answer
                && answer.Fits(partners.Own.Verifier.Name, asked) ? new(answer, null, said.Signature)
                : new(null, new SourceWrong("the answer does not fit the question"));
        var code = SaidNo.Read(said.Body)?.Code ?? $"status {said.Status}";
        return new(null, said.Status == StatusCodes.Status503ServiceUnavailable
            ? Away(code) : new SourceWrong(code));
    }

    private SourceAway Away(string cause) => new(clock.GetUtcNow() + Soon, cause);
}
