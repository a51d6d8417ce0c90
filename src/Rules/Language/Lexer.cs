using System.Globalization;
using System.Numerics;
using System.Text;

namespace Yitong.Rules.Language;

/// <summary>A text with the place of each of its characters in the card's file.</summary>
internal sealed record Placed(string Text, IReadOnlyList<Place> Places)
{
    public Place PlaceOf(int at) => at < Places.Count ? Places[at]
        : Places.Count == 0 ? new(1, 1) : Places[^1] with { Column = Places[^1].Column + 1 };
}

/// <summary>Cuts an expression into tokens. Full-width signs and letters count as the half-width ones.</summary>
internal sealed class Lexer
{
    private const int MostDigits = 18;
    private static readonly string[] Signs =
        ["..", "<=", ">=", "!=", "=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ","];

    private readonly Placed source;
    private readonly string text;
    private readonly List<Place> places = [];
    private readonly List<Token> tokens = [];
    private readonly FaultList faults;
    private int at;

    private Lexer(Placed source, FaultList faults)
    {
        (this.source, this.faults) = (source, faults);
        var plain = new StringBuilder();
        for (var i = 0; i < source.Text.Length; i++)
        {
            var folded = Fold(source.Text[i]);
            plain.Append(folded);
            for (var j = 0; j < folded.Length; j++) places.Add(source.PlaceOf(i));
        }
        text = plain.ToString();
    }

    /// <summary>The tokens, the last of them the end; null when a fault was noted.</summary>
    public static IReadOnlyList<Token>? Read(Placed source, FaultList faults)
    {
        var lexer = new Lexer(source, faults);
        return lexer.ReadAll() ? lexer.tokens : null;
    }

    private Place Here => at < places.Count ? places[at] : source.PlaceOf(source.Text.Length);

    private bool ReadAll()
    {
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            if (at == text.Length) break;
            var read = char.IsAsciiDigit(text[at]) ? Number() : text[at] == '"' ? Quoted() : IsStart(text[at]) ? Name() : Sign();
            if (!read) return false;
        }
        tokens.Add(new(TokenKind.End, Here, ""));
        return true;
    }

    private bool Name()
    {
        var (start, place) = (at, Here);
        while (at < text.Length && (IsPart(text[at]) || text[at] == '.' && at + 1 < text.Length && IsPart(text[at + 1]))) at++;
        var name = text[start..at];
        tokens.Add(Keywords.Words.TryGetValue(name, out var word)
            ? new(TokenKind.Word, place, name, word) : new(TokenKind.Name, place, name));
        return true;
    }

    private bool Quoted()
    {
        var (place, end) = (Here, text.IndexOf('"', at + 1));
        if (end < 0) return Stop("rule.text-open", place);
        tokens.Add(new(TokenKind.Quoted, place, text[(at + 1)..end]));
        at = end + 1;
        return true;
    }

    private bool Sign()
    {
        var found = Signs.FirstOrDefault(sign => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0);
        if (found is null) return Stop("rule.character", Here, ("text", text[at].ToString()));
        tokens.Add(new(TokenKind.Sign, Here, found));
        at += found.Length;
        return true;
    }

    private bool Number()
    {
        var (start, place) = (at, Here);
        if (Date(place)) return true;
        var whole = Digits();
        var fraction = "";
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            fraction = Digits();
        }
        if (whole.Length + fraction.Length > MostDigits) return Stop("rule.number-too-long", place, ("text", text[start..at]));
        var amount = new Exact(BigInteger.Parse(whole + fraction, CultureInfo.InvariantCulture),
            BigInteger.Pow(10, fraction.Length));
        if (Unit(amount, fraction.Length > 0) is not { } value)
            return Stop("rule.unit", place, ("text", text[start..at] + Following()));
        if (value.Sort is Sort.Money or Sort.Span && !value.Amount.IsWhole)
            return Stop("rule.part-of-unit", place, ("text", text[start..at]));
        tokens.Add(new(TokenKind.Number, place, text[start..at], Value: value));
        return true;
    }

    // 2024-07-01 is a day wherever it stands; with spaces it is a subtraction.
    private bool Date(Place place)
    {
        const int length = 10;
        if (at + length > text.Length || at + length < text.Length && IsPart(text[at + length])) return false;
        if (!DateOnly.TryParseExact(text.AsSpan(at, length), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day))
            return false;
        tokens.Add(new(TokenKind.Number, place, text.Substring(at, length), Value: new(Sort.Date, day.DayNumber)));
        at += length;
        return true;
    }

    private string Digits()
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return text[start..at];
    }

    private Literal? Unit(Exact amount, bool hasFraction)
    {
        var before = at;
        while (at < text.Length && text[at] == ' ') at++;
        if (Eat("%")) return new(Sort.Ratio, amount / 100);
        if (Eat("‰")) return new(Sort.Ratio, amount / 1000);
        foreach (var (name, fen) in Keywords.Money)
            if (Eat(name)) return new(Sort.Money, amount * fen);
        foreach (var (name, unit) in Keywords.Spans)
            if (Eat(name)) return new(Sort.Span, amount, unit);
        at = before;
        if (at < text.Length && IsPart(text[at])) return null;
        return new(hasFraction ? Sort.Ratio : Sort.Whole, amount);
    }

    private bool Eat(string unit)
    {
        if (string.CompareOrdinal(text, at, unit, 0, unit.Length) != 0) return false;
        var end = at + unit.Length;
        if (IsPart(unit[^1]) && end < text.Length && IsPart(text[end])) return false;
        at = end;
        return true;
    }

    private string Following()
    {
        var end = at;
        while (end < text.Length && IsPart(text[end]) && end - at < 12) end++;
        return text[at..end];
    }

    private bool Stop(string code, Place place, params (string, object?)[] values)
    {
        faults.Add(place, code, values);
        return false;
    }

    private static string Fold(char letter)
    {
        if (Keywords.Signs.TryGetValue(letter, out var sign)) return sign;
        if (letter is >= '\uFF01' and <= '\uFF5E') return ((char)(letter - '\uFF01' + '!')).ToString();
        return char.IsWhiteSpace(letter) ? " " : letter.ToString();
    }

    private static bool IsStart(char letter) => char.IsLetter(letter) || letter == '_';

    private static bool IsPart(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
