using System.Collections.Frozen;
using System.Text;
using CsCheck;
using Yitong.AgencyTown;

namespace Yitong.Evidence.Tests;

public sealed class AnswerMappingTests
{
    private static readonly ConnectorCall Call = Asking.Library.Connectors["gaj-population"].Calls["gaj-identity"];
    private static readonly SourceQuestion Question = new(
        Guid.Empty, Asking.Library.Resources["gaj-identity"], "A", ["name", "birth-day", "sex"], "", "");
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    private static SourceAnswer Read(string body) => AnswerMapping.Read(Call, Question, Encoding.UTF8.GetBytes(body), Now);

    private static string Answer(string record) => $$"""{"head":{"code":"0","time":"2026-08-31T00:00:00Z"},"data":[{{record}}]}""";

    [Theory]
    [InlineData("""{"subject":"A","name":"x","birthDay":"20000229","sex":"1"}""", null)]
    [InlineData("""{"subject":"a","name":"x"}""", null)]
    [InlineData("""{"subject":"B","name":"x"}""", "the record is not the subject's")]
    [InlineData("""{"name":"x"}""", "the record is not the subject's")]
    [InlineData("""{"subject":"A"}""", "field /name is missing")]
    [InlineData("""{"subject":"A","name":null}""", "field /name is missing")]
    [InlineData("""{"subject":"A","name":["x"]}""", "field /name is no value")]
    [InlineData("""{"subject":"A","name":"x\u0000"}""", "field /name is not as declared")]
    [InlineData("""{"subject":"A","name":"x","birthDay":"20010229"}""", "field /birthDay is not as declared")]
    [InlineData("""{"subject":"A","name":"x","birthDay":"2000-02-29"}""", "field /birthDay is not as declared")]
    [InlineData("""{"subject":"A","name":"x","sex":"3"}""", "field /sex is not as declared")]
    [InlineData("[]", "no record at /data/0")]
    [InlineData("7", "no record at /data/0")]
    public void A_record_fits_or_the_field_is_named(string record, string? cause) =>
        Assert.Equal(cause, (Read(Answer(record)) as SourceWrong)?.Cause ?? (record.Length < 3 && cause is not null ? cause : null));

    [Theory]
    [InlineData("""{"head":{"code":"10"}}""", typeof(SourceHasNone))]
    [InlineData("""{"head":{"code":"100"}}""", typeof(SourceRefused))]
    [InlineData("""{"head":{"code":"500"}}""", typeof(SourceAway))]
    [InlineData("""{"head":{"code":"0"},"data":[]}""", typeof(SourceHasNone))]
    [InlineData("""{"head":{"code":"0"},"data":[null]}""", typeof(SourceHasNone))]
    [InlineData("""{"head":{}}""", typeof(SourceWrong))]
    [InlineData("""[1]""", typeof(SourceWrong))]
    [InlineData("", typeof(SourceWrong))]
    [InlineData("null", typeof(SourceWrong))]
    public void The_sources_own_code_says_what_it_is(string body, Type answer) => Assert.IsType(answer, Read(body));

    [Fact]
    public void Whatever_comes_is_an_answer_and_never_an_exception()
    {
        var good = Encoding.UTF8.GetBytes(Answer("""{"subject":"A","name":"x","birthDay":"20000229","sex":"1"}"""));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, 3]).Sample((at, value, way) =>
        {
            byte[] body = way switch
            {
                0 => [.. good[..at], value, .. good[(at + 1)..]],
                1 => [.. good[..at], .. good[(at + 1)..]],
                2 => [.. good[..at], value, .. good[at..]],
                _ => good[..at],
            };
            Assert.NotNull(AnswerMapping.Read(Call, Question, body, Now));
        }, iter: 5_000);
    }

    [Theory]
    [InlineData(FieldForm.Month, "202610", "2026-10-01")]
    [InlineData(FieldForm.SlashDay, "2026/1/9", "2026-01-09")]
    [InlineData(FieldForm.Instant, "2026-01-09T08:00:00", "2026-01-09")]
    [InlineData(FieldForm.Instant, "2024-03-09T16:00:00.000Z", "2024-03-10")]
    [InlineData(FieldForm.Instant, "2024-03-09T23:30:00+08:00", "2024-03-09")]
    [InlineData(FieldForm.Instant, "2026-01-09", "2026-01-09")]
    [InlineData(FieldForm.Instant, "2026-01-09xxxxxxxxx", null)]
    [InlineData(FieldForm.Instant, "2026", null)]
    [InlineData(FieldForm.SlashDay, "2026/13/1", null)]
    public void A_day_is_read_in_the_form_that_is_declared(FieldForm form, string text, string? day)
    {
        var call = Call with { Fields = [new("birth-day", "/d", form, true, FrozenDictionary<string, string>.Empty)] };
        var answer = AnswerMapping.Read(
            call, Question, Encoding.UTF8.GetBytes(Answer($$"""{"subject":"A","d":"{{text}}"}""")), Now);
        Assert.Equal(day, (answer as SourceFound)?.Values["birth-day"]);
    }
}
