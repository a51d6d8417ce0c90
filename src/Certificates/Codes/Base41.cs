namespace Yitong.Certificates;

/// <summary>
/// Bytes as text: two bytes are three of 41 characters, a single last one two. The characters are those which a QR code packs
/// eleven bits to a pair (its alphanumeric mode), less the four that cannot stand in an address: as dense as base45, and a link.
/// </summary>
internal static class Base41
{
    private const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:";

    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new char[LengthOf(bytes.Length)];
        var at = 0;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            var isPair = i + 1 < bytes.Length;
            var value = isPair ? bytes[i] << 8 | bytes[i + 1] : bytes[i];
            for (var rest = isPair ? 3 : 2; rest > 0; rest--)
            {
                text[at++] = Characters[value % 41];
                value /= 41;
            }
        }
        return new(text);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null for anything else. Every text of bytes has one spelling.</summary>
    public static byte[]? Read(string text)
    {
        if (text.Length % 3 == 1) return null;
        var bytes = new byte[text.Length / 3 * 2 + (text.Length % 3 == 2 ? 1 : 0)];
        for (int at = 0, i = 0; at < text.Length; at += 3, i += 2)
        {
            var (value, size) = (0, Math.Min(3, text.Length - at));
            for (var rest = size - 1; rest >= 0; rest--)
            {
                var digit = Characters.IndexOf(text[at + rest]);
                if (digit < 0) return null;
                value = value * 41 + digit;
            }
            if (value > (size == 3 ? 0xffff : 0xff)) return null;
            if (size == 3) (bytes[i], bytes[i + 1]) = ((byte)(value >> 8), (byte)(value & 0xff));
            else bytes[i] = (byte)value;
        }
        return bytes;
    }

    /// <summary>Characters for a number of bytes.</summary>
    public static int LengthOf(int bytes) => bytes / 2 * 3 + bytes % 2 * 2;
}
