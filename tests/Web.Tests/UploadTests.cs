using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Yitong.Shell;

namespace Yitong.Web_Tests;

/// <summary>Files from strangers: what they are, what they are called, whose they are, and how many.</summary>
public sealed class UploadTests(Portal portal) : IClassFixture<Portal>
{
    private const string Pdf = "%PDF-1.4\n";

    private static readonly byte[] Filler = [.. Enumerable.Repeat((byte)' ', 1024)];

    public static TheoryData<byte[], string?> Kinds => new()
    {
        { Bytes(Pdf), "application/pdf" },
        { [0xEF, 0xBB, 0xBF, .. Bytes(Pdf)], "application/pdf" },
        { [.. Filler, .. Bytes(Pdf)], "application/pdf" },
        { [.. Filler, (byte)' ', .. Bytes(Pdf)], null },
        { Bytes("MZ\u0090 " + Pdf), null },
        { Bytes("%PDF-x"), null },
        { Heic("heic"), "image/heic" },
        { Heic("heix"), "image/heic" },
        { Heic("heim"), "image/heic" },
        { Heic("hevc"), "image/heic" },
        { Heic("msf1"), "image/heic" },
        { Heic("isom"), null },
        { Bytes("RIFF1234WEBPVP8 "), "image/webp" },
        { Bytes("<html>  WEBP<script>"), null },
        { Bytes("RIFF1234WAVE"), null },
        { Zip("OFD.xml"), "application/ofd" },
        { Zip("Doc_0/OFD.xml"), null },
        { Zip("word/document.xml"), null },
        { Bytes("PK\u0003\u0004OFD.xml"), null },
        { [0xff, 0xd8], null },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_type_is_that_of_the_bytes(byte[] bytes, string? type)
    {
        var found = UploadedFile.TypeOf(bytes, "图.hta");
        Assert.Equal(type, found.IsGranted ? found.Value : null);
        Assert.Equal(type is null ? "upload.not-a-document" : null, found.Refusal?.Code);
    }

    [Theory]
    [InlineData("图.hta", "图.pdf")]
    [InlineData("报告.pdf.exe", "报告.pdf")]
    [InlineData("C:\\tmp\\证.PDF", "证.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("a\r\nSet-Cookie: x\0.html", "aSet-Cookie x.pdf")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.pdf")]
    [InlineData("第1.2稿", "第1.2稿.pdf")]
    [InlineData("", "file.pdf")]
    [InlineData("...", "file.pdf")]
    public async Task The_name_follows_the_type_and_hides_nothing(string sent, string kept)
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        var answer = await RawAsync(resident, Bytes(Pdf), sent);
        Assert.Equal((201, kept), (answer.Status, answer["fileName"].GetString()));
    }

    [Fact]
    public async Task A_file_goes_out_as_what_it_is_under_a_short_name()
    {
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        var at = await CaseAsync(agent);
        var content = Convert.ToBase64String(Bytes(Pdf + "<html>"));
        var handed = await agent.Post(at + "/materials", new { material = Lease, fileName = new string('长', 900_00) + ".hta", content });
        Assert.True(handed.Status == 200, handed.Text);
        using var request = new HttpRequestMessage(HttpMethod.Get, at + "/materials/" + Lease);
        using var answer = await agent.Send(request);
        var headers = answer.Content.Headers;
        Assert.Equal(("application/pdf", "nosniff"), (headers.ContentType!.ToString(), answer.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.EndsWith(".pdf", headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.Equal((120, "attachment"), (headers.ContentDisposition.FileNameStar!.Length, headers.ContentDisposition.DispositionType));
        Assert.True(headers.GetValues("Content-Disposition").Single().Length < 1_600);
        Assert.DoesNotContain(new string('长', 121), (await agent.Get(at + "/events")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.4")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Dispo")]
    [InlineData("multipart/form-data; boundary=x", "")]
    [InlineData("multipart/form-data; boundary=x", "--y\r\n\r\n")]
    [InlineData("multipart/form-data; boundary=\"", "--x--")]
    [InlineData("multipart/form-data; boundary=\"\"", "--x--")]
    [InlineData("multipart/form-data", "--x--")]
    [InlineData("multipart/form-data; boundary=", "--x--")]
    [InlineData("300", "--x--")]
    [InlineData("7000", "--x--")]
    public async Task A_form_that_does_not_come_apart_is_400_at_every_door(string type, string body)
    {
        if (int.TryParse(type, out var length)) type = "multipart/form-data; boundary=" + new string('b', length);
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        using var browser = await portal.OpenAs("resident");
        foreach (var path in new[] { "/api/v1/uploads", $"/cases/{Guid.NewGuid()}/materials", $"/cases/{Guid.NewGuid()}/materials/x", "/sign-in" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Bytes(body)) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await (path.StartsWith("/api", StringComparison.Ordinal) ? resident.Send(request) : browser.Send(request));
            Assert.True(HttpStatusCode.BadRequest == answer.StatusCode, $"{path} {type}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task To_know_the_digest_of_bytes_is_not_to_have_them()
    {
        using var victim = await ApiClient.OpenAsync(portal.Address, "resident");
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        var hash = (await victim.Upload(Bytes(Pdf + "的病历"), "病历.pdf"))["upload"].GetString();
        var at = await CaseAsync(agent);
        var stolen = await agent.Post(at + "/materials", new { material = Lease, upload = hash });
        Assert.Equal((422, "upload.unknown"), (stolen.Status, stolen.Code));
        Assert.Equal(422, (await agent.Post(at + "/materials", new { material = Lease, upload = hash!.ToUpperInvariant() })).Status);
        // Who has the bytes has them.
        await agent.Upload(Bytes(Pdf + "的病历"), "病历.pdf");
        Assert.Equal(200, (await agent.Post(at + "/materials", new { material = Lease, upload = hash })).Status);
    }

    [Fact]
    public async Task A_file_that_was_chosen_is_kept_by_the_button_that_goes_on()
    {
        using var browser = await portal.OpenAs("agent");
        using var agent = await ApiClient.OpenAsync(portal.Address, "agent");
        var at = await CaseAsync(agent);
        var page = "/cases/" + at.Split('/')[^1];
        await browser.Get(page + "/sources?then=materials");
        await browser.Post(page + "/sources", ("agreed", "no"), ("then", "materials"));
        Assert.Contains($"name=\"{Lease}\" form=\"files\"", (await browser.Get(page + "/materials")).Html, StringComparison.Ordinal);
        var wrong = await browser.PostFiles(page + "/materials", [(Lease, "照片.pdf", Bytes("GIF89a"))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        var next = await browser.PostFiles(page + "/materials", [(Lease, "租赁合同.hta", Bytes(Pdf))]);
        Assert.Equal((HttpStatusCode.SeeOther, page + "/check"), (next.Status, next.Location));
        Assert.Contains("租赁合同.pdf", (await browser.Get(page + "/materials")).Html, StringComparison.Ordinal);
    }

    private const string Lease = "equipment-layout";

    private static async Task<string> CaseAsync(ApiClient agent) =>
        $"/api/v1/cases/{(await agent.Post("/api/v1/cases", new { matter = "M009", subject = ApiTests.Restaurant }))["id"].GetString()}";

    private static async Task<Reply> RawAsync(ApiClient client, byte[] bytes, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/uploads?fileName=" + Uri.EscapeDataString(name));
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await client.Send(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new((int)answer.StatusCode, System.Text.Json.JsonDocument.Parse(text).RootElement, text);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Heic(string brand) => [0, 0, 0, 24, .. Bytes("ftyp" + brand), 0, 0, 0, 0, .. Bytes("mif1heic")];

    private static byte[] Zip(string entry)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var text = new StreamWriter(zip.CreateEntry(entry).Open())) text.Write("<ofd:OFD/> %PDF-1.4");
        return bytes.ToArray();
    }
}

/// <summary>Where an account may bring one mebibyte a day.</summary>
public sealed class UploadQuotaTests(UploadQuotaTests.Narrow portal) : IClassFixture<UploadQuotaTests.Narrow>
{
    [Fact]
    public async Task An_account_brings_so_much_a_day_and_is_told_so()
    {
        using var resident = await ApiClient.OpenAsync(portal.Address, "resident");
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => resident.Upload(Scan(n), $"{n}.pdf")));
        Assert.InRange(sent.Count(answer => answer.Status == 201), 1, 2);
        var refused = sent.First(answer => answer.Status != 201);
        Assert.Equal((409, "upload.too-much-today"), (refused.Status, refused.Code));
        Assert.Contains("1MB", refused["detail"].GetString(), StringComparison.Ordinal);
        using var other = await ApiClient.OpenAsync(portal.Address, "agent");
        Assert.Equal(201, (await other.Upload(Scan(9), "9.pdf")).Status);
        // The same once more costs nothing.
        Assert.Equal(201, (await other.Upload(Scan(9), "9.pdf")).Status);
        Assert.Equal(201, (await other.Upload(Scan(8), "8.pdf")).Status);
    }

    private static byte[] Scan(int n) => [.. Encoding.UTF8.GetBytes($"%PDF-1.4 {n}"), .. new byte[500_000]];

    /// <summary>With a narrow quota.</summary>
    public sealed class Narrow : Portal
    {
        /// <inheritdoc/>
        protected override Dictionary<string, string?> Settings => new(base.Settings) { ["limits:upload-megabytes-per-day"] = "1" };
    }
}
