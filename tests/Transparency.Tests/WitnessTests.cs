using CsCheck;
using System.Text;

namespace Yitong.Transparency.Tests;

public sealed class WitnessTests
{
    private const string Origin = "log.dalian.example/2026";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly NoteSigner Log = new(Origin, NoteKeyKind.Log, [.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly Witness Archive = new(
        new("archive.dalian.example", NoteKeyKind.Witness, [.. Enumerable.Repeat((byte)2, 32)]),
        new Dictionary<string, NoteKeys> { [Origin] = new(Log.Verifier) });

    private readonly Dictionary<(int, long), Digest> final = [];
    private readonly GrowingTree tree = new();

    [Fact]
    public void Cosigns_every_growth_of_one_history_and_anybody_can_check_it()
    {
        var last = LastSigned.Nothing;
        foreach (var more in new[] { 1, 4, 0, 60, 7 })
        {
            Grow(more);
            var request = Ask(last.Size);
            var answer = Assert.IsType<WitnessAnswer.Cosigned>(Archive.Answer(request, last, Now));
            Assert.True(Archive.Signer.Verifier.Verify(request.Note.With(answer.Signature), out var seen));
            Assert.Equal(Now, seen);
            last = answer.Now;
        }
        Assert.Equal((tree.Size, tree.Root), (last.Size, last.Root));
    }

    [Fact]
    public void Signs_no_second_history()
    {
        Grow(9);
        var last = Assert.IsType<WitnessAnswer.Cosigned>(Archive.Answer(Ask(0), LastSigned.Nothing, Now)).Now;
        var other = new WitnessTests();
        other.Grow(5);
        other.tree.Add(Digest.OfLeaf([9]), (h, i, d) => other.final[(h, i)] = d);
        other.Grow(3);
        Assert.IsType<WitnessAnswer.Fork>(Archive.Answer(other.Ask(9), last, Now));
        other.Grow(4);
        Assert.IsType<WitnessAnswer.NoExtension>(Archive.Answer(other.Ask(9), last, Now));
    }

    [Fact]
    public void Says_where_it_stands_to_a_log_that_is_mistaken()
    {
        Grow(9);
        var answer = Archive.Answer(Ask(0), new(5, Subtree(5)), Now);
        Assert.Equal(5, Assert.IsType<WitnessAnswer.OtherSize>(answer).Size);
        Assert.IsType<WitnessAnswer.Cosigned>(Archive.Answer(Ask(5), new(5, Subtree(5)), Now));
    }

    [Fact]
    public void Signs_nothing_for_a_stranger_or_without_the_logs_own_signature()
    {
        Grow(3);
        var request = Ask(0);
        var stranger = new NoteSigner(Origin, NoteKeyKind.Log, [.. Enumerable.Repeat((byte)3, 32)]);
        var text = request.Note.Text;
        Assert.IsType<WitnessAnswer.NotSigned>(Archive.Answer(
            request with { Note = new(text, [stranger.Sign(text, Now)]) }, LastSigned.Nothing, Now));
        var elsewhere = text.Replace("dalian", "yingkou", StringComparison.Ordinal);
        Assert.IsType<WitnessAnswer.UnknownLog>(Archive.Answer(
            request with { Note = new(elsewhere, [Log.Sign(elsewhere, Now)]) }, LastSigned.Nothing, Now));
        Assert.IsType<WitnessAnswer.Malformed>(Archive.Answer(
            request with { Note = new("hello\n", [Log.Sign("hello\n", Now)]) }, LastSigned.Nothing, Now));
    }

    [Fact]
    public void A_request_goes_over_the_wire_and_back()
    {
        Grow(21);
        var request = Ask(13);
        Assert.True(AddCheckpoint.TryParse(request.ToString(), out var read));
        Assert.Equal(request.ToString(), read.ToString());
        Assert.IsType<WitnessAnswer.Cosigned>(Archive.Answer(read, new(13, Subtree(13)), Now));
    }

    [Fact]
    public void No_changed_byte_of_a_request_is_cosigned()
    {
        Grow(21);
        var (body, last) = (Ask(13).ToString(), new LastSigned(13, Subtree(13)));
        Gen.Select(Gen.Int[0, body.Length - 1], Gen.Char[' ', '~']).Sample((at, with) =>
        {
            if (body[at] == with) return;
            var changed = body[..at] + with + body[(at + 1)..];
            Assert.False(AddCheckpoint.TryParse(changed, out var read)
                && Archive.Answer(read, last, Now) is WitnessAnswer.Cosigned);
        });
    }

    private void Grow(int leaves)
    {
        for (var i = 0; i < leaves; i++)
            tree.Add(Digest.OfLeaf(Encoding.ASCII.GetBytes($"entry {tree.Size}")), (h, index, d) => final[(h, index)] = d);
    }

    private AddCheckpoint Ask(long from)
    {
        var text = new Checkpoint(Origin, tree.Size, tree.Root).Text;
        return new(from, Consistency.Prove(from, tree.Size, Read), new(text, [Log.Sign(text, Now)]));
    }

    private static Digest Subtree(int size)
    {
        var small = new WitnessTests();
        small.Grow(size);
        return small.tree.Root;
    }

    private Digest Read(int height, long index) => final[(height, index)];
}
