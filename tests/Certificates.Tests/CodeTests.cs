using CsCheck;
using Yitong.Kernel;

namespace Yitong.Certificates.Tests;

public sealed class CodeTests : IAsyncLifetime
{
    private const KeyProfile Sm2 = KeyProfile.Sm2;
    private World city = null!;
    private Certificate issued = null!;
    private CodeSigning signing = null!;
    private Microsoft.Extensions.Time.Testing.FakeTimeProvider Time => city.Time;

    private TrustedKeys Trusted => new(World.Pack.City.Code, city.Keys.Find);
    private VerifyDesk Desk => new(city.Lists, city.Desk, city.Keys, World.Pack, Time);

    public async ValueTask InitializeAsync()
    {
        city = await World.OpenAsync();
        issued = await city.IssuedAsync();
        signing = new(city.Keys, World.Pack);
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    private string? CauseOf(string code, DateTimeOffset? now = null, TrustedKeys? keys = null) =>
        CodeCheck.Check(code, keys ?? Trusted, now ?? Time.GetUtcNow(), World.Pack.City.DayOf(now ?? Time.GetUtcNow())).Refusal?.Code;

    private async Task<string?> CauseOnlineAsync(string code) => (await Desk.VerifyAsync(code, World.Resident)).Cause?.Code;

    private Act Now(Actor by) => Act.Of(Time.GetUtcNow(), by, "act");

    [Fact]
    public void Bytes_read_back_and_each_has_one_spelling() => Gen.Byte.Array[0, 40].Sample(bytes =>
    {
        var text = Base41.Write(bytes);
        Assert.Equal(Base41.LengthOf(bytes.Length), text.Length);
        Assert.Equal(bytes, Base41.Read(text));
    });

    [Theory]
    [InlineData("0")]
    [InlineData("000A")]
    [InlineData("::")]
    [InlineData(":::")]
    [InlineData("a00")]
    [InlineData("0 0")]
    [InlineData("0%0")]
    public void What_is_not_written_so_is_not_read(string text) => Assert.Null(Base41.Read(text));

    [Theory]
    [InlineData(KeyProfile.Sm2)]
    [InlineData(KeyProfile.P256)]
    [InlineData(KeyProfile.Ed25519)]
    public async Task A_printed_code_has_at_most_300_characters_and_says_what_is_certified(KeyProfile profile)
    {
        var longest = await city.Issuing.IssueAsync(Now(Actor.Engine), World.Issue(9) with
        {
            Holder = World.Orchard with { Name = new string('长', 60) },
        });
        var code = signing.OnPaper(longest.Value, World.Today, profile);
        var address = "HTTPS://ZWFW.DALIAN.GOV.CN/V/" + code;
        Assert.True(address.Length <= 300, $"{address.Length} characters");
        // 57 modules and the quiet zone: bytes instead of the alphanumeric mode would want 69.
        using var qr = QRCoder.QRCodeGenerator.GenerateQrCode(address, QRCoder.QRCodeGenerator.ECCLevel.M);
        Assert.Equal(57 + 8, qr.ModuleMatrix.Count);
        Assert.True(SignedCode.TryParse(code, out var read));
        Assert.Equal(
            (longest.Value.Content.Identifier, longest.Value.Content.ValidUntil, "014R", new string('长', 19) + "…"),
            (read.Body.Identifier, read.Body.Until, read.Body.HolderTail, read.Body.Text));
        Assert.Null(CauseOf(address));
        Assert.Null(await CauseOnlineAsync(address));
    }

    [Fact]
    public void Every_changed_character_of_every_code_is_refused()
    {
        const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:";
        var code = signing.OnPaper(issued, World.Today, KeyProfile.Ed25519);
        Assert.Null(CauseOf(code));
        for (var at = 0; at < code.Length; at++)
            foreach (var letter in new[] { Letters[(Letters.IndexOf(code[at]) + 1) % 41], Letters[(Letters.IndexOf(code[at]) + 20) % 41] })
                Assert.NotNull(CauseOf(code[..at] + letter + code[(at + 1)..]));
        for (var length = 0; length < code.Length; length++) Assert.NotNull(CauseOf(code[..length]));
        Assert.NotNull(CauseOf(code + "000"));
        Assert.NotNull(CauseOf(code.ToLowerInvariant()));
    }

    [Fact]
    public void Whatever_is_sent_in_is_answered()
    {
        Gen.Byte.Array[0, 260].Sample(bytes => Assert.NotNull(CauseOf(Base41.Write(bytes))), iter: 2_000);
        Gen.String[0, 400].Sample(text => Assert.NotNull(CauseOf(text)), iter: 2_000);
    }

    [Fact]
    public async Task Another_issuers_key_a_wrong_profile_and_an_unknown_key_are_named_as_the_cause()
    {
        var body = Body(signing.OnPaper(issued, World.Today, Sm2));
        var strange = city.Keys.For("11210200MY9T10002W", Sm2, World.Today);
        Assert.Equal("verify.other-issuer", CauseOf($"{SignedCode.Of(body with { KeyId = strange.Key.Id }, strange)}"));
        var own = city.Keys.For(issued.Content.IssuerCode, Sm2, World.Today);
        var p256 = city.Keys.For(issued.Content.IssuerCode, KeyProfile.P256, World.Today);
        Assert.Equal("verify.forged", CauseOf($"{SignedCode.Of(body with { KeyId = own.Key.Id }, p256)}"));
        Assert.Equal("verify.unknown-key", CauseOf($"{SignedCode.Of(body with { KeyId = 7 }, own)}"));
        Assert.Equal("verify.key-not-in-force", CauseOf($"{SignedCode.Of(body with { MadeOn = new(2020, 1, 1) }, own)}"));
        Assert.Equal("verify.not-yet", CauseOf($"{SignedCode.Of(body with { MadeOn = new(2027, 1, 1) }, own)}"));
        Assert.Equal("verify.expired", CauseOf($"{SignedCode.Of(body with { Until = new(2026, 11, 22) }, own)}"));
        Assert.Equal("verify.unknown-certificate", await CauseOnlineAsync($"{SignedCode.Of(Moved(body, 77), own)}"));
        Assert.Equal("verify.other-content",
            await CauseOnlineAsync($"{SignedCode.Of(body with { Digest = new string('0', 32) }, own)}"));
        city.Keys.Rotate(issued.Content.IssuerCode, Sm2, World.Today, isWithdrawn: true);
        Assert.Equal("verify.key-withdrawn", CauseOf($"{SignedCode.Of(body, own)}"));
    }

    [Fact]
    public async Task A_change_of_status_shows_at_once_and_ends_all_copies_for_good()
    {
        var until = World.Today.AddDays(10);
        var copied = (await city.DoAsync(issued.Id, World.Resident, new CopyCertificate("仅供年检", "B1", until))).Value;
        var (paper, copy) = (signing.OnPaper(copied, World.Today, Sm2), signing.OnCopy(copied, copied.Copies[0], World.Today, Sm2));
        Assert.Null(await CauseOnlineAsync(paper));
        var good = await Desk.VerifyAsync(copy, World.Resident);
        Assert.Equal((true, "仅供年检"), (good.IsGood, good.Copy!.Purpose));
        await city.DoAsync(issued.Id, World.Customs, new ChangeStatus("02", "a", "b"));
        Assert.Equal("verify.suspended", await CauseOnlineAsync(paper));
        Assert.Equal("verify.suspended", await CauseOnlineAsync(copy));
        await city.DoAsync(issued.Id, World.Customs, new ChangeStatus("01", "a", "b"));
        Assert.Null(await CauseOnlineAsync(paper));
        Assert.Equal("verify.copy-dead", await CauseOnlineAsync(copy));
        Time.Advance(TimeSpan.FromDays(11));
        Assert.Equal("verify.expired", await CauseOnlineAsync(copy));
    }

    [Fact]
    public async Task A_copy_has_a_purpose_and_an_end()
    {
        foreach (var (purpose, days, code) in new[]
        {
            (" ", 1, "certificate.purpose-missing"), (new string('x', 101), 1, "certificate.purpose-missing"),
            ("年检", -1, "certificate.copy-too-long"), ("年检", 31, "certificate.copy-too-long"),
        })
            Assert.Equal(code, (await city.DoAsync(
                issued.Id, World.Resident, new CopyCertificate(purpose, null, World.Today.AddDays(days)))).Refusal!.Code);
    }

    [Fact]
    public async Task What_is_shown_lasts_a_minute_and_serves_one_verifier()
    {
        async Task<string> ShowAsync() => signing.OnScreen(
            (await city.DoAsync(issued.Id, World.Resident, ShowCertificate.Anew())).Value, World.Today, Sm2);

        var first = await ShowAsync();
        for (var preview = 0; preview < 3; preview++)
        {
            var looked = await Desk.LookAsync(first);
            Assert.Equal(("verify.unconfirmed", true, null), (looked.Cause?.Code, looked.IsUnconfirmed, looked.Certificate));
        }
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => CauseOnlineAsync(first))));
        Assert.Single(answers, (string?)null);
        Assert.All(answers.Where(cause => cause is not null), cause => Assert.Equal("verify.used", cause));
        Assert.Equal("verify.used", (await Desk.LookAsync(first)).Cause?.Code);
        var second = await ShowAsync();
        var third = await ShowAsync();
        Assert.Equal("verify.shown-again", await CauseOnlineAsync(second));
        Assert.Equal("verify.shown-again", (await Desk.LookAsync(second)).Cause?.Code);
        Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(CauseOf(third));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("verify.too-late", await CauseOnlineAsync(third));
        var stopped = await ShowAsync();
        await city.DoAsync(issued.Id, World.Customs, new ChangeStatus("07", "a", "b"));
        Assert.Equal("verify.revoked", await CauseOnlineAsync(stopped));
        Assert.Equal("certificate.not-good", (await city.DoAsync(issued.Id, World.Resident, ShowCertificate.Anew())).Refusal!.Code);
    }

    [Fact]
    public async Task A_clock_ahead_by_a_little_is_borne_and_by_more_is_not()
    {
        var shown = (await city.DoAsync(issued.Id, World.Resident, ShowCertificate.Anew())).Value;
        var code = signing.OnScreen(shown, World.Today, Sm2);
        var made = shown.Presentation!.At;
        foreach (var (seconds, cause) in new[]
            { (-6, "verify.not-yet"), (-5, null), (0, null), (59, null), (60, "verify.too-late"), (86_400, "verify.too-late") })
            Assert.Equal(cause, CauseOf(code, made.AddSeconds(seconds)));
    }

    [Fact]
    public async Task A_renewal_takes_the_place_of_the_old_one_and_both_say_so()
    {
        var next = (await city.Desk.BeginAsync(World.Customs, new RenewCertificate(issued))).Value;
        Assert.Equal(next.Id, (await city.Desk.BeginAsync(World.Customs, new RenewCertificate(issued))).Value.Id);
        await city.FollowAsync();
        var old = (await city.Lists.FindAsync(issued.Id))!;
        Assert.Equal(next.Id, (await city.Desk.BeginAsync(World.Customs, new RenewCertificate(old))).Value.Id);
        Assert.Equal((CertificateStatus.Lapsed, next.Content.Identifier), (old.Status, old.ReplacedBy));
        Assert.Equal(issued.Content.Identifier, next.Content.Replaces);
        Assert.Equal("verify.lapsed", await CauseOnlineAsync(signing.OnPaper(old, World.Today, Sm2)));
        Assert.Null(await CauseOnlineAsync(signing.OnPaper(next, World.Today, Sm2)));
        Assert.Equal("certificate.not-your-office",
            (await city.Desk.BeginAsync(World.Stranger, new RenewCertificate(next))).Refusal!.Code);
    }

    [Fact]
    public async Task A_process_killed_between_the_new_certificate_and_the_end_of_the_old_leaves_nothing_half_done()
    {
        var next = (await city.Desk.BeginAsync(World.Customs, new RenewCertificate(issued))).Value;
        Assert.True((await city.Lists.FindAsync(issued.Id))!.IsGoodOn(World.Today));
        // Killed here: nobody asks again. What runs afterwards ends the old one, and a second one finds nothing left to do.
        foreach (var node in new[] { city.AnotherNode(), city.AnotherNode() })
        {
            await node.FollowAsync();
            var old = (await node.Lists.FindAsync(issued.Id))!;
            Assert.Equal((CertificateStatus.Lapsed, next.Content.Identifier), (old.Status, old.ReplacedBy));
            Assert.Single(old.Changes);
        }
        Assert.True((await city.Lists.FindAsync(next.Id))!.IsGoodOn(World.Today));
    }

    [Fact]
    public async Task One_taken_away_before_its_renewal_took_its_place_stays_taken_away()
    {
        await city.Desk.BeginAsync(World.Customs, new RenewCertificate(issued));
        await city.DoAsync(issued.Id, World.Customs, new ChangeStatus("07", "a", "b"));
        await city.FollowAsync();
        Assert.Equal(CertificateStatus.Revoked, (await city.Lists.FindAsync(issued.Id))!.Status);
    }

    [Fact]
    public async Task One_from_elsewhere_is_made_known_with_a_note_and_never_vouched_for()
    {
        var wanted = new ImportCertificate(
            "1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M", "道路运输证", "37-1",
            "山东省交通运输厅", World.Orchard.Code, new(2025, 1, 1), null);
        await city.RegisterOrchardAsync();
        var known = (await city.Desk.BeginAsync(World.Customs, wanted)).Value;
        Assert.True(known is { IsImported: true, HasFaultyCheck: true });
        Assert.Equal(known.Id, (await city.Desk.BeginAsync(World.Customs, wanted)).Value.Id);
        Assert.Equal("certificate.not-good", (await city.DoAsync(known.Id, World.Resident, ShowCertificate.Anew())).Refusal!.Code);
        foreach (var (wrong, code) in new[]
        {
            (wanted with { Identifier = wanted.Identifier![..^1] + "K" }, "certificate.identifier-not-valid"),
            (wanted with { Identifier = issued.Content.Identifier }, "certificate.own-issue"),
            (wanted with { Name = "" }, "certificate.import-incomplete"),
            (wanted with { Holder = "91210200MY9T10002W" }, "certificate.holder-unknown"),
            (wanted with { ValidUntil = new(2024, 12, 31) }, "certificate.import-incomplete"),
        })
            Assert.Equal(code, (await city.Desk.BeginAsync(World.Customs, wrong)).Refusal!.Code);
        Assert.Equal("certificate.not-your-office", (await city.Desk.BeginAsync(World.Resident, wanted)).Refusal!.Code);
    }

    [Fact]
    public async Task Offline_the_published_keys_and_a_status_list_suffice()
    {
        var lists = new StatusLists(city.Store.Rows, World.Pack, city.Keys, Time);
        var paper = signing.OnPaper(issued, World.Today, Sm2);
        var before = (await lists.FileAsync(0))!;
        await city.DoAsync(issued.Id, World.Customs, new ChangeStatus("07", "a", "b"));
        Time.Advance(TimeSpan.FromSeconds(1));
        var after = (await lists.FileAsync(0))!;
        var document = KeyDocument.Read(new KeyDocument(1, World.Pack.City.Code, "大连市",
            [.. city.Keys.Published().Select(key => KeyEntry.Of(key, "某机关"))], new Dictionary<string, string>()).Write()).Value;
        Assert.Null(CauseOf(paper, keys: document.Trusted()));
        Assert.True(StatusSnapshot.Read(before, document.Trusted()).Value.IsGood(issued.Slot));
        var read = StatusSnapshot.Read(after, document.Trusted()).Value;
        Assert.False(read.IsGood(issued.Slot));
        Assert.True(read.IsGood(issued.Slot + 1));
        Assert.Equal(Time.GetUtcNow(), read.AsOf);
        Assert.Null(await lists.FileAsync(1));
        for (var at = 0; at < after.Length; at++)
        {
            var wrong = (byte[])after.Clone();
            wrong[at] ^= 4;
            Assert.NotNull(StatusSnapshot.Read(wrong, document.Trusted()).Refusal);
        }
        for (var length = 0; length < after.Length; length += 7)
            Assert.NotNull(StatusSnapshot.Read(after[..length], document.Trusted()).Refusal);
    }

    [Fact]
    public void A_list_of_keys_with_a_point_off_its_curve_or_an_id_of_another_is_refused()
    {
        var key = city.Keys.Published()[0];
        var right = new KeyDocument(1, "210200", "大连市", [KeyEntry.Of(key, "某机关")], new Dictionary<string, string>());
        Assert.True(KeyDocument.Read(right.Write()).IsGranted);
        Assert.Equal(5, KeyDocument.Read((right with { StatusHours = 5 }).Write()).Value.StatusHours);
        Assert.Equal("keys.unreadable", KeyDocument.Read((right with { StatusHours = 0 }).Write()).Refusal!.Code);
        // One that was fetched from an earlier release.
        var earlier = System.Text.Encoding.UTF8.GetString(right.Write()).Replace("statusHours", "unknownThen", StringComparison.Ordinal);
        Assert.Null(KeyDocument.Read(System.Text.Encoding.UTF8.GetBytes(earlier)).Value.StatusHours);
        foreach (var wrong in new[]
        {
            right with { Version = 2 }, right with { Keys = [right.Keys[0] with { Id = "00000001" }] },
            right with { Keys = [right.Keys[0] with { Profile = KeyProfile.P256 }] },
            right with { Keys = [right.Keys[0] with { Public = "AAAA" }] },
            right with { Keys = [right.Keys[0] with { Issuer = "x" }] },
        })
            Assert.Equal("keys.unreadable", KeyDocument.Read(wrong.Write()).Refusal!.Code);
        Assert.Equal("keys.unreadable", KeyDocument.Read("[]"u8).Refusal!.Code);
        Assert.Equal("keys.unreadable", KeyDocument.Read("{\"version\":1,\"keys\":[null]}"u8).Refusal!.Code);
    }

    private static CodeBody Body(string code) => SignedCode.TryParse(code, out var read) ? read.Body : throw new ArgumentException(code);

    private static CodeBody Moved(CodeBody body, uint slot)
    {
        Assert.True(CertificateIdentifier.TryParse(body.Identifier, out var was));
        return body with
        {
            Slot = slot,
            Identifier = $"{CertificateIdentifier.Make(was.Type, was.Issuer, Serials.Text(2026, slot), 1)}",
        };
    }
}
