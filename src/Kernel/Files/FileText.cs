using System.Text;
using System.Text.Unicode;

namespace Yitong.Kernel;

/// <summary>
/// The text of a file that somebody brings: a bank's answer, a pack, a list, what a command line names. Strict UTF-8, with a
/// byte-order mark or without; else GB18030 (GB 18030-2022, and with it GBK and GB 2312), as banks and older programs of
/// offices write; else nothing. Never is a character replaced by another.
/// </summary>
public static class FileText
{
    /// <summary>What stands where an earlier program lost a character.</summary>
    private const char Lost = '\uFFFD';

    // Part of the framework, but not among what Encoding finds by itself.
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">All of it.</param>
    /// <returns>
    /// The text without its mark; or <c>text.not-readable</c> with the byte, from 1, at which it is none: not even part of the
    /// file is taken then.
    /// </returns>
    public static Outcome<string> Read(ReadOnlySpan<byte> bytes)
    {
        var isMarked = bytes is [0xEF, 0xBB, 0xBF, ..];
        var from = isMarked ? 3 : 0;
        if (Utf8.IsValid(bytes)) return Whole(Encoding.UTF8.GetString(bytes[from..]), Encoding.UTF8, from);
        var (at, isUtf8) = FirstBroken(bytes);
        if (isMarked || isUtf8) return Broken(at);
        try
        {
            return Whole(Gb18030.GetString(bytes), Gb18030, 0);
        }
        catch (DecoderFallbackException fault)
        {
            return Broken(fault.Index);
        }
    }

    /// <summary>Reads a file by its path.</summary>
    /// <exception cref="InvalidDataException">It is no text; says at which byte.</exception>
    public static string ReadFile(string path)
    {
        var read = Read(File.ReadAllBytes(path));
        return read.Refusal is { } refusal
            ? throw new InvalidDataException($"{path}: neither UTF-8 nor GB18030 at byte {refusal.Args["byte"]}.") : read.Value;
    }

    // Bytes without meaning, and what another program has already lost, are no text either.
    private static Outcome<string> Whole(string text, Encoding encoding, int from) =>
        text.AsSpan().IndexOfAny('\0', Lost) is var at and >= 0
            ? Broken(from + encoding.GetByteCount(text.AsSpan(0, at))) : text;

    // A text in GB18030 hardly ever holds a whole character of UTF-8 of three bytes before something that is none: what does is a
    // damaged file in UTF-8, and would turn into other characters.
    private static (int At, bool IsUtf8) FirstBroken(ReadOnlySpan<byte> bytes)
    {
        var (at, isUtf8) = (0, false);
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            isUtf8 |= length > 2;
            at += length;
        }
        return (at, isUtf8);
    }

    private static Refusal Broken(int at) => new Refusal("text.not-readable", RefusalKind.NotValid).With("byte", $"{at + 1}");
}
