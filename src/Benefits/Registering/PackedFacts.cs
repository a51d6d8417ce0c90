using System.Buffers.Text;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>
/// A subject's facts in a few hundred letters: a bit for each fact that is known, then the numbers in as few bytes as they need.
/// Which facts stand where says the list that the load was opened with, so a fact that comes into the book later moves nothing.
/// </summary>
internal static class PackedFacts
{
    /// <summary>Writes the values of the listed facts.</summary>
    public static string Write(IReadOnlyList<Fact> facts, ReadOnlySpan<FactValue> values)
    {
        Span<byte> room = stackalloc byte[facts.Count / 8 + 1 + facts.Count * 20];
        room.Clear();
        var length = facts.Count / 8 + 1;
        for (var at = 0; at < facts.Count; at++)
        {
            var value = values[facts[at].Index];
            if (!value.IsKnown) continue;
            room[at / 8] |= (byte)(1 << at % 8);
            length = Put(room, length, unchecked((ulong)(value.Number << 1 ^ value.Number >> 63)));
            if (facts[at].Kind == FactKind.Ratio) length = Put(room, length, (ulong)value.Over);
        }
        return Base64Url.EncodeToString(room[..length]);
    }

    /// <summary>Reads the values back.</summary>
    /// <param name="packed">What was written.</param>
    /// <param name="facts">The facts of the list, each null when the book has it no more.</param>
    /// <param name="kinds">Which of the list are ratios.</param>
    /// <param name="values">Filled for the facts of the list.</param>
    public static void Read(string packed, IReadOnlyList<Fact?> facts, ReadOnlySpan<bool> kinds, Span<FactValue> values)
    {
        Span<byte> room = stackalloc byte[packed.Length];
        room = room[..Base64Url.DecodeFromChars(packed, room)];
        var from = facts.Count / 8 + 1;
        for (var at = 0; at < facts.Count; at++)
        {
            if ((room[at / 8] >> at % 8 & 1) == 0) continue;
            var mixed = Take(room, ref from);
            var number = unchecked((long)(mixed >> 1) ^ -(long)(mixed & 1));
            var over = kinds[at] ? (long)Take(room, ref from) : 1;
            if (facts[at] is { } fact) values[fact.Index] = new(number, over, true);
        }
    }

    private static int Put(Span<byte> room, int at, ulong number)
    {
        for (; number >= 128; number >>= 7) room[at++] = (byte)(number & 127 | 128);
        room[at++] = (byte)number;
        return at;
    }

    private static ulong Take(ReadOnlySpan<byte> room, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = room[at++];
            number |= (ulong)(next & 127) << shift;
            if (next < 128) return number;
        }
    }
}
