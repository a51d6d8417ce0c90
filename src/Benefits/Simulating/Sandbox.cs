using Yitong.Catalogue;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>What became of trying a card.</summary>
/// <param name="Faults">What is wrong with it; where its own tests alone speak against it, all else is known too.</param>
/// <param name="Edition">The card as read; null when it cannot be.</param>
/// <param name="InForce">The edition that it would replace; null when there is none.</param>
/// <param name="Notices">What its author may not have meant.</param>
/// <param name="Simulation">Who and how much; null when it cannot be read.</param>
public sealed record SandboxAnswer(
    IReadOnlyList<CardFault> Faults, PolicyEdition? Edition, PolicyEdition? InForce, IReadOnlyList<RuleNotice> Notices,
    Simulation? Simulation);

/// <summary>
/// Tries cards that nobody has released (政策沙盘): faults, checks, and who would gain or lose over the city's register. It changes
/// nothing. Thread-safe.
/// </summary>
internal sealed class Sandbox(LiveLibrary library, CityRegisters registers, CityCatalogue catalogue)
{
    /// <summary>Tries a card as of its first day, or of today when that is past.</summary>
    public async Task<SandboxAnswer> TryAsync(string text, DateOnly today)
    {
        var reading = EditionReader.Read(text.Length > SaveDraft.Longest ? "" : text, "card", library.Shelf);
        if (reading.Tried is not { } edition) return new(reading.Faults, null, null, [], null);
        var (card, policies) = (edition.Card, await library.NowAsync());
        var day = card.From > today ? card.From : today;
        var inForce = policies.Find(card.Id)?.On(day);
        var tried = await registers.AskAsync(card.For, today,
            register => Simulation.Of(card, inForce?.Card, register, day, catalogue.Calendar));
        return tried.Simulation is null ? new(tried.Faults, null, null, [], null)
            : new(reading.Faults, edition, inForce, Notices(edition, policies, day), tried.Simulation);
    }

    private List<RuleNotice> Notices(PolicyEdition edition, PolicyLibrary policies, DateOnly day)
    {
        if (Binder.Bind(edition.Card, day, catalogue.Calendar).Rule is not { } rule) return [];
        var notices = RuleChecks.Of(rule).ToList();
        var excluded = policies.ExcludedBy(edition, day).Select(other => other.Policy).ToHashSet(StringComparer.Ordinal);
        // Two policies of one field that one may have together: it may be meant, but somebody should have thought of it.
        foreach (var other in policies.On(day).Where(other => other.Policy != edition.Policy && !excluded.Contains(other.Policy)
            && other.Card.For == edition.Card.For && other.Tags.Take(2).Intersect(edition.Tags.Take(2)).Count() == 2))
            if (Binder.Bind(other.Card, day, catalogue.Calendar).Rule is { } beside && RuleChecks.Between(rule,
                beside) is { } found)
                notices.Add(found);
        return notices;
    }
}
