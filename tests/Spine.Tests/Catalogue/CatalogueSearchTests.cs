using CsCheck;
using Yitong.Catalogue;
using Yitong.Catalogue.Searching;
using Yitong.Spine.Tests.Packs;

namespace Yitong.Spine.Tests.Catalogue;

public sealed class CatalogueSearchTests(ITestOutputHelper output)
{
    private static readonly CityCatalogue City = Pack.Dalian.Catalogue();

    [Theory]
    [InlineData(false, 0.95)]
    [InlineData(true, 0.88)]
    public void Judged_queries_find_the_right_thing_first(bool heldOut, double atLeast)
    {
        var judged = City.JudgedQueries.Where(query => query.IsHeldOut == heldOut).ToList();
        var missed = judged.Where(query => !query.IsMetBy(City.Search.Find(query.Say, 3))).ToList();
        foreach (var query in missed) output.WriteLine($"{query.Say} → {string.Join(", ", Codes(query.Say))}");
        var rate = 1 - missed.Count / (double)judged.Count;
        output.WriteLine($"right first: {rate:P1} of {judged.Count}");
        Assert.True(rate >= atLeast, $"{rate:P1} of {judged.Count} are right.");
    }

    [Fact]
    public void The_judged_set_is_large_covers_every_journey_and_holds_what_must_find_nothing()
    {
        Assert.True(City.JudgedQueries.Count >= 220);
        Assert.True(City.JudgedQueries.Count(query => query.Expect.Count == 0) >= 20);
        Assert.Empty(City.Journeys.Keys.Except(City.JudgedQueries.SelectMany(query => query.Expect)));
        Assert.Empty(City.Matters.Keys.Except(City.JudgedQueries.SelectMany(query => query.Expect)));
    }

    [Fact]
    public void A_journeys_own_plain_title_finds_the_journey_before_its_members()
    {
        foreach (var journey in City.Journeys.Values) Assert.Equal(journey.Code, Codes(journey.PlainTitle)[0]);
    }

    [Theory]
    [InlineData("asdfgh")]
    [InlineData("今天天气")]
    [InlineData("量子力学")]
    [InlineData("   ，。！")]
    [InlineData("")]
    [InlineData("\ud83d")]
    public void What_fits_nothing_finds_nothing(string query) => Assert.Empty(City.Search.Find(query));

    [Theory]
    [InlineData("护照")]
    [InlineData(" 护 照 ")]
    [InlineData("护照！")]
    [InlineData("我想办护照")]
    public void Spaces_punctuation_and_small_words_do_not_matter(string query) => Assert.Equal("M059", Codes(query)[0]);

    [Fact]
    public void Full_width_and_upper_case_letters_are_the_same_letters() =>
        Assert.Equal(Codes("ktv消防"), Codes("ＫＴＶ消防"));

    [Theory]
    [InlineData("食品经应许可证", "M009")]
    [InlineData("食品经许可证", "M009")]
    [InlineData("护找", "M059")]
    [InlineData("居住征", "M058")]
    public void One_slip_of_the_keyboard_is_forgiven(string query, string code) => Assert.Equal(code, Codes(query)[0]);

    [Fact]
    public void No_more_is_given_than_was_asked_for_and_the_best_comes_first()
    {
        var hits = City.Search.Find("公司", 5);
        Assert.Equal(5, hits.Count);
        Assert.Equal(hits.OrderByDescending(hit => hit.Score), hits);
        Assert.Empty(City.Search.Find("公司", 0));
    }

    [Fact]
    public void Whatever_is_typed_gets_an_answer() =>
        Gen.String[0, 400].Sample(query => City.Search.Find(query).Count <= 20);

    private static string[] Codes(string query) => [.. City.Search.Find(query, 5).Select(hit => hit.Code)];
}
