using Yitong.Benefits;
using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Programmes.Tests.Library;

public sealed class PolicyLibraryTests
{
    private static readonly PolicyLibrary Library = Pack.Dalian.Policies();
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Fact]
    public void Holds_45_policies_for_companies_14_for_talent_and_29_items_without_application()
    {
        Assert.Equal(45, Library.Policies.Keys.Count(id => id[0] == 'P'));
        Assert.Equal(14, Library.Policies.Keys.Count(id => id[0] == 'T'));
        var items = Enumerable.Range(1, 29).Select(number => Library.Find($"N{number:D2}")).ToList();
        Assert.All(items, Assert.NotNull);
        Assert.All(items, policy => Assert.Equal(BenefitDelivery.Automatic, policy!.Shown(Day).Delivery));
        Assert.Equal(29, items.Select(policy => policy!.Id).Distinct().Count());
    }

    [Fact]
    public void An_item_that_repeats_a_policy_is_that_policy_and_not_a_second_payment() =>
        Assert.Same(Library.Policies["P020"], Library.Find("N19"));

    [Fact]
    public void Every_number_of_a_card_is_marked_as_sourced_or_as_an_example() =>
        Assert.All(All, edition => Assert.All(edition.Card.Parameters, parameter =>
            Assert.True(edition.Card.Sourced.Contains(parameter.Name) ^ edition.Card.Illustrative.Contains(parameter.Name))));

    [Fact]
    public void A_card_of_invented_origin_claims_no_sourced_number() =>
        Assert.All(All.Where(edition => edition.Provenance.Kind == ProvenanceKind.Illustrative), edition =>
            Assert.True(edition.Card.Sourced.Count == 0, edition.Policy));

    [Fact]
    public void Every_condition_cites_a_clause_of_its_document() =>
        Assert.All(All, edition => Assert.All(edition.Card.Conditions, condition =>
            Assert.NotNull(Library.Documents[edition.Document].Clause(condition.Clause))));

    [Fact]
    public void The_fifteen_measures_are_a_document_of_fifteen_clauses() =>
        Assert.Equal(15, Library.Documents["relief-15"].Clauses.Count);

    [Fact]
    public void A_policy_is_in_force_only_within_its_time()
    {
        Assert.NotNull(Library.Policies["P019"].On(new(2020, 12, 31)));
        Assert.Null(Library.Policies["P019"].On(new(2021, 1, 1)));
        Assert.DoesNotContain(Library.On(Day), edition => edition.Policy is "P018" or "P019" or "P036");
    }

    [Fact]
    public void Policies_exclude_each_other_both_ways_by_name_and_by_group()
    {
        Assert.Contains(Library.ExcludedBy(Library.Policies["T06"].On(Day)!, Day), other => other.Policy == "T04");
        Assert.Contains(Library.ExcludedBy(Library.Policies["T04"].On(Day)!, Day), other => other.Policy == "T06");
        Assert.Contains(Library.ExcludedBy(Library.Policies["P002"].On(Day)!, Day), other => other.Policy == "P003");
        Assert.DoesNotContain(Library.ExcludedBy(Library.Policies["P002"].On(Day)!, Day), other => other.Policy == "P002");
    }

    [Fact]
    public void A_released_edition_takes_the_place_of_the_one_before_on_its_day()
    {
        var before = Library.Policies["P021"].On(Day)!;
        var text = before.Text.Replace("in_force: 2023-01-01 ..", "in_force: 2026-07-01 ..", StringComparison.Ordinal)
            .Replace("补助标准: { 2023-01-01: 1500元 }", "补助标准: { 2023-01-01: 2000元 }", StringComparison.Ordinal)
            .Replace("as_of: 2026-06-01", "as_of: 2026-07-01", StringComparison.Ordinal).Replace("amount: 4500元", "amount: 6000元", StringComparison.Ordinal);
        var released = EditionReader.Read(text, "draft", Shelf).Edition!;
        var after = Library.With(released);
        Assert.Equal(before.Card.Edition, after.Policies["P021"].On(new(2026, 6, 30))!.Card.Edition);
        Assert.Equal(released.Card.Edition, after.Policies["P021"].On(new(2026, 7, 1))!.Card.Edition);
        Assert.Equal(2, after.Policies["P021"].Editions.Count);
        Assert.Equal(Library.Policies.Count, after.Policies.Count);
    }

    [Theory]
    [InlineData(3, 1, true)]
    [InlineData(5, 31, true)]
    [InlineData(6, 1, false)]
    public void A_window_is_open_from_its_first_to_its_last_day(int month, int day, bool open) =>
        Assert.Equal(open, new YearWindow(3, 1, 5, 31).IsOpen(new(2026, month, day)));

    [Fact]
    public void A_window_may_run_over_New_Year()
    {
        var winter = new YearWindow(11, 1, 3, 31);
        Assert.True(winter.IsOpen(new(2026, 1, 1)) && winter.IsOpen(new(2026, 11, 1)));
        Assert.False(winter.IsOpen(new(2026, 4, 1)));
    }

    private static IEnumerable<PolicyEdition> All => Library.Policies.Values.SelectMany(policy => policy.Editions);

    private static EditionShelf Shelf => new(Pack.Dalian.Facts(), Pack.Dalian.Catalogue().Calendar,
        Pack.Dalian.Catalogue().Agencies.Keys.ToHashSet(), Library.Documents);
}
