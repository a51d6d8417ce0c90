namespace Yitong.Rules.Language;

/// <summary>
/// Reads tokens into syntax. Loosest first: or; and; not; comparisons and <c>in</c>; + and -; * and /; minus sign; calls,
/// lookups and
/// parentheses. The first fault ends the reading of an expression.
/// </summary>
internal sealed class Parser
{
    private const int MostDepth = 60, MostTokens = 1_000;
    private static readonly Dictionary<string, Relation> Comparisons = new()
    {
        ["="] = Relation.Equal, ["!="] = Relation.NotEqual, ["<"] = Relation.Less, ["<="] = Relation.AtMost,
        [">"] = Relation.Greater, [">="] = Relation.AtLeast,
    };

    private readonly IReadOnlyList<Token> tokens;
    private readonly FaultList faults;
    private int at, depth;
    private bool failed;

    private Parser(IReadOnlyList<Token> tokens, FaultList faults) => (this.tokens, this.faults) = (tokens, faults);

    /// <summary>The expression; null when a fault was noted.</summary>
    public static Syntax? Read(Placed source, FaultList faults)
    {
        if (Lexer.Read(source, faults) is not { } tokens) return null;
        if (tokens.Count > MostTokens)
        {
            faults.Add(source.PlaceOf(0), "rule.too-long", ("most", MostTokens));
            return null;
        }
        var parser = new Parser(tokens, faults);
        var whole = parser.Or();
        if (parser.Next.Kind != TokenKind.End) parser.Unexpected();
        return parser.failed ? null : whole;
    }

    private Token Next => tokens[at];

    private Syntax Or() => Series(Word.Or, all: false, And);

    private Syntax And() => Series(Word.And, all: true, Not);

    private Syntax Series(Word word, bool all, Func<Syntax> part)
    {
        var first = part();
        if (!Next.Is(word)) return first;
        var parts = new List<Syntax> { first };
        while (!failed && Next.Is(word))
        {
            at++;
            parts.Add(part());
        }
        return new JoinedSyntax(first.At, all, parts);
    }

    private Syntax Not()
    {
        if (!Next.Is(Word.Not)) return Comparison();
        var place = tokens[at++].At;
        return Deeper(() => new NotSyntax(place, Not()));
    }

    private Syntax Comparison()
    {
        var left = Sum();
        if (Next.Kind == TokenKind.Sign && Comparisons.TryGetValue(Next.Text, out var relation))
        {
            var sign = tokens[at++];
            var compared = new ComparedSyntax(sign.At, left, relation, Sum());
            if (Next.Kind == TokenKind.Sign && Comparisons.ContainsKey(Next.Text)) Fail("rule.compared-twice", Next.At);
            return compared;
        }
        var place = Next.At;
        var negated = Next.Is(Word.NotIn) || Next.Is(Word.Not) && tokens[at + 1].Is(Word.In);
        if (!negated && !Next.Is(Word.In)) return left;
        at += Next.Is(Word.Not) ? 2 : 1;
        return new AmongSyntax(place, left, Set(), negated);
    }

    private Syntax Set()
    {
        var place = Next.At;
        if (Next.Is("[")) return new ListSyntax(place, Items("[", "]"));
        var least = Sum();
        if (!Next.Is("..")) return least;
        at++;
        return new RangeSyntax(place, least, Sum());
    }

    private Syntax Sum()
    {
        var left = Product();
        while (!failed && (Next.Is("+") || Next.Is("-")))
        {
            var sign = tokens[at++];
            left = new CalcSyntax(sign.At, left, sign.Text[0], Product());
        }
        return left;
    }

    private Syntax Product()
    {
        var left = Signed();
        while (!failed && (Next.Is("*") || Next.Is("/")))
        {
            var sign = tokens[at++];
            left = new CalcSyntax(sign.At, left, sign.Text[0], Signed());
        }
        return left;
    }

    private Syntax Signed()
    {
        if (!Next.Is("-")) return Atom();
        var place = tokens[at++].At;
        return Deeper(() => new MinusSyntax(place, Signed()));
    }

    private Syntax Atom()
    {
        var token = Next;
        if (token.Kind == TokenKind.Number) return Taken(new NumberSyntax(token.At, token.Value!, token.Text));
        if (token.Kind == TokenKind.Quoted) return Taken(new QuotedSyntax(token.At, token.Text));
        if (token.Is(Word.Yes) || token.Is(Word.No)) return Taken(new YesNoSyntax(token.At, token.Is(Word.Yes)));
        if (token.Kind == TokenKind.Name)
        {
            at++;
            return Named(token);
        }
        if (!token.Is("(")) return Unexpected();
        at++;
        var inner = Deeper(Or);
        Expect(")");
        return inner;
    }

    private Syntax Named(Token name)
    {
        if (Next.Is("("))
        {
            if (!Keywords.Functions.TryGetValue(name.Text, out var function))
                return Fail("rule.function-unknown", name.At, ("name", name.Text),
                    ("nearest", Near.Or(name.Text, Keywords.Functions.Keys)));
            return Deeper(() => new CallSyntax(name.At, function, name.Text, Items("(", ")")));
        }
        if (!Next.Is("[")) return new NameSyntax(name.At, name.Text);
        at++;
        var by = Deeper(Or);
        Expect("]");
        return new IndexSyntax(name.At, name.Text, by);
    }

    private List<Syntax> Items(string open, string close)
    {
        var items = new List<Syntax>();
        Expect(open);
        while (!failed && !Next.Is(close))
        {
            items.Add(Next.Is("[") ? new ListSyntax(Next.At, Deeper(() => Items("[", "]"))) : Deeper(Or));
            if (!Next.Is(",")) break;
            at++;
        }
        Expect(close);
        return items;
    }

    private T Deeper<T>(Func<T> read)
    {
        if (++depth > MostDepth) Fail("rule.too-deep", Next.At, ("most", MostDepth));
        // A failed reading stands at the end, so that nothing is read deeper.
        var inner = read();
        depth--;
        return inner;
    }

    private Syntax Taken(Syntax atom)
    {
        at++;
        return atom;
    }

    private void Expect(string sign)
    {
        if (Next.Is(sign)) at++;
        else Fail("rule.expected", Next.At, ("sign", sign), ("text", Next.Text));
    }

    private NameSyntax Unexpected() => Next.Kind == TokenKind.End
        ? Fail("rule.ends-early", Next.At) : Fail("rule.unexpected", Next.At, ("text", Next.Text));

    private NameSyntax Fail(string code, Place place, params (string, object?)[] values)
    {
        if (!failed) faults.Add(place, code, values);
        failed = true;
        at = tokens.Count - 1;
        return new NameSyntax(place, "");
    }
}
