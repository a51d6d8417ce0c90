using System.Diagnostics;
using System.Globalization;
using Yitong.Benefits;
using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Cli.Matching;

/// <summary>One matching of one kind of subject, its phases timed.</summary>
internal sealed class Matching
{
    private readonly SubjectKind subject;
    private readonly Dictionary<string, double> phases;
    private readonly List<(PolicyEdition Edition, BoundRule Rule)> bound = [];

    public Matching(CityPack pack, SubjectKind subject, DateOnly day, Dictionary<string, double> phases)
    {
        (this.subject, this.phases) = (subject, phases);
        var watch = Stopwatch.StartNew();
        foreach (var edition in pack.Policies().On(day).Where(edition => edition.Card.For == subject))
        {
            var binding = Binder.Bind(edition.Card, day, pack.Catalogue().Calendar);
            if (binding.Rule is { } rule) bound.Add((edition, rule));
            Faults.AddRange(binding.Faults);
        }
        Note("bind_ms", watch);
    }

    /// <summary>Cards that cannot be fixed to the day.</summary>
    public List<CardFault> Faults { get; } = [];

    public void Note(string phase, Stopwatch watch) =>
        phases[$"{subject.ToString().ToLowerInvariant()}_{phase}"] = watch.Elapsed.TotalMilliseconds;

    public IEnumerable<PolicyCount> Run(Register register, int threads)
    {
        var watch = Stopwatch.StartNew();
        var set = new MatchSet([.. bound.Select(each => each.Rule)], register, null, threads);
        Note("encode_ms", watch);
        watch.Restart();
        set.Tally(threads);
        Note("match_and_cost_first_ms", watch);
        watch.Restart();
        var tallies = set.Tally(threads);
        Note("match_and_cost_ms", watch);
        return tallies.Select((tally, at) => new PolicyCount(
            tally.Rule, bound[at].Edition.Card.Title, subject.ToString().ToLowerInvariant(), tally.Matched, tally.Unknown,
            tally.Near, tally.Fen.ToString(CultureInfo.InvariantCulture), tally.AmountUnknown));
    }
}
