using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Spine.Tests.Casework;

/// <summary>What was said and handed in on a way that was not taken in the end is no part of the application.</summary>
public class NotAskedTests
{
    private const string Sign = "sign-size";

    [Theory]
    [InlineData("是", true)]
    [InlineData("否", false)]
    public async Task Only_what_is_asked_is_submitted(string putsUpSign, bool isSubmitted)
    {
        await using var city = await City.OpenAsync();
        var wang = await city.PersonAsync();
        var by = City.Resident(wang);
        var draft = (await city.OpenAsync("Y02", wang)).Value;
        draft = await Answer(city, draft, by, "puts-up-sign", "是");
        draft = await city.FillInAsync(draft, wang);
        var own = city.Catalogue.Edition("M021", draft.Members.Single(member => member.Matter == "M021").Edition);
        var file = own.Materials.First(material => draft.Materials.ContainsKey(material.Key)
            && CaseForm.Editions(draft, city.Catalogue).Count(each => each.Materials.Any(other => other.Key == material.Key)) == 1).Key;
        draft = await Answer(city, draft, by, "puts-up-sign", putsUpSign);
        Assert.True(draft.Answers.ContainsKey(Sign) && draft.Materials.ContainsKey(file));
        var submitted = await city.DoAsync(draft, by, new SubmitCase(draft.Version));
        Assert.Equal((isSubmitted, isSubmitted), (submitted.Answers.ContainsKey(Sign), submitted.Materials.ContainsKey(file)));
        Assert.Equal(isSubmitted, submitted.ShownAnswers(city.Catalogue).ContainsKey(Sign));
        var events = await city.Desk.HistoryAsync(submitted.Id);
        var read = string.Join('\n', events.Select(each => HandedFile.Shown(each.Recorded.Json, each.Happened, submitted, ActorRole.Official)));
        Assert.Equal(isSubmitted, read.Contains($"\"{Sign}\":\"", StringComparison.Ordinal));
        Assert.Equal(isSubmitted, read.Contains($"\"material\":\"{file}\",\"fileName\"", StringComparison.Ordinal));
        var whole = string.Join('\n', events.Select(each => HandedFile.Shown(each.Recorded.Json, each.Happened, submitted, ActorRole.Resident)));
        Assert.Contains($"\"{Sign}\":\"", whole, StringComparison.Ordinal);
    }

    private static Task<Case> Answer(City city, Case draft, Actor by, string key, string answer) =>
        city.DoAsync(draft, by, new GiveAnswers(new Dictionary<string, string?> { [key] = answer }));
}
