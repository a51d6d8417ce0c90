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
    [InlineData(true, 0.9)]
    public void Judged_queries_find_the_right_thing_first(bool heldOut, double atLeast)
    {
        var judged = City.JudgedQueries.Where(query => query.IsHeldOut == heldOut).ToList();
        var missed = judged.Where(query => !query.IsMetBy(City.Search.Look(query.Say, 3))).ToList();
        foreach (var query in missed) output.WriteLine($"{query.Say} → {string.Join(", ", Codes(query.Say))}");
        var rate = 1 - missed.Count / (double)judged.Count;
        output.WriteLine($"right first: {rate:P1} of {judged.Count}");
        Assert.True(rate >= atLeast, $"{rate:P1} of {judged.Count} are right.");
    }

    [Fact]
    public void The_judged_set_is_large_covers_every_journey_and_holds_what_must_find_nothing()
    {
        Assert.True(City.JudgedQueries.Count >= 930);
        Assert.True(City.JudgedQueries.Count(query => query.IsHeldOut) * 2 >= City.JudgedQueries.Count);
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
    [InlineData("８０岁", "80岁")]
    [InlineData("護照", "护照")]
    [InlineData("營業執照", "营业执照")]
    [InlineData("養老金", "养老金")]
    [InlineData("⼾⼝", "户口")]
    [InlineData("社保\u200B卡", "社保卡")]
    public void Letters_of_another_script_find_what_the_usual_ones_find(string query, string usual)
    {
        Assert.NotEmpty(Codes(usual));
        Assert.Equal(City.Search.Find(usual), City.Search.Find(query));
    }

    [Theory]
    [InlineData("shebaoka", "M042", "Y27")]
    [InlineData("SheBaoKa", "M042", "Y27")]
    [InlineData("she bao ka", "M042", "Y27")]
    [InlineData("sbk", "M042", "Y27")]
    [InlineData("社baoka", "M042", "Y27")]
    [InlineData("社bk", "M042", "Y27")]
    [InlineData("yyzz", "M001", "M006", "Y01")]
    [InlineData("gongjijin", "M071", "M072", "M073")]
    [InlineData("wodehuzhao", "M059")]
    [InlineData("shengyu", "Y29", "M049", "M054")]
    [InlineData("shipin", "M009", "M010", "M011")]
    public void Words_typed_by_their_sound_are_found(string query, params string[] codes) =>
        Assert.Contains(Codes(query)[0], codes);

    [Theory]
    [InlineData("hello")]
    [InlineData("qwerty")]
    [InlineData("vuvuzela")]
    public void Latin_letters_that_sound_like_nothing_find_nothing(string query) => Assert.Empty(City.Search.Find(query));

    [Theory]
    [InlineData("驾照", "driving-licence")]
    [InlineData("駕照", "driving-licence")]
    [InlineData("jiazhao", "driving-licence")]
    [InlineData("买车上牌", "vehicle-registration")]
    [InlineData("上幼儿园", "kindergarten")]
    [InlineData("我想离婚", "divorce")]
    public void What_is_done_elsewhere_says_where(string query, string key)
    {
        var found = City.Search.Look(query);
        Assert.Equal(key, found.Elsewhere?.Key);
        Assert.Empty(found.Hits);
        Assert.NotEqual("", found.Elsewhere!.Where);
    }

    [Fact]
    public void No_word_for_what_is_done_elsewhere_hides_what_the_catalogue_calls_by_it()
    {
        foreach (var title in City.Journeys.Values.SelectMany(journey => (string[])[journey.PlainTitle, journey.Title, .. journey.Keywords])
            .Concat(City.Matters.Values.SelectMany(matter =>
                (string[])[matter.Editions[^1].PlainTitle, matter.Editions[^1].Title, .. matter.Editions[^1].Keywords])))
            Assert.Null(City.Search.Look(title).Elsewhere);
    }

    [Fact]
    public void What_was_read_otherwise_than_it_was_typed_is_marked() => Assert.Equal(
        (true, true, false),
        (City.Search.Find("护找")[0].IsUnsure, City.Search.Find("yyzz")[0].IsUnsure, City.Search.Find("护照")[0].IsUnsure));

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
