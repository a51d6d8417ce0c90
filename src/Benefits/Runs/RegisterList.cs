using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Draws the list of a run up from the city's registers: everybody whom the edition of the policy's card gives something on the
/// day of the run. Thread-safe.
/// </summary>
internal sealed class RegisterList(CityRegisters registers, LiveLibrary library, CityCatalogue catalogue, Rows rows)
{
    private const int NamesAtOnce = 500;

    /// <summary>
    /// The list behind a subject, in ascending order of codes; the same whenever it is drawn from the same facts.
    /// </summary>
    public async IAsyncEnumerable<Entitled> DrawAsync(
        RunTerms terms, string after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var edition = (await library.NowAsync()).Find(terms.Policy)?.Editions
            .FirstOrDefault(each => each.Card.Edition == terms.Edition)
            ?? throw new InvalidOperationException($"The edition {terms.Edition} of {terms.Policy} is not in the library.");
        var rule = Binder.Bind(edition.Card, terms.AsOf, catalogue.Calendar).Rule
            ?? throw new InvalidOperationException($"The card {terms.Policy} cannot be fixed to {terms.AsOf:yyyy-MM-dd}.");
        var facts = edition.Card.FactsUsed.Select(fact => fact.Index).ToArray();
        var matched = await registers.AskAsync(edition.Card.For, terms.AsOf, register => Matched(register, rule, facts, after));
        foreach (var some in matched.Chunk(NamesAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            var names = await NamesAsync([.. some.Select(each => each.Subject)]);
            foreach (var (subject, fen, reason) in some)
                yield return new(subject, names.GetValueOrDefault(subject) ?? Masking.Code(subject), fen, reason, null);
        }
    }

    private static List<(string Subject, long Fen, string Reason)> Matched(
        Register register, BoundRule rule, int[] facts, string after)
    {
        var set = new MatchSet([rule], register);
        var found = new List<(string Subject, long Fen, string Reason)>();
        foreach (var row in set.Mark(0).Matched.Marked())
            if (set.FenOf(0, row) is > 0 and var fen && register.CodeOf(row).ToString() is var subject
                && string.CompareOrdinal(subject, after) > 0)
                found.Add((subject, fen, Digest(register, row, facts, rule)));
        found.Sort((left, right) => string.CompareOrdinal(left.Subject, right.Subject));
        return found;
    }

    // By which edition and from which values the rule said yes: whoever doubts a line can judge it anew and compare.
    private static string Digest(Register register, int row, int[] facts, BoundRule rule)
    {
        var text = new StringBuilder(rule.Edition);
        foreach (var fact in facts)
        {
            var value = register[row, fact];
            text.Append('|').Append(fact).Append('=').Append(value.IsKnown ? $"{value.Number}/{value.Over}" : "?");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }

    private async Task<Dictionary<string, string>> NamesAsync(string[] codes)
    {
        await using var db = rows.Open();
        return await db.Set<PartyRow>().Where(row => codes.Contains(row.Code))
            .ToDictionaryAsync(row => row.Code, row => row.Name);
    }
}
