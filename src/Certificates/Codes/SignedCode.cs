using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;

namespace Yitong.Certificates;

/// <summary>What a code stands for.</summary>
public enum CodeKind : byte
{
    /// <summary>A certificate on paper or in a file.</summary>
    Paper = 1,
    /// <summary>A certificate shown on its holder's screen, for a minute and one verifier (亮证码).</summary>
    Presentation = 2,
    /// <summary>A copy for one purpose (加注件).</summary>
    Copy = 3,
}

/// <summary>
/// What a code carries, beside the signature: enough to verify it far from any network. What does not belong to the kind is
/// empty.
/// </summary>
public sealed record CodeBody
{
    /// <summary>Characters of a name or purpose that a code carries; a longer one ends with an ellipsis.</summary>
    public const int MostText = 20;

    /// <summary>What it stands for.</summary>
    public required CodeKind Kind { get; init; }
    /// <summary>The key that signed it.</summary>
    public required uint KeyId { get; init; }
    /// <summary>The certificate's place in the status lists.</summary>
    public required uint Slot { get; init; }
    /// <summary>The day on which the code was made.</summary>
    public required DateOnly MadeOn { get; init; }
    /// <summary>The last day of certificate or copy; null: for long.</summary>
    public DateOnly? Until { get; init; }
    /// <summary>Paper: the certificate's identifier.</summary>
    public string Identifier { get; init; } = "";
    /// <summary>Paper: the day of issue.</summary>
    public DateOnly IssuedOn { get; init; }
    /// <summary>Paper: the last four characters of the holder's code.</summary>
    public string HolderTail { get; init; } = "";
    /// <summary>Paper: the holder's name. Copy: the purpose.</summary>
    public string Text { get; init; } = "";
    /// <summary>Paper: <see cref="CertificateContent.ShortDigest"/>.</summary>
    public string Digest { get; init; } = "";
    /// <summary>Copy: its number.</summary>
    public int Number { get; init; }
    /// <summary>Presentation: the second at which it was made.</summary>
    public DateTimeOffset At { get; init; }
    /// <summary>Presentation: what tells it from all others, in hexadecimal digits.</summary>
    public string Nonce { get; init; } = "";

    /// <summary>A name or purpose as a code carries it.</summary>
    public static string Shorten(string text) =>
        text.Length <= MostText ? text : string.Concat(text.AsSpan(0, MostText - 1), "…");
}

/// <summary>A code: its body and the signature over it, as one text without separators.</summary>
/// <param name="Body">What it carries.</param>
/// <param name="Message">The bytes that are signed.</param>
/// <param name="Signature">64 bytes.</param>
public sealed record SignedCode(CodeBody Body, byte[] Message, byte[] Signature)
{
    private const int LongestText = 400;
    private static readonly byte[] Domain = "yitong-code/v1\n"u8.ToArray();

    /// <summary>Signs a body. The key is named in it.</summary>
    public static SignedCode Of(CodeBody body, SigningKey key)
    {
        byte[] message = [.. Domain, .. CodeBytes.Write(body)];
        return new(body, message, key.Sign(message));
    }

    /// <summary>The code as text.</summary>
    public override string ToString() => Base41.Write([.. Message.AsSpan(Domain.Length), .. Signature]);

    /// <summary>Reads a code; false for anything that is not written exactly as this product writes it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SignedCode? code)
    {
        code = null;
        if (text is null || text.Length > LongestText || Base41.Read(text) is not { } bytes
            || bytes.Length <= CertificateKey.SignatureSize) return false;
        var at = bytes.Length - CertificateKey.SignatureSize;
        if (CodeBytes.Read(bytes.AsSpan(0, at)) is not { } body) return false;
        code = new(body, [.. Domain, .. bytes.AsSpan(0, at)], bytes[at..]);
        return true;
    }
}

/// <summary>The bytes of a code's body, version 1: numbers big-endian, days from 2000-01-01, letters as base 36.</summary>
internal static class CodeBytes
{
    private const int TypeLength = 21, TypeBytes = 14, IssuerBytes = 12, DigestBytes = 16, NonceBytes = 8, TailLength = 4;
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static readonly DateOnly FirstDay = new(2000, 1, 1);
    private static readonly UnicodeEncoding Text = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    public static byte[] Write(CodeBody body)
    {
        var bytes = new List<byte>(128);
        bytes.Add((byte)body.Kind);
        Number(bytes, body.KeyId, 4);
        Number(bytes, body.Slot, 4);
        Number(bytes, Day(body.MadeOn), 2);
        switch (body.Kind)
        {
            case CodeKind.Paper:
                WritePaper(bytes, body);
                break;
            case CodeKind.Presentation:
                Number(bytes, (ulong)body.At.ToUnixTimeSeconds(), 5);
                bytes.AddRange(Convert.FromHexString(body.Nonce));
                break;
            default:
                Number(bytes, (ulong)body.Number, 2);
                Number(bytes, Day(body.Until), 2);
                WriteText(bytes, body.Text);
                break;
        }
        return [.. bytes];
    }

    /// <summary>Reads a body; null for what is not its one spelling.</summary>
    public static CodeBody? Read(ReadOnlySpan<byte> bytes)
    {
        var from = new Cursor(bytes);
        try
        {
            var body = new CodeBody
            {
                Kind = (CodeKind)from.Number(1), KeyId = (uint)from.Number(4), Slot = (uint)from.Number(4),
                MadeOn = Day(from.Number(2)) ?? default,
            };
            var read = body.Kind switch
            {
                CodeKind.Paper => ReadPaper(ref from, body),
                CodeKind.Presentation => body with
                {
                    At = DateTimeOffset.FromUnixTimeSeconds((long)from.Number(5)),
                    Nonce = Convert.ToHexStringLower(from.Take(NonceBytes)),
                },
                CodeKind.Copy => body with
                {
                    Number = (int)from.Number(2), Until = Day(from.Number(2)), Text = ReadText(ref from),
                },
                _ => null,
            };
            return read is not null && bytes.SequenceEqual(Write(read)) ? read : null;
        }
        catch (Exception fault) when (fault is ArgumentException or OverflowException or FormatException)
        {
            return null; // Too short, or a value that nobody writes.
        }
    }

    private static void WritePaper(List<byte> bytes, CodeBody body)
    {
        if (!Kernel.CertificateIdentifier.TryParse(body.Identifier, out var identifier))
            throw new ArgumentException($"{body.Identifier} is no identifier.");
        Number(bytes, Day(body.IssuedOn), 2);
        Number(bytes, Day(body.Until), 2);
        bytes.AddRange(Base36(identifier.Type, TypeBytes));
        bytes.Add((byte)identifier.Issuer.Length);
        bytes.AddRange(Base36(identifier.Issuer, IssuerBytes));
        Number(bytes, ulong.Parse(identifier.Serial[..4], System.Globalization.CultureInfo.InvariantCulture), 2);
        Number(bytes, ulong.Parse(identifier.Version, System.Globalization.CultureInfo.InvariantCulture), 2);
        bytes.AddRange(Convert.FromHexString(body.Digest));
        bytes.AddRange(Encoding.ASCII.GetBytes(body.HolderTail));
        WriteText(bytes, body.Text);
    }

    private static CodeBody ReadPaper(ref Cursor from, CodeBody body)
    {
        var (issued, until) = (Day(from.Number(2)) ?? default, Day(from.Number(2)));
        var type = Base36(from.Take(TypeBytes), TypeLength);
        var length = (int)from.Number(1);
        if (length is 0 or > 18) throw new ArgumentException("No issuer is that long.");
        var issuer = Base36(from.Take(IssuerBytes), length);
        var year = (int)from.Number(2);
        var identifier = Kernel.CertificateIdentifier.Make(type, issuer, Serials.Text(year, body.Slot), (int)from.Number(2));
        return body with
        {
            IssuedOn = issued, Until = until, Identifier = identifier.ToString(),
            Digest = Convert.ToHexStringLower(from.Take(DigestBytes)),
            HolderTail = Encoding.ASCII.GetString(from.Take(TailLength)), Text = ReadText(ref from),
        };
    }

    private static void WriteText(List<byte> bytes, string text)
    {
        bytes.Add((byte)text.Length);
        bytes.AddRange(Text.GetBytes(text));
    }

    private static string ReadText(ref Cursor from)
    {
        var length = (int)from.Number(1);
        return length <= CodeBody.MostText ? Text.GetString(from.Take(2 * length)) : throw new ArgumentException("Too long.");
    }

    private static void Number(List<byte> bytes, ulong number, int size)
    {
        if (size < 8 && number >> (8 * size) != 0) throw new OverflowException($"{number} has no room.");
        for (var shift = 8 * (size - 1); shift >= 0; shift -= 8) bytes.Add((byte)(number >> shift & 0xff));
    }

    // Zero is no day: a certificate for long.
    private static ulong Day(DateOnly? day) => day is null ? 0 : (ulong)(day.Value.DayNumber - FirstDay.DayNumber + 1);

    private static DateOnly? Day(ulong number) => number == 0 ? null : FirstDay.AddDays((int)number - 1);

    private static byte[] Base36(string text, int size)
    {
        var value = text.Aggregate(BigInteger.Zero, (sum, letter) => sum * 36 + Letters.IndexOf(letter));
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[size - bytes.Length], .. bytes];
    }

    private static string Base36(ReadOnlySpan<byte> bytes, int length)
    {
        var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var text = new char[length];
        for (var at = length - 1; at >= 0; at--)
        {
            value = BigInteger.DivRem(value, 36, out var letter);
            text[at] = Letters[(int)letter];
        }
        return value.IsZero ? new(text) : throw new OverflowException("Too long.");
    }

    private ref struct Cursor(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> rest = bytes;

        public ReadOnlySpan<byte> Take(int size)
        {
            var taken = rest[..size];
            rest = rest[size..];
            return taken;
        }

        public ulong Number(int size)
        {
            var number = 0UL;
            foreach (var one in Take(size)) number = number << 8 | one;
            return number;
        }
    }
}
