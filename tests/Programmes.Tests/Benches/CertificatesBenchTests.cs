using Yitong.Bench;

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
        Assert.Equal(0, CertificatesBench.Run(
            ["--certificates", "400", "--singles", "64", "--kills", "2", "--store", store], text));
        output.WriteLine(text.ToString());
        Assert.Contains("with 2 kill -9 on the way", text.ToString(), StringComparison.Ordinal);
    }
}
