using CsCheck;
using System.Text;
using Yitong.Transparency;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Yitong.Certificates.Tests;

public sealed class KeyTests
{
    private static readonly DateOnly Day = new(2026, 1, 1);
    private const string Issuer = "11210200MY9T10360X";

    // GM/T 0003.5-2012 (GB/T 32918.5, annex A): the standard's key, message and signature.
    private const string Point = "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
        + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
    private const string Secret = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";
    private const string Signature = "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
        + "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";
    private static readonly byte[] Message = Encoding.ASCII.GetBytes("message digest");

    public static TheoryData<KeyProfile> Profiles => [KeyProfile.Sm2, KeyProfile.P256, KeyProfile.Ed25519];

    [Fact]
    public void Verifies_the_signature_of_the_national_standard()
    {
        var key = CertificateKey.Of(KeyProfile.Sm2, Issuer, Convert.FromHexString(Point), Day)!;
        Assert.True(key.Verify(Message, Convert.FromHexString(Signature)));
        var own = SigningKey.Of(KeyProfile.Sm2, Issuer, Convert.FromHexString(Secret), Day);
        Assert.Equal(Point, Convert.ToHexString([.. own.Key.Public]));
        Assert.Equal(key.Id, own.Key.Id);
    }

    [Fact]
    public void Signs_with_the_number_of_the_standard_what_the_standard_says()
    {
        var signer = new SM2Signer(PlainDsaEncoding.Instance, new SM3Digest());
        signer.Init(true, new ParametersWithRandom(
            new ECPrivateKeyParameters(new BigInteger(Secret, 16), Sm2PublicKey.Curve),
            new Fixed(Convert.FromHexString("59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21"))));
        signer.BlockUpdate(Message, 0, Message.Length);
        Assert.Equal(Signature, Convert.ToHexString(signer.GenerateSignature()));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Verifies_what_it_signs_and_nothing_else(KeyProfile profile)
    {
        var key = SigningKey.Of(profile, Issuer, SigningKey.NewSecret(profile), Day);
        Gen.Byte.Array[0, 200].Sample(message =>
        {
            var signature = key.Sign(message);
            Assert.Equal(CertificateKey.SignatureSize, signature.Length);
            Assert.True(key.Key.Verify(message, signature));
            Assert.False(key.Key.Verify([.. message, 0], signature));
            Assert.False(key.Key.Verify(message, signature[..^1]));
        }, iter: 40);
        var right = key.Sign(Message);
        for (var at = 0; at < right.Length; at++)
        {
            var wrong = (byte[])right.Clone();
            wrong[at] ^= 1;
            Assert.False(key.Key.Verify(Message, wrong));
        }
        Assert.False(key.Key.Verify(Message, new byte[64]));
        Assert.False(key.Key.Verify(Message, [.. Enumerable.Repeat((byte)255, 64)]));
    }

    [Fact]
    public void A_point_of_another_curve_is_no_key()
    {
        var p256 = SigningKey.Of(KeyProfile.P256, Issuer, SigningKey.NewSecret(KeyProfile.P256), Day).Key.Public;
        Assert.Null(CertificateKey.Of(KeyProfile.Sm2, Issuer, p256.AsSpan(), Day));
        Assert.Null(CertificateKey.Of(KeyProfile.P256, Issuer, Convert.FromHexString(Point), Day));
        Assert.Null(CertificateKey.Of(KeyProfile.Ed25519, Issuer, Convert.FromHexString(Point), Day));
        Assert.Null(CertificateKey.Of(KeyProfile.Sm2, Issuer, new byte[65], Day));
        Assert.Null(CertificateKey.Of(KeyProfile.Ed25519, Issuer, new byte[32], Day));
        Assert.Null(CertificateKey.Of((KeyProfile)9, Issuer, p256.AsSpan(), Day));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Another_profiles_or_issuers_key_does_not_verify(KeyProfile profile)
    {
        var signature = SigningKey.Of(profile, Issuer, SigningKey.NewSecret(profile), Day).Sign(Message);
        foreach (var other in Profiles)
            Assert.False(SigningKey.Of(other, Issuer, SigningKey.NewSecret(other), Day).Key.Verify(Message, signature));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_batch_is_signed_once_and_each_document_verifies_with_its_path(KeyProfile profile)
    {
        var key = SigningKey.Of(profile, Issuer, SigningKey.NewSecret(profile), Day);
        Gen.Int[1, 70].Sample(size =>
        {
            var documents = Enumerable.Range(0, size).Select(i => Encoding.UTF8.GetBytes($"document {i}")).ToArray();
            var seals = BatchSeal.Sign(key, documents);
            Assert.Single(seals.Select(seal => seal.Signature).Distinct());
            for (var i = 0; i < size; i++)
            {
                Assert.True(seals[i].Verify(key.Key, documents[i]));
                Assert.False(seals[i].Verify(key.Key, [.. documents[i], 1]));
                if (size > 1) Assert.False((seals[i] with { Index = (i + 1) % size }).Verify(key.Key, documents[i]));
                Assert.False((seals[i] with { Size = size + 1 }).Verify(key.Key, documents[i]));
                Assert.False((seals[i] with { Path = seals[i].Path + "AAAA" }).Verify(key.Key, documents[i]));
            }
        }, iter: 12);
    }

    [Fact]
    public void Keys_lie_in_files_that_only_their_owner_reads_and_are_found_again()
    {
        var folder = Directory.CreateTempSubdirectory("yitong-keys-").FullName;
        try
        {
            var path = Path.Combine(folder, "certificates");
            var first = new KeyRing(path);
            var made = first.For(Issuer, KeyProfile.Sm2, Day);
            var file = Assert.Single(Directory.GetFiles(path));
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            var second = new KeyRing(path);
            Assert.True(second.For(Issuer, KeyProfile.Sm2, Day).Key.Verify(Message, made.Sign(Message)));
            // A key that another node made later is found when it is asked for.
            var later = second.For(Issuer, KeyProfile.Ed25519, Day);
            Assert.NotNull(first.Find(later.Key.Id));
            Assert.Null(first.Find(12));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void After_a_rotation_the_old_key_verifies_and_the_new_one_signs()
    {
        var ring = new KeyRing(null);
        var old = ring.For(Issuer, KeyProfile.P256, Day).Key;
        var next = ring.Rotate(Issuer, KeyProfile.P256, Day);
        Assert.Equal(old.Id, ring.For(Issuer, KeyProfile.P256, Day).Key.Id);
        Assert.Equal(next.Id, ring.For(Issuer, KeyProfile.P256, Day.AddDays(1)).Key.Id);
        Assert.True(ring.Find(old.Id)!.MaySign(Day));
        Assert.False(ring.Find(old.Id)!.MaySign(Day.AddDays(1)));
        var stolen = ring.Rotate(Issuer, KeyProfile.P256, Day.AddDays(2), isWithdrawn: true);
        Assert.Equal(stolen.Id, ring.For(Issuer, KeyProfile.P256, Day.AddDays(2)).Key.Id);
        Assert.True(ring.Find(next.Id)!.IsWithdrawn);
    }

    private sealed class Fixed(byte[] number) : SecureRandom
    {
        public override void NextBytes(byte[] bytes) => number.CopyTo(bytes, 0);
        public override void NextBytes(byte[] bytes, int off, int len) => number.AsSpan(0, len).CopyTo(bytes.AsSpan(off));
        public override void NextBytes(Span<byte> bytes) => number.AsSpan(0, bytes.Length).CopyTo(bytes);
    }
}
