using Yitong.Bench;
using Yitong.Testing;

namespace Yitong.Programmes.Tests.Benches;

public sealed class CertificatesBenchTests(ITestOutputHelper output)
{
    /// <summary>The benchmark in miniature: it throws when a certificate is missing, doubled, or does not verify.</summary>
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void Issues_and_verifies_also_when_its_process_is_killed_on_the_way(string store)
    {
        using var text = new StringWriter();
        var (certificates, kills) = Extent.Of((200, 1), (400, 2));
        Assert.Equal(0, CertificatesBench.Run(
            ["--certificates", $"{certificates}", "--singles", "64", "--kills", $"{kills}", "--store", store], text));
        output.WriteLine(text.ToString());
        Assert.Contains($"with {kills} kill -9 on the way", text.ToString(), StringComparison.Ordinal);
    }
}
