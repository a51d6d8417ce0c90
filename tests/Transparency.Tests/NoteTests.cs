using CsCheck;

namespace Yitong.Transparency.Tests;

public sealed class NoteTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly NoteSigner Log = new("log.dalian.example/2026", NoteKeyKind.Log, Secret(1));
    private static readonly NoteSigner Archive = new("archive.dalian.example", NoteKeyKind.Witness, Secret(2));
    private static readonly NoteSigner Gm = new("log.dalian.example/2026", NoteKeyKind.Log, Secret(3), NoteProfile.Sm2);
    private static readonly NoteSigner Court = new("court.dalian.example", NoteKeyKind.Witness, Secret(4), NoteProfile.Sm2);
    private static readonly Checkpoint Said = new("log.dalian.example/2026", 12, Digest.OfLeaf([1, 2, 3]));
    private static readonly SignedNote Note = new SignedNote(Said.Text, [Log.Sign(Said.Text, Now), Gm.Sign(Said.Text, Now)])
        .With(Archive.Sign(Said.Text, Now)).With(Court.Sign(Said.Text, Now));

    [Fact]
    public void A_checkpoint_goes_through_a_note_and_back()
    {
        Assert.True(SignedNote.TryParse(Note.ToString(), out var read));
        Assert.Equal(Note.ToString(), read.ToString());
        Assert.True(Checkpoint.TryParse(read.Text, out var checkpoint));
        Assert.Equal(Said, checkpoint);
        Assert.True(Log.Verifier.Verify(read, out var none));
        Assert.Null(none);
        foreach (var witness in (NoteSigner[])[Archive, Court])
        {
            Assert.True(witness.Verifier.Verify(read, out var seen));
            Assert.Equal(Now, seen);
        }
    }

    [Fact]
    public void A_key_is_read_back_from_its_text()
    {
        foreach (var key in (NoteVerifier[])[Log.Verifier, Gm.Verifier, Archive.Verifier, Court.Verifier])
        {
            Assert.True(NoteVerifier.TryParse(key.ToString(), out var read));
            Assert.Equal((key.Name, key.Id, key.Kind, key.Profile), (read.Name, read.Id, read.Kind, read.Profile));
            Assert.True(read.Verify(Note, out _));
        }
    }

    [Fact]
    public void Of_a_log_with_two_keys_a_reader_may_know_one_or_both()
    {
        foreach (var keys in (NoteKeys[])[new(Log.Verifier), new(Gm.Verifier), new(Log.Verifier, Gm.Verifier)])
        {
            Assert.True(keys.Verify(Note));
            Assert.True(NoteKeys.TryParse(keys.ToString(), out var read) && read.Contains(keys));
        }
        var both = new NoteKeys(Log.Verifier, Gm.Verifier);
        var forged = Note with { Signatures = [Note.Signatures[0], Note.Signatures[1] with { Bytes = Note.Signatures[0].Bytes }] };
        Assert.Equal((NoteLook.Wrong, true), (both.Look(forged), new NoteKeys(Log.Verifier).Verify(forged)));
        Assert.True(both.Verify(Note with { Signatures = [Note.Signatures[1]] })); // Made while the log had one key.
        Assert.Equal(NoteLook.Absent, both.Look(Note with { Signatures = [.. Note.Signatures.Skip(2)] }));
        Assert.False(NoteKeys.TryParse($"{Log.Verifier} {Archive.Verifier}", out _));
    }

    [Theory]
    [InlineData(NoteKeyFault.NoKey, "log.example+00000000")]
    [InlineData(NoteKeyFault.OtherAlgorithm, "log.example+00000000+AgECAw==")] // ECDSA
    [InlineData(NoteKeyFault.OtherAlgorithm, "log.example+00000000+")]
    [InlineData(NoteKeyFault.OffCurve, "log.example+00000000+AQECAw==")]
    public void A_key_that_is_none_is_refused_with_the_cause(NoteKeyFault cause, string text)
    {
        Assert.Equal(cause, NoteVerifier.Read(text, out var none));
        Assert.Null(none);
    }

    [Fact]
    public void A_point_of_another_curve_is_refused_with_the_cause()
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var point = other.ExportParameters(false).Q;
        var prefix = NoteAlgorithm.Prefix(NoteKeyKind.Log, NoteProfile.Sm2);
        var text = $"log.example+00000000+{Convert.ToBase64String([.. prefix, 4, .. point.X!, .. point.Y!])}";
        Assert.Equal(NoteKeyFault.OffCurve, NoteVerifier.Read(text, out _));
        var id = Gm.Verifier.Id.ToString("x8", null);
        Assert.Equal(NoteKeyFault.OtherId, NoteVerifier.Read($"{Gm.Verifier}".Replace(id, "00000000", StringComparison.Ordinal), out _));
    }

    [Fact]
    public void Another_key_of_the_same_name_verifies_nothing() =>
        Assert.False(new NoteSigner(Log.Verifier.Name, NoteKeyKind.Log, Secret(3)).Verifier.Verify(Note, out _));

    [Fact]
    public void No_changed_byte_of_a_note_is_believed() => Gen.Select(Gen.Int[0, Note.ToString().Length - 1], Gen.Char[' ', '~'])
        .Sample((at, with) =>
        {
            var text = Note.ToString();
            if (text[at] == with) return;
            var changed = text[..at] + with + text[(at + 1)..];
            Assert.False(SignedNote.TryParse(changed, out var read)
                && Log.Verifier.Verify(read, out _) && Archive.Verifier.Verify(read, out _)
                && Gm.Verifier.Verify(read, out _) && Court.Verifier.Verify(read, out _));
        });

    [Fact]
    public void Nothing_that_is_sent_makes_reading_fail_otherwise_than_by_false() =>
        Gen.String.Sample(text =>
            Assert.False(Checkpoint.TryParse(text, out _) || NoteVerifier.TryParse(text, out _)
                || SignedNote.TryParse(text, out _) || SignedNote.TryParse(Said.Text + "\n\u2014 " + text + "\n", out _)));

    [Theory]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("")]
    public void A_name_that_would_break_the_line_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new NoteSigner(name, NoteKeyKind.Log, Secret(1)));

    private static byte[] Secret(byte seed) => [.. Enumerable.Repeat(seed, 32)];
}
