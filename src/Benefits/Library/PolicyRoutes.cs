using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>The policy library: the list and the page of each policy (惠企政策).</summary>
internal static class PolicyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policies", async (
            [AsParameters] PolicyFilter filter, LiveLibrary library, CityCatalogue city, Wording wording) =>
        {
            if (filter.Fault is not null) return Screens.Error(StatusCodes.Status400BadRequest);
            var policies = await library.NowAsync();
            var found = filter.Of(policies, city, wording.Today);
            return Screens.Show(new PoliciesPage
            {
                Filter = filter, Library = policies, Count = found.Count,
                Found = PolicyFilter.PageOf(found, filter.After, PolicyFilter.PerPage),
            });
        });

        routes.MapGet("/policies/{id}", async (
            string id, LiveLibrary library, Wording wording, Standings standings, Visitor visitor, Subjects subjects) =>
        {
            var policies = await library.NowAsync();
            if (policies.Find(id) is not { } policy) return Results.NotFound();
            var edition = policy.Shown(wording.Today);
            return Screens.Show(new PolicyPage
            {
                Policy = policy, Edition = edition, Document = policies.Documents[edition.Document],
                Excluded = policies.ExcludedBy(edition, wording.Today),
                Mine = await standings.ToAsync(edition),
                MayAsk = !visitor.IsSignedIn || await subjects.FindAsync(null, edition.Card.For) is not null,
            });
        });
    }
}

/// <summary>What of the library is asked for.</summary>
/// <param name="Q">Plain words in title, summary, tags or id.</param>
/// <param name="For">company or person.</param>
/// <param name="Agency">Code of the agency.</param>
/// <param name="Kind">What people call it.</param>
/// <param name="Delivery">How it reaches people, in kebab case.</param>
/// <param name="All">Also those that are not in force today.</param>
/// <param name="After">Behind which policy the list goes on.</param>
public sealed record PolicyFilter(
    string? Q = null, string? For = null, string? Agency = null, string? Kind = null, string? Delivery = null,
    string? All = null, string? After = null)
{
    /// <summary>Policies on a page.</summary>
    public const int PerPage = 20;
    private const int LongestQuery = 80;

    /// <summary>What is wrong with what is asked for; null when all is well.</summary>
    internal Refusal? Fault => EnumNames.Read<SubjectKind>("for", For, out _)
        ?? EnumNames.Read<BenefitDelivery>("delivery", Delivery, out _);

    /// <summary>The editions that fit, in the order of their ids.</summary>
    public IReadOnlyList<PolicyEdition> Of(PolicyLibrary library, CityCatalogue city, DateOnly day)
    {
        var words = (Q ?? "").Trim() is var text && text.Length > LongestQuery ? text[..LongestQuery] : text;
        EnumNames.Read<SubjectKind>("for", For, out var subject);
        EnumNames.Read<BenefitDelivery>("delivery", Delivery, out var delivery);
        return
        [
            .. library.Policies.Values.OrderBy(policy => policy.Id, StringComparer.Ordinal)
                .Select(policy => All is null ? policy.On(day) : policy.Shown(day)).OfType<PolicyEdition>()
                .Where(edition => subject is null || edition.Card.For == subject)
                .Where(edition => string.IsNullOrEmpty(Agency) || edition.Agency == Agency)
                .Where(edition => string.IsNullOrEmpty(Kind) || edition.Kind == Kind)
                .Where(edition => delivery is null || edition.Delivery == delivery)
                .Where(edition => words.Length == 0 || words.Split(' ').All(word => Has(edition, word, city))),
        ];
    }

    /// <summary>
    /// A page of what fits, behind the policy of an id. The library is in memory: there is no table to ask.
    /// </summary>
    public static Page<PolicyEdition> PageOf(IReadOnlyList<PolicyEdition> found, string? after, int take)
    {
        var rest = found.Where(edition => after is null || string.CompareOrdinal(edition.Policy, after) > 0)
            .Take(take + 1).ToList();
        return rest.Count <= take ? new(rest, null) : new(rest[..take], rest[take - 1].Policy);
    }

    private static bool Has(PolicyEdition edition, string word, CityCatalogue city) =>
        LikeText.Holds(edition.Card.Title, word) || LikeText.Holds(edition.Summary, word)
        || edition.Tags.Any(tag => LikeText.Holds(tag, word)) || LikeText.AreAlike(edition.Policy, word)
        || LikeText.Holds(city.AgencyName(edition.Agency), word);
}
