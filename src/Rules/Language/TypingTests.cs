namespace Yitong.Rules.Language;

/// <summary>Comparisons and membership.</summary>
internal sealed partial class Typing
{
    private Expr? Compared(ComparedSyntax compared, bool negated)
    {
        var relation = negated ? compared.Relation.Opposite() : compared.Relation;
        if (relation is Relation.Equal or Relation.NotEqual)
        {
            if (Equality(compared.At, compared.Left, compared.Right, relation) is { } equality) return equality.Value;
            if (Equality(compared.At, compared.Right, compared.Left, relation) is { } mirrored) return mirrored.Value;
        }
        if (Value(compared.Left) is not { } left || Value(compared.Right) is not { } right) return null;
        (left, right) = Widened(left, right);
        return Comparable(compared.At, left, relation, right) ? new Compared(compared.At, left, relation, right) : null;
    }

    private bool Comparable(Place at, Expr left, Relation relation, Expr right)
    {
        if (left.Sort != right.Sort) Faults.Add(at, "rule.cannot-compare", ("left", left.Sort), ("right", right.Sort));
        else if (left.Sort is Sort.Codes or Sort.Span) Faults.Add(at, "rule.no-order", ("kind", left.Sort));
        else if (left.Sort is not (Sort.Code or Sort.Text)) return true;
        else if (relation is not (Relation.Equal or Relation.NotEqual)) Faults.Add(at, "rule.no-order", ("kind", left.Sort));
        else if (left is OfFact { Fact.List: { } one } && right is OfFact { Fact.List: { } other } && one.Id != other.Id)
            Faults.Add(at, "rule.lists-differ", ("left", one.Id), ("right", other.Id));
        else return true;
        return false;
    }

    /// <summary>Equality of a code, text or yes-or-no with something written; null when it is none of these.</summary>
    private Answer? Equality(Place at, Syntax of, Syntax to, Relation relation)
    {
        var equal = relation == Relation.Equal;
        if (to is YesNoSyntax yesNo) return new(Truth(of, negated: yesNo.Yes != equal));
        if (of is not NameSyntax name || scope.Parameter(name.Name) is not null
            || !scope.Book.TryFind(name.Name, out var fact)) return null;
        if (fact.Kind == FactKind.Codes) return new(Fault(at, "rule.no-order", ("kind", Sort.Codes)));
        if (to is NameSyntax other && scope.Book.TryFind(other.Name, out _)) return BothTruths(at, name, other, fact, equal);
        if (fact.Kind is not (FactKind.Code or FactKind.Text) || to is not (NameSyntax or QuotedSyntax)) return null;
        return new(OneOf(at, fact, [to], !equal));
    }

    private Answer? BothTruths(Place at, NameSyntax one, NameSyntax other, Fact fact, bool equal)
    {
        if (fact.Kind != FactKind.YesNo) return null;
        if (Truth(one) is not { } first || Truth(other, negated: !equal) is not { } second) return new(null);
        return new(new Joined(at, false,
            [new Joined(at, true, [first, second]), new Joined(at, true, [Opposite(first), Opposite(second)])]));
    }

    private Expr? Among(AmongSyntax among, bool negated)
    {
        negated ^= among.Negated;
        if (among.Of is NameSyntax name && scope.Parameter(name.Name) is null && scope.Fact(name.At, name.Name) is { } fact)
        {
            if (fact.Kind is FactKind.Code or FactKind.Text) return OneOf(among.At, fact, ItemsOf(among.Set), negated);
            if (fact.Kind == FactKind.Codes) return HasSome(among.At, fact, ItemsOf(among.Set), every: false, negated);
        }
        return among.Set switch
        {
            RangeSyntax range => Truth(new JoinedSyntax(among.At, true,
                [new ComparedSyntax(among.At, among.Of, Relation.AtLeast, range.Least),
                    new ComparedSyntax(among.At, among.Of, Relation.AtMost, range.Most)]), negated),
            ListSyntax { Items.Count: > 0 } list => Truth(new JoinedSyntax(among.At, false,
                [.. list.Items.Select(item => new ComparedSyntax(item.At, among.Of, Relation.Equal, item))]), negated),
            _ => Fault(among.Set.At, "rule.no-set"),
        };
    }

    private Expr? HasAll(CallSyntax call, bool negated)
    {
        if (!Takes(call, 2, 2)) return null;
        if (call.Given[0] is NameSyntax name && scope.Fact(name.At, name.Name) is { Kind: FactKind.Codes } fact)
            return HasSome(call.At, fact, ItemsOf(call.Given[1]), every: true, negated);
        return Fault(call.Given[0].At, "rule.no-codes", ("name", call.Name));
    }

    private Has? HasSome(Place at, Fact fact, IReadOnlyList<Syntax> items, bool every, bool negated)
    {
        var some = Places(at, fact, items);
        return some is null ? null : new(at, fact, [.. some.Select(place => (int)place)], every, negated);
    }

    private OneOf? OneOf(Place at, Fact fact, IReadOnlyList<Syntax> items, bool negated)
    {
        var group = items is [NameSyntax only] && fact.List?.Groups.ContainsKey(only.Name) == true ? only.Name : null;
        if (fact.Kind == FactKind.Code)
        {
            if (Places(at, fact, items) is not { } places) return null;
            var names = places.Select(place => fact.List!.Codes[(int)place].Name);
            return new(at, fact, places, negated, group) { Names = [.. names] };
        }
        if (items.FirstOrDefault(item => item is not QuotedSyntax) is { } wrong)
        {
            Faults.Add(wrong.At, "rule.text-unquoted", ("name", fact.Name));
            return null;
        }
        var texts = items.Cast<QuotedSyntax>().Select(item => item.Text).Distinct().ToList();
        return new(at, fact, [.. texts.Select(scope.Book.Texts.NumberOf).Order()], negated, null) { Names = texts };
    }

    /// <summary>The places of the list that the items name; null when one is unknown or there is none.</summary>
    private IReadOnlyList<long>? Places(Place at, Fact fact, IReadOnlyList<Syntax> items)
    {
        var (places, before) = (new SortedSet<long>(), Faults.Count);
        foreach (var item in items)
        {
            var written = item switch
            {
                NameSyntax name => name.Name,
                QuotedSyntax quoted => quoted.Text,
                NumberSyntax { Value.Sort: Sort.Whole } number => number.Text,
                _ => "",
            };
            if (Codes.Find(fact.List!, written) is { } found) places.UnionWith(found.Select(place => (long)place));
            else Faults.Add(item.At, "rule.code-unknown", ("code", written), ("list", fact.List!.Id),
                ("nearest", Codes.Nearest(fact.List!, written)));
        }
        if (items.Count == 0) Faults.Add(at, "rule.no-set");
        return Faults.Count > before ? null : [.. places];
    }

    private static IReadOnlyList<Syntax> ItemsOf(Syntax set) => set is ListSyntax list ? list.Items : [set];

    // Wraps an answer that may be a noted fault, so that it differs from having none.
    private sealed record Answer(Expr? Value);
}
