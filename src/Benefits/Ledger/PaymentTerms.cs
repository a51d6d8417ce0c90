using System.Collections.Immutable;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>What an edition of a policy says of the payments under it.</summary>
internal static class PaymentTerms
{
    /// <summary>The clause that a policy's payments rest on, with the document that it stands in.</summary>
    public static string ClauseOf(PolicyEdition edition, PolicyLibrary policies) =>
        policies.Documents.TryGetValue(edition.Document, out var document)
            ? $"{document.Number ?? document.Title} {edition.Card.Clause}" : edition.Card.Clause;

    /// <summary>Under which name a policy's payments are unique.</summary>
    public static string ClaimOf(PolicyEdition edition) => edition.ExclusiveGroup ?? edition.Policy;

    /// <summary>The claims of the policies that cannot be had together with this one.</summary>
    public static ImmutableArray<string> ExcludesOf(PolicyEdition edition, PolicyLibrary policies, DateOnly day) =>
        [.. policies.ExcludedBy(edition, day).Select(ClaimOf).Where(claim => claim != ClaimOf(edition)).Distinct()];

    /// <summary>How often a policy's amount is given.</summary>
    public static OncePer RhythmOf(PolicyEdition edition) => edition.Card.Amount?.OncePer ?? OncePer.Ever;

    /// <summary>The period of a policy's amount in which a day lies.</summary>
    public static string PeriodOf(PolicyEdition edition, DateOnly day) => BenefitPeriod.Of(RhythmOf(edition), day).Text;

    /// <summary>The policy to which a budget belongs alone, as its code says; null for one that any policy may draw on.</summary>
    public static SupportPolicy? OwnerOf(string code, PolicyLibrary policies) =>
        code.LastIndexOf('-') is > 0 and var end ? policies.Find(code[..end]) : null;

    /// <summary>Whether a text can be the code of a policy or subject.</summary>
    public static bool IsCode(string? text) =>
        text is { Length: > 0 and <= 40 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
