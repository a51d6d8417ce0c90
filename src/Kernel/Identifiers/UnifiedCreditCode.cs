using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Yitong.Kernel;

/// <summary>
/// A unified social credit code (统一社会信用代码): the 18 characters by which every organisation is
/// known: the registering authority, its kind of organisation, the division, nine characters of the organisation's own, and a
/// check character (GB 32100-2015, MOD 31 with weights 3^i). One wrong character and two swapped neighbours are always noticed.
/// Says nothing about whether the organisation exists. Some of the first that were given out bear a check character that is not
/// right: see
/// <see cref="TryParse(string?, bool, out UnifiedCreditCode)"/>.
/// </summary>
public readonly record struct UnifiedCreditCode
{
    // Without I, O, S, V, Z, which are taken for digits.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    // 编办, 外交, 司法, 文化, 民政, 旅游, 宗教, 工会, 工商 (市场监管), 军委, 农业, 其他.
    private const string Authorities = "123456789ANY";

    private static ReadOnlySpan<byte> Weights =>
        [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private readonly string? text;

    private UnifiedCreditCode(string text) => this.text = text;

    /// <summary>The 18 characters, upper case; empty for the default value.</summary>
    public string Text => text ?? "";

    /// <summary>
    /// The division of the registering authority (登记管理机关行政区划), positions 3 to 8; null when
    /// these are no digits.
    /// </summary>
    public DivisionCode? Division =>
        Text.Length == 18 && DivisionCode.TryParse(Text[2..8], out var division) ? division : null;

    /// <summary>Whether the check character is the one that belongs to the others.</summary>
    public bool HasRightCheckCharacter => Text.Length == 18 && CheckCharacter(Text.AsSpan(0, 17)) == Text[17];

    /// <summary>
    /// Reads a code; spaces, hyphens, lower case and full-width characters are understood. False for anything else than 18
    /// characters of the alphabet that are built as a code is, with the right check character, and for what is a citizen number.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out UnifiedCreditCode code) => TryParse(text, false, out code);

    /// <summary>Reads a code, also one of those that were given out with a wrong check character.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="isKnown">
    /// Whether somebody vouches for the characters: a register, or a person who has compared them with the licence. Only then the
    /// check character does not matter.
    /// </param>
    /// <param name="code">The code.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, bool isKnown, out UnifiedCreditCode code)
    {
        code = default;
        var plain = WideText.FoldCode(text);
        if (!IsBuilt(plain) || CitizenNumber.TryParse(plain, out _)) return false;
        if (!isKnown && CheckCharacter(plain.AsSpan(0, 17)) != plain[17]) return false;
        code = new(plain);
        return true;
    }

    /// <summary>
    /// The code of the first 17 characters with the check character that belongs to them, for invented
    /// organisations.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// Not 17 characters of the alphabet (upper case, half-width), or not built as a code is.
    /// </exception>
    public static UnifiedCreditCode Make(string first17) =>
        CheckCharacter(first17) is { } check && IsBuilt(first17 + check)
            ? new(first17 + check)
            : throw new ArgumentException("Not 17 characters of a credit code.", nameof(first17));

    /// <summary>
    /// The check character for the first 17, or null when there are not 17 or one of them is not in the
    /// alphabet.
    /// </summary>
    public static char? CheckCharacter(ReadOnlySpan<char> first17)
    {
        if (first17.Length != 17) return null;
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            var value = Alphabet.IndexOf(first17[i], StringComparison.Ordinal);
            if (value < 0) return null;
            sum += value * Weights[i];
        }
        return Alphabet[(31 - sum % 31) % 31];
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    // The ninth of the organisation's own characters is the old organisation code's check digit: a digit or X.
    private static bool IsBuilt(string code) => code.Length == 18 && !code.AsSpan().ContainsAnyExcept(Characters)
        && Authorities.Contains(code[0], StringComparison.Ordinal) && code[1] is >= '1' and <= '9'
        && DivisionCode.TryParse(code[2..8], out _) && (char.IsAsciiDigit(code[16]) || code[16] == 'X');
}
