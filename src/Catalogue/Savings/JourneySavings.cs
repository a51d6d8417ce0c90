namespace Yitong.Catalogue.Savings;

/// <summary>One of the four savings: how much it is handled separately and in the bundle.</summary>
/// <param name="Separate">The amount when each member is applied for on its own; 0 or more.</param>
/// <param name="Bundled">The amount in the journey; 0 or more.</param>
public readonly record struct Saving(int Separate, int Bundled)
{
    /// <summary>What is saved; negative when the bundle costs more.</summary>
    public int Saved => Separate - Bundled;

    /// <summary>Saved ÷ separate; null when there was nothing to save.</summary>
    public decimal? Ratio => Separate == 0 ? null : (decimal)Saved / Separate;
}

/// <summary>
/// The four savings of a journey (减环节、减时限、减材料、减跑动), computed from the definitions of its members; nothing is typed in.
/// </summary>
/// <param name="Journey">The journey's code.</param>
/// <param name="Members">Codes of the members counted: all that can apply together.</param>
/// <param name="Steps">
/// Steps that the applicant sees. Separately: the sum of the members' steps. Bundled: each shared step of the city's
/// standard once, the other steps of every member.
/// </param>
/// <param name="Time">
/// Working days. Separately: the sum over the members of the limit in law, else of the promised one. Bundled: the
/// longest chain of promised limits along the graph of the members. Other units are converted by
/// <see cref="WorkingTime"/>.
/// </param>
/// <param name="Materials">
/// Things to hand in. Separately: the sum of the members' materials that the city does not hold itself. Bundled: the
/// distinct ones that the applicant brings, and one joint form for all that are made from the answers.
/// </param>
/// <param name="Trips">
/// Times to appear. Separately: the sum of the members' trips. Bundled: members whose turn comes together are visited
/// together, so the most trips of each rank of the graph, summed.
/// </param>
/// <param name="IsIllustrative">Whether a record that went in is invented; then no figure is the city's own.</param>
internal sealed record JourneySavings(
    string Journey, IReadOnlyList<string> Members, Saving Steps, Saving Time, Saving Materials, Saving Trips,
    bool IsIllustrative)
{
    /// <summary>What <see cref="Materials"/> would be if the city fetched nothing that it holds.</summary>
    public required Saving MaterialsWithoutExchange { get; init; }
}

/// <summary>Both averages of a saving over several journeys. They differ; each is shown with its name.</summary>
/// <param name="MeanOfRatios">
/// The mean of the journeys' ratios; journeys with nothing to save are left out. Null when all are.
/// </param>
/// <param name="RatioOfTotals">The sum saved ÷ the sum separate. Null when the latter is 0.</param>
public sealed record SavingAverages(decimal? MeanOfRatios, decimal? RatioOfTotals)
{
    /// <summary>The averages of one of the four savings.</summary>
    public static SavingAverages Of(IEnumerable<Saving> savings)
    {
        var all = savings.ToList();
        List<decimal> ratios = [.. all.Where(saving => saving.Ratio is not null).Select(saving => saving.Ratio!.Value)];
        var separate = all.Sum(saving => saving.Separate);
        return new(
            ratios.Count == 0 ? null : ratios.Average(),
            separate == 0 ? null : (decimal)all.Sum(saving => saving.Saved) / separate);
    }
}
