using System.Diagnostics.CodeAnalysis;

namespace Yitong.Kernel;

/// <summary>A unified social credit code (统一社会信用代码): 18 characters with a check character (GB 32100-2015).</summary>
public readonly record struct UnifiedCreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private UnifiedCreditCode(string text) => Text = text;

    /// <summary>The 18 characters, upper case.</summary>
    public string Text { get; }

    /// <summary>Reads a code; spaces, lower case and full-width characters are understood.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out UnifiedCreditCode code)
    {
        code = default;
        if (text is null) return false;
        var plain = text.Normalize(System.Text.NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (plain.Length != 18 || CheckCharacter(plain.AsSpan(0, 17)) is not { } check || plain[17] != check) return false;
        code = new(plain);
        return true;
    }

    /// <summary>The check character for the first 17, or null when one of them is not in the alphabet.</summary>
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
}
