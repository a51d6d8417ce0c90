using CsCheck;

namespace Yitong.Transparency.Tests;

public sealed class NoteTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly NoteSigner Log = new("log.dalian.example/2026", NoteKeyKind.Log, Secret(1));
    private static readonly NoteSigner Archive = new("archive.dalian.example", NoteKeyKind.Witness, Secret(2));
    private static readonly Checkpoint Said = new("log.dalian.example/2026", 12, Digest.OfLeaf([1, 2, 3]));
    private static readonly SignedNote Note = new SignedNote(Said.Text, [Log.Sign(Said.Text, Now)]).With(Archive.Sign(Said.Text, Now));

    [Fact]
    public void A_checkpoint_goes_through_a_note_and_back()
    {
        Assert.True(SignedNote.TryParse(Note.ToString(), out var read));
        Assert.Equal(Note.ToString(), read.ToString());
        Assert.True(Checkpoint.TryParse(read.Text, out var checkpoint));
        Assert.Equal(Said, checkpoint);
        Assert.True(Log.Verifier.Verify(read, out var none));
        Assert.Null(none);
        Assert.True(Archive.Verifier.Verify(read, out var seen));
        Assert.Equal(Now, seen);
    }

    [Fact]
    public void A_key_is_read_back_from_its_text()
    {
        Assert.True(NoteVerifier.TryParse(Archive.Verifier.ToString(), out var read));
        Assert.Equal((Archive.Verifier.Name, Archive.Verifier.Id, Archive.Verifier.Kind), (read.Name, read.Id, read.Kind));
        Assert.True(read.Verify(Note, out _));
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
                && Log.Verifier.Verify(read, out _) && Archive.Verifier.Verify(read, out _));
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
