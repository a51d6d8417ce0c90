using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests.Identifiers;

public sealed class CertificateIdentifierTests
{
    private const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    [Theory]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F")]
    [InlineData("1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0")]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9")]
    public void Those_in_use_are_right(string text)
    {
        Assert.True(CertificateIdentifier.TryParse(text, out var identifier));
        Assert.Equal((text, CertificateCheck.Standard), (identifier.ToString(), identifier.Check));
        Assert.Equal(identifier, CertificateIdentifier.Make(
            identifier.Type, identifier.Issuer, identifier.Serial, int.Parse(identifier.Version)));
    }

    [Fact]
    public void One_of_a_faulty_program_is_understood_and_told_apart()
    {
        const string Written = "1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M";
        Assert.True(CertificateIdentifier.TryParse(Written, out var identifier));
        Assert.Equal(CertificateCheck.Faulty, identifier.Check);
        Assert.Equal(Written, identifier.ToString());
        var made = CertificateIdentifier.Make(identifier.Type, identifier.Issuer, identifier.Serial, 1);
        Assert.EndsWith(".D", made.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_wrong_character_is_always_noticed_by_the_standard() =>
        Gen.Select(Gen.Char[Characters].Array[21], Gen.Char[Characters].Array[1, 18], Gen.Char[Characters].Array[1, 32],
            Gen.Int[0, 20], Gen.Char[Characters]).Sample((type, issuer, serial, at, with) =>
        {
            var right = CertificateIdentifier.Make(new(type), new(issuer), new(serial), 7);
            Assert.True(CertificateIdentifier.TryParse(right.ToString(), out var read));
            Assert.Equal(CertificateCheck.Standard, read.Check);
            if (type[at] == with) return;
            type[at] = with;
            var wrong = right.ToString().Replace(right.Type, new(type), StringComparison.Ordinal);
            Assert.False(CertificateIdentifier.TryParse(wrong, out var taken) && taken.Check == CertificateCheck.Standard);
        });

    [Theory]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.V")]
    [InlineData("1.2.156.3005.2.11100000000013338w011.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.1.11100000000013338W011.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.UU")]
    [InlineData("1.2.156.3005.2.11100000000013338W011..20230000403.001.U")]
    [InlineData("")]
    [InlineData(null)]
    public void Nothing_else_is_one(string? text) => Assert.False(CertificateIdentifier.TryParse(text, out _));
}
