using System.Numerics;
using System.Runtime.CompilerServices;

namespace Yitong.Rules.Columns;

/// <summary>One rule as the kernel reads it.</summary>
/// <param name="First">Place of its first condition.</param>
/// <param name="Conditions">How many it has.</param>
/// <param name="Place">Where its counts go.</param>
/// <param name="Kept">Where the words of its matching rows go in the block's memory; below 0 when nobody needs them.</param>
internal readonly record struct RulePart(int First, int Conditions, int Place, int Kept);

/// <summary>Where the two bitmaps of an answer begin in the block's memory, in bytes.</summary>
internal readonly record struct AnswerAt(int Yes, int Unknown);

/// <summary>One range of codes of an atom.</summary>
internal readonly record struct RangePart(int Column, int To, byte Least, byte Width, bool IsFirst);

/// <summary>How many rows matched, were unknown, were near.</summary>
internal struct Counts
{
    public long Matched, Unknown, Near;

    public void Add(Counts other) =>
        (Matched, Unknown, Near) = (Matched + other.Matched, Unknown + other.Unknown, Near + other.Near);
}

/// <summary>
/// The loops over bitmaps, once for every width of vector. They call nothing, so that what they compute stays in registers.
/// </summary>
internal static unsafe class Kernels<T> where T : struct, ILanes<T>
{
    /// <summary>Answers atoms range by range, 64 rows at a time.</summary>
    /// <param name="ranges">The ranges; those of one atom follow each other.</param>
    /// <param name="columns">Where each column's codes begin in this block.</param>
    /// <param name="memory">The block's bitmaps.</param>
    /// <param name="words">Words of 64 rows in the block.</param>
    public static void Answer(ReadOnlySpan<RangePart> ranges, byte** columns, byte* memory, int words)
    {
        unchecked
        {
            foreach (var range in ranges)
            {
                var codes = columns[range.Column];
                var to = (ulong*)(memory + range.To);
                if (range.IsFirst)
                    for (var word = 0; word < words; word++) to[word] = T.InRange(codes + word * 64, range.Least, range.Width);
                else
                    for (var word = 0; word < words; word++) to[word] |= T.InRange(codes + word * 64, range.Least, range.Width);
            }
        }
    }

    /// <summary>Answers a test of several tests: all of them, or any.</summary>
    public static void Join(bool isAll, ReadOnlySpan<AnswerAt> parts, AnswerAt to, byte* memory, int words)
    {
        unchecked
        {
            for (var word = 0; word < words; word += T.Words)
            {
                var at = memory + word * 8;
                var yes = T.Load((ulong*)(at + parts[0].Yes));
                var possible = yes | T.Load((ulong*)(at + parts[0].Unknown));
                for (var next = 1; next < parts.Length; next++)
                {
                    var other = T.Load((ulong*)(at + parts[next].Yes));
                    var otherPossible = other | T.Load((ulong*)(at + parts[next].Unknown));
                    (yes, possible) = isAll ? (yes & other, possible & otherPossible) : (yes | other, possible | otherPossible);
                }
                yes.Store((ulong*)(at + to.Yes));
                possible.Without(yes).Store((ulong*)(at + to.Unknown));
            }
        }
    }

    /// <summary>
    /// Answers rules. Near is a row for which exactly one condition says no and the others say yes: with every condition, a row
    /// that had none against it and meets its first no becomes near, and a near row stays so only by a yes.
    /// </summary>
    public static void Judge(
        ReadOnlySpan<RulePart> rules, AnswerAt* conditions, byte* memory, ulong* valid, int words, ulong* kept, Counts* counts)
    {
        unchecked
        {
            var some = stackalloc ulong[3 * 4 * 8];
            foreach (var rule in rules)
            {
                long matched = 0, unknown = 0, near = 0;
                var last = conditions + rule.First + rule.Conditions;
                for (var word = 0; word < words; word += 4 * T.Words)
                {
                    Judge(conditions + rule.First, last, memory + word * 8, valid + word, some);
                    for (var each = 0; each < 4 * T.Words; each += 8)
                    {
                        matched += Count(some + each) + Count(some + each + 4);
                        unknown += Count(some + 32 + each) + Count(some + 32 + each + 4);
                        near += Count(some + 64 + each) + Count(some + 64 + each + 4);
                    }
                    if (rule.Kept < 0) continue;
                    for (var each = 0; each < 4 * T.Words; each += T.Words)
                        T.Load(some + each).Store(kept + rule.Kept + word + each);
                }
                counts[rule.Place].Matched += matched;
                counts[rule.Place].Unknown += unknown;
                counts[rule.Place].Near += near;
            }
        }
    }

    // Four vectors at once: so the next condition's place is read once for all four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Judge(AnswerAt* next, AnswerAt* last, byte* at, ulong* valid, ulong* some)
    {
        unchecked
        {
            T all0 = T.Load(valid), all1 = T.Load(valid + T.Words), all2 = T.Load(valid + 2 * T.Words),
                all3 = T.Load(valid + 3 * T.Words);
            T may0 = all0, may1 = all1, may2 = all2, may3 = all3;
            T near0 = default, near1 = default, near2 = default, near3 = default;
            for (; next < last; next++)
            {
                ulong* yes = (ulong*)(at + next->Yes), unknown = (ulong*)(at + next->Unknown);
                T y0 = T.Load(yes), u0 = T.Load(unknown);
                near0 = y0.Choose(near0, all0.Without(u0));
                all0 &= y0;
                may0 = may0.AndEither(y0, u0);
                T y1 = T.Load(yes + T.Words), u1 = T.Load(unknown + T.Words);
                near1 = y1.Choose(near1, all1.Without(u1));
                all1 &= y1;
                may1 = may1.AndEither(y1, u1);
                T y2 = T.Load(yes + 2 * T.Words), u2 = T.Load(unknown + 2 * T.Words);
                near2 = y2.Choose(near2, all2.Without(u2));
                all2 &= y2;
                may2 = may2.AndEither(y2, u2);
                T y3 = T.Load(yes + 3 * T.Words), u3 = T.Load(unknown + 3 * T.Words);
                near3 = y3.Choose(near3, all3.Without(u3));
                all3 &= y3;
                may3 = may3.AndEither(y3, u3);
            }
            all0.Store(some);
            all1.Store(some + T.Words);
            all2.Store(some + 2 * T.Words);
            all3.Store(some + 3 * T.Words);
            may0.Without(all0).Store(some + 32);
            may1.Without(all1).Store(some + 32 + T.Words);
            may2.Without(all2).Store(some + 32 + 2 * T.Words);
            may3.Without(all3).Store(some + 32 + 3 * T.Words);
            near0.Store(some + 64);
            near1.Store(some + 64 + T.Words);
            near2.Store(some + 64 + 2 * T.Words);
            near3.Store(some + 64 + 3 * T.Words);
        }
    }

    /// <summary>The rows that match, are unknown and are near by one rule, as bitmaps.</summary>
    public static void Mark(
        ReadOnlySpan<AnswerAt> conditions, byte* memory, ulong* valid, int words, ulong* matching, ulong* unknown, ulong* near)
    {
        unchecked
        {
            for (var word = 0; word < words; word += T.Words)
            {
                var at = memory + word * 8;
                T yes = T.Load(valid + word), may = yes, close = default;
                foreach (var next in conditions)
                {
                    T y = T.Load((ulong*)(at + next.Yes)), u = T.Load((ulong*)(at + next.Unknown));
                    close = y.Choose(close, yes.Without(u));
                    yes &= y;
                    may = may.AndEither(y, u);
                }
                yes.Store(matching + word);
                may.Without(yes).Store(unknown + word);
                close.Store(near + word);
            }
        }
    }

    /// <summary>Marks the codes of a range, or adds them to what is marked.</summary>
    public static void Find(byte* codes, byte least, byte width, ulong* to, long words, bool adds)
    {
        unchecked
        {
            for (var word = 0L; word < words; word++)
                to[word] = T.InRange(codes + word * 64, least, width) | (adds ? to[word] : 0);
        }
    }

    /// <summary>The rows that match, are unknown and are near by conditions whose bitmaps are whole, and their counts.</summary>
    public static Counts Combine(
        ulong** yes, ulong** unknown, int conditions, ulong* valid, long words, ulong* matching, ulong* undecided, ulong* near)
    {
        unchecked
        {
            var counts = default(Counts);
            for (var word = 0L; word < words; word += T.Words)
            {
                T all = T.Load(valid + word), may = all, close = default;
                for (var at = 0; at < conditions; at++)
                {
                    T y = T.Load(yes[at] + word), u = T.Load(unknown[at] + word);
                    close = y.Choose(close, all.Without(u));
                    all &= y;
                    may = may.AndEither(y, u);
                }
                all.Store(matching + word);
                may.Without(all).Store(undecided + word);
                close.Store(near + word);
                for (var each = word; each < word + T.Words; each++)
                {
                    counts.Matched += BitOperations.PopCount(matching[each]);
                    counts.Unknown += BitOperations.PopCount(undecided[each]);
                    counts.Near += BitOperations.PopCount(near[each]);
                }
            }
            return counts;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Count(ulong* four) => unchecked((long)(uint)(
        BitOperations.PopCount(four[0]) + BitOperations.PopCount(four[1])
        + BitOperations.PopCount(four[2]) + BitOperations.PopCount(four[3])));
}
