namespace Yitong.Rules.Language;

/// <summary>A place in a card's file; line and column are counted from 1.</summary>
internal readonly record struct Place(int Line, int Column);

/// <summary>What a piece of an expression is.</summary>
internal enum TokenKind { Name, Quoted, Number, Word, Sign, End }

/// <summary>One piece of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it begins.</param>
/// <param name="Text">Name, text between quotes or sign; a number as it was written.</param>
/// <param name="Word">Which word, when it is one.</param>
/// <param name="Value">The value, when it is a number.</param>
internal readonly record struct Token(TokenKind Kind, Place At, string Text, Word Word = default, Literal? Value = null)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool Is(Word word) => Kind == TokenKind.Word && Word == word;
}

/// <summary>A value as written: what sort it is, and how much.</summary>
internal sealed record Literal(Sort Sort, Exact Amount, SpanUnit Unit = default);

/// <summary>What an expression yields.</summary>
internal enum Sort { YesNo, Whole, Money, Ratio, Date, Span, Code, Codes, Text }
