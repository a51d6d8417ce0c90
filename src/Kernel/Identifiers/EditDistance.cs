namespace Yitong.Kernel;

/// <summary>How far two words lie apart, for the "did you mean" of a fault.</summary>
public static class EditDistance
{
    private const int MostApart = 24;
    private const int MostLength = 96;

    /// <summary>
    /// How many characters must be added, left out or changed; <see cref="int.MaxValue"/> when the lengths differ by more than
    /// 24 or the second word has more than 96: such words are not near, whatever they hold.
    /// </summary>
    public static int Between(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > MostApart || other.Length > MostLength) return int.MaxValue;
        Span<int> row = stackalloc int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++) row[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.Length];
    }
}
