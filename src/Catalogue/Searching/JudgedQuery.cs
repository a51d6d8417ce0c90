using Yitong.Packs;

namespace Yitong.Catalogue.Searching;

/// <summary>What somebody says, and what must come first (<c>search/queries.yaml</c>).</summary>
/// <param name="Say">The words.</param>
/// <param name="Expect">Codes of which one must be the first hit; empty when nothing may be found.</param>
/// <param name="IsHeldOut">Whether the query was kept apart while synonyms were tuned.</param>
/// <param name="Elsewhere">What must be said to be done elsewhere; null: nothing.</param>
public sealed record JudgedQuery(string Say, IReadOnlyList<string> Expect, bool IsHeldOut, string? Elsewhere = null)
{
    /// <summary>
    /// Whether what was found is right: the first hit is an expected one; or there is none where none may be, and what is done
    /// elsewhere is said.
    /// </summary>
    public bool IsMetBy(SearchFound found) => found.Hits is [var first, ..] ? Expect.Contains(first.Code, StringComparer.Ordinal)
        : Expect.Count == 0 && (Elsewhere is null || found.Elsewhere?.Key == Elsewhere);

    internal static IReadOnlyList<JudgedQuery> Read(PackSource source)
    {
        if (source.File("search", "queries.yaml", "queries") is not { } file) return [];
        var queries = new List<JudgedQuery>();
        foreach (var key in (string[])["tune", "heldOut"])
            queries.AddRange(file.List(key, record => new JudgedQuery(
                record.Text("say"), record.NamesAll("matter|journey", "expect"), key == "heldOut",
                record.NamesOrNull("elsewhere", "elsewhere"))));
        file.Close();
        return queries;
    }
}
