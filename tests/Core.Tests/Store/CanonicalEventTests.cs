using System.Security.Cryptography;
using CsCheck;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Core.Tests.Store;

public sealed class CanonicalEventTests
{
    private static readonly RecordedEvent Example = new(
        258, new Guid("00112233-4455-6677-8899-aabbccddeeff"), 3, "case.accepted", "{\"字\":\"大连\"}",
        new(new Guid("0192a000-0000-7000-8000-000000000001"),
            new DateTimeOffset(2026, 9, 28, 9, 0, 0, TimeSpan.FromHours(8)).AddTicks(10),
            new("o7", ActorRole.Official, "数据局", null), "accept"));

    /// <summary>What was committed to once must be found again by every later release: these bytes never change.</summary>
    [Fact]
    public void Has_the_bytes_that_it_had_in_the_first_release()
    {
        Assert.Equal(
            "01" + "0000000000000102" + "00112233445566778899aabbccddeeff" + "00000003"
            + "0000000d" + "636173652e6163636570746564" + "00000010" + "7b22e5ad97223a22e5a4a7e8bf9e227d"
            + "00065c8095db2401" + "0192a000000070008000000000000001" + "00000006" + "616363657074"
            + "00000002" + "6f37" + "00000003" + "00000009" + "e695b0e68daee5b180" + "ffffffff",
            Convert.ToHexStringLower(CanonicalEvent.Write(Example)));
        byte[] salt = [.. Enumerable.Range(0, CanonicalEvent.SaltBytes).Select(i => (byte)i)];
        Assert.Equal(
            SHA256.HashData([.. salt, .. CanonicalEvent.Write(Example)]), CanonicalEvent.Commit(salt, Example));
    }

    [Fact]
    public void Reads_back_what_it_wrote_and_nothing_else()
    {
        var text = Gen.String[Gen.Char['\0', '\ud7ff'], 0, 40];
        var events = Gen.Select(Gen.Long, Gen.Guid, Gen.Int, text, text, Gen.Select(text, text, text.Null(), text.Null()));
        events.Sample((position, stream, version, type, json, by) =>
        {
            var at = DateTimeOffset.UnixEpoch.AddTicks(position % 10_000_000_000 * 10);
            var recorded = new RecordedEvent(position, stream, version, type, json,
                new(stream, at, new(by.Item1, ActorRole.Clerk, by.Item3, by.Item4), by.Item2));
            var bytes = CanonicalEvent.Write(recorded);
            Assert.True(CanonicalEvent.TryRead(bytes, out var read));
            Assert.Equal(recorded, read);
            Assert.False(CanonicalEvent.TryRead(bytes.AsSpan(..^1), out _));
            Assert.False(CanonicalEvent.TryRead([.. bytes, 0], out _));
        });
    }

    [Fact]
    public void Bytes_that_were_changed_are_another_event_or_none()
    {
        var bytes = CanonicalEvent.Write(Example);
        for (var i = 0; i < bytes.Length; i++)
            for (var bit = 0; bit < 8; bit++)
            {
                byte[] changed = [.. bytes];
                changed[i] ^= (byte)(1 << bit);
                if (CanonicalEvent.TryRead(changed, out var read))
                    Assert.Equal(changed, CanonicalEvent.Write(read));
            }
    }
}
