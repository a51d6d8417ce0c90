using System.Net;
using System.Security.Cryptography;
using System.Text;
using Yitong.Cases;
using Yitong.Spine.Tests.Casework;
using Yitong.Transparency;

namespace Yitong.Spine.Tests.Regional;

/// <summary>An installation with one partner whose key the tests hold.</summary>
public sealed class OneInstallation : IAsyncLifetime
{
    private readonly Installation city = new("yingkou", "210800", "resident", folder => $"sqlite:{folder}/city.db");

    public NoteSigner Partner { get; } = new("210200", NoteKeyKind.Log, RandomNumberGenerator.GetBytes(32));
    public NoteSigner Stranger { get; } = new("210200", NoteKeyKind.Log, RandomNumberGenerator.GetBytes(32));
    public Uri Address => city.Address;

    public async ValueTask InitializeAsync()
    {
        city.Settings["YITONG_REGIONAL__PARTNERS__210200__ADDRESS"] = "http://127.0.0.1:1";
        city.Settings["YITONG_REGIONAL__PARTNERS__210200__KEY"] = Partner.Verifier.ToString();
        city.Start();
        await city.ReadyAsync();
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();
}

public sealed class CrossCityDoorTests(OneInstallation city) : IClassFixture<OneInstallation>
{
    private static readonly byte[] Empty = "{}"u8.ToArray();

    [Fact]
    public async Task What_is_signed_is_read_and_answered_with_a_signature()
    {
        using var answer = await SendAsync("POST", CrossCityRoutes.Packages, Empty);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True(answer.Headers.Contains(SignedText.Signature));
        Assert.Contains("regional.message-not-valid", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_another_key_signed_is_turned_away() =>
        await TurnedAwayAsync("regional.signature-wrong", SendAsync("POST", CrossCityRoutes.Packages, Empty, city.Stranger));

    [Fact]
    public async Task A_city_that_is_not_connected_is_turned_away() =>
        await TurnedAwayAsync("regional.not-a-partner", SendAsync("POST", CrossCityRoutes.Packages, Empty, from: "210600"));

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    [InlineData(-86_400)]
    public async Task What_is_older_or_newer_than_five_minutes_is_turned_away(int seconds) =>
        await TurnedAwayAsync("regional.expired", SendAsync("POST", CrossCityRoutes.Packages, Empty, seconds: seconds));

    [Fact]
    public async Task What_was_signed_for_another_city_is_turned_away() =>
        await TurnedAwayAsync("regional.signature-wrong", SendAsync("POST", CrossCityRoutes.Packages, Empty, to: "210700"));

    [Fact]
    public async Task What_was_signed_for_another_route_is_turned_away() =>
        await TurnedAwayAsync("regional.signature-wrong", SendAsync("POST", CrossCityRoutes.Packages, Empty, signed: CrossCityRoutes.Reports));

    [Theory]
    [InlineData("{\"answers\":{}}")]
    [InlineData("{}x")]
    [InlineData("")]
    public async Task A_body_that_is_not_the_one_signed_is_turned_away(string body) =>
        await TurnedAwayAsync("regional.signature-wrong", SendAsync("POST", CrossCityRoutes.Packages, Encoding.UTF8.GetBytes(body), signs: Empty));

    [Fact]
    public async Task A_message_of_more_than_a_mebibyte_is_not_read()
    {
        using var answer = await SendAsync("POST", CrossCityRoutes.Packages, new byte[CrossCityRoutes.Message + 1]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_content_that_is_not_its_hash_is_refused()
    {
        using var answer = await SendAsync("PUT", CrossCityRoutes.Contents + new string('0', 64), "%PDF-1.4"u8.ToArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("regional.content-not-its-hash", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("999999999999", "regional.no-such-matter")]
    [InlineData("210123908000", "regional.matter-not-regional")]
    [InlineData("212034902000", "regional.not-for-companies", true)]
    public async Task A_matter_that_the_city_does_not_take_is_refused_with_the_cause(string basic, string code, bool isCompany = false)
    {
        using var answer = await SendAsync("POST", CrossCityRoutes.Packages, Package(basic, isCompany));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_report_on_a_case_that_was_never_handed_over_is_refused()
    {
        var report = """{"case":"0199a000-0000-7000-8000-000000000001","number":"1","sequence":1,"taken":1,"office":"x","state":"Received","receivedOn":null,"asked":[]}""";
        using var answer = await SendAsync("POST", CrossCityRoutes.Reports, Encoding.UTF8.GetBytes(report));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("regional.no-such-case", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("\"sequence\":7", "\"sequence\":-1")]
    [InlineData("\"code\":\"", "\"code\":\"1")]
    [InlineData("\"answers\":{}", "\"answers\":null")]
    [InlineData("\"title\":\"x\"", "\"title\":\"\\u0000\"")]
    [InlineData("\"materials\":[]", "\"materials\":[{\"material\":\"a\",\"fileName\":\"b\",\"blob\":\"../../x\",\"mediaType\":\"c\",\"length\":1}]")]
    public async Task A_signed_message_that_makes_no_sense_is_refused(string sound, string spoiled)
    {
        var package = Encoding.UTF8.GetString(Package("210123906000"));
        Assert.Contains(sound, package);
        using var answer = await SendAsync("POST", CrossCityRoutes.Packages, Encoding.UTF8.GetBytes(package.Replace(sound, spoiled)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("regional.message-not-valid", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_question_for_evidence_passes_the_same_door()
    {
        var question = Question("0199a000-0000-7000-8000-0000000000e1");
        await TurnedAwayAsync("regional.signature-wrong", SendAsync("POST", CrossCityRoutes.Evidence, question, city.Stranger));
        await TurnedAwayAsync("regional.expired", SendAsync("POST", CrossCityRoutes.Evidence, question, seconds: -301));
        await TurnedAwayAsync("regional.signature-wrong", SendAsync("POST", CrossCityRoutes.Evidence, question, to: "210700"));
        await TurnedAwayAsync("regional.not-a-partner", SendAsync("POST", CrossCityRoutes.Evidence, question, from: "210600"));
        await TurnedAwayAsync("regional.signature-wrong", SendAsync("POST", CrossCityRoutes.Evidence, question, signed: CrossCityRoutes.Packages));
        await TurnedAwayAsync("regional.signature-wrong", SendAsync("POST", CrossCityRoutes.Evidence, question, signs: Empty));
        using var large = await SendAsync("POST", CrossCityRoutes.Evidence, new byte[70_000]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using var nonsense = await SendAsync("POST", CrossCityRoutes.Evidence, Empty);
        Assert.Contains("regional.message-not-valid", await nonsense.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_replayed_question_for_evidence_has_the_answer_of_the_first()
    {
        var question = Question("0199a000-0000-7000-8000-0000000000e2");
        using var first = await SendAsync("POST", CrossCityRoutes.Evidence, question);
        using var again = await SendAsync("POST", CrossCityRoutes.Evidence, question);
        var answer = await first.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Contains("\"name\":", answer);
        Assert.DoesNotContain("1992", answer);
        Assert.Equal(answer, await again.Content.ReadAsStringAsync());
        Assert.True(again.Headers.Contains(SignedText.Signature));
    }

    [Fact]
    public async Task An_id_that_was_used_for_another_question_is_refused()
    {
        using var first = await SendAsync("POST", CrossCityRoutes.Evidence, Question("0199a000-0000-7000-8000-0000000000e3"));
        using var other = await SendAsync("POST", CrossCityRoutes.Evidence, Question("0199a000-0000-7000-8000-0000000000e3", "is-valid"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, other.StatusCode));
        Assert.Contains("evidence.id-taken", await other.Content.ReadAsStringAsync());
    }

    private static byte[] Question(string id, string item = "is-adult") => Encoding.UTF8.GetBytes(
        $$"""
        {"id":"{{id}}","resource":"gaj-identity","subject":"210899199204112465","items":["name","{{item}}"],"purpose":"case-handling",
        "case":{"number":"1","basicCode":"210123906000","title":"x","office":"y","relation":"Subject","hasConsent":false} }
        """);

    private static byte[] Package(string basic, bool isCompany = false) => Encoding.UTF8.GetBytes(
        $$"""
        {"case":"0199a000-0000-7000-8000-000000000001","number":"1","sequence":7,"basicCode":"{{basic}}","title":"x",
        "subject":{"code":"{{(isCompany ? "91210200MY9T90014R" : Story.PersonCode)}}","name":"x","isCompany":{{(isCompany ? "true" : "false")}}},
        "applicant":{"code":"{{Story.PersonCode}}","name":"x","isCompany":false},
        "answers":{},"materials":[],"submittedOn":"2026-09-21","suppliedOn":null,"withdrawnOn":null,"withdrawalReason":null}
        """);

    private static async Task TurnedAwayAsync(string code, Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync());
        Assert.False(answer.Headers.Contains(SignedText.Signature));
    }

    private async Task<HttpResponseMessage> SendAsync(
        string method, string path, byte[] body, NoteSigner? key = null, string from = "210200", string to = "210800",
        int seconds = 0, string? signed = null, byte[]? signs = null)
    {
        var time = DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new(method), new Uri(city.Address, path)) { Content = new ByteArrayContent(body) };
        request.Headers.Add(SignedText.City, from);
        request.Headers.Add(SignedText.Time, $"{time}");
        request.Headers.Add(SignedText.Signature, SignedText.Sign(
            key ?? city.Partner, SignedText.OfRequest(from, to, method, signed ?? path, time, signs ?? body)));
        return await http.SendAsync(request);
    }
}
