using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Rules;

namespace Yitong.Spine.Tests.Casework;

public sealed class AnswerFactsTests
{
    private const string Asked = "start-capital";

    // The form of a sole trader's registration asks for an amount; any fact in money will do for the test.
    private static readonly Fact Cost = Story.Catalogue.Facts.TryFind("own_medical_cost_last_year", out var fact) ? fact : null!;

    private static readonly MatterEdition Edition = Story.Catalogue.Matter("M006")!.Editions[^1] with
    {
        Automatic = new("R-X", [new(Asked, Cost.Id)], false),
    };

    [Theory]
    [InlineData("20万元", 20_000_000L)]
    [InlineData("1,234.56元", 123_456L)]
    [InlineData("0", 0L)]
    public void An_answer_supplies_the_fact_that_the_matter_takes_from_it(string typed, long fen)
    {
        var story = Story.Draft("M006");
        Assert.True(story.Applicant(new GiveAnswers(new Dictionary<string, string?> { [Asked] = typed })).IsGranted);
        Assert.Equal(FactValue.Of(fen), ValueIn(story.Now, FactValue.Of(7)));
    }

    [Fact]
    public void Without_an_answer_it_is_what_the_city_knows() =>
        Assert.Equal(FactValue.Of(7), ValueIn(Story.Draft("M006").Now, FactValue.Of(7)));

    [Theory]
    [InlineData("5.5%")]
    [InlineData("昨天")]
    [InlineData("99999999999999999999元")]
    public void An_answer_that_does_not_fit_is_unknown_and_not_what_the_city_knows(string kept) =>
        Assert.Equal(FactValue.Unknown, ValueIn(
            Story.Draft("M006").Now with { Answers = Story.Draft("M006").Now.Answers.Add(Asked, kept) }, FactValue.Of(7)));

    private static FactValue ValueIn(Case current, FactValue known) =>
        AnswerFacts.Over(_ => known, current, Edition, Story.Catalogue.Facts)(Cost);
}
