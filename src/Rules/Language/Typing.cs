using System.Runtime.CompilerServices;

namespace Yitong.Rules.Language;

/// <summary>Gives each part of an expression its type. Null stands for a part whose fault has been noted.</summary>
internal sealed partial class Typing(Scope scope)
{
    private FaultList Faults => scope.Faults;

    /// <summary>An expression that must be yes or no.</summary>
    public Expr? Truth(Syntax written) => Truth(written, negated: false);

    // Conditions and parameters that name each other in a long row are typed one within the other.
    private bool IsTooDeep(Syntax written)
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack()) return false;
        Faults.Add(written.At, "rule.too-deep", ("most", "—"));
        return true;
    }

    private Expr? Truth(Syntax written, bool negated) => IsTooDeep(written) ? null : written switch
    {
        YesNoSyntax said => new Said(said.At, said.Yes != negated),
        NotSyntax not => Truth(not.Of, !negated),
        JoinedSyntax joined => Joined(joined, negated),
        ComparedSyntax compared => Compared(compared, negated),
        AmongSyntax among => Among(among, negated),
        CallSyntax { Function: Function.Supplied } call => Supplied(call, negated),
        CallSyntax { Function: Function.HasAll } call => HasAll(call, negated),
        CallSyntax { Function: Function.If } call => Chosen(call, negated),
        NameSyntax name => NamedTruth(name, negated),
        _ => NotTruth(written),
    };

    private Expr? NotTruth(Syntax written) =>
        Value(written) is { } value ? Fault(written.At, "rule.not-a-truth", ("kind", value.Sort)) : null;

    private Joined? Joined(JoinedSyntax joined, bool negated)
    {
        var parts = joined.Of.Select(part => Truth(part, negated)).ToList();
        return parts.Contains(null) ? null : new(joined.At, joined.All != negated, parts!);
    }

    // Sugar: the first where the test holds, the second where it does not.
    private Joined? Chosen(CallSyntax call, bool negated)
    {
        if (!Takes(call, 3, 3)) return null;
        if (Truth(call.Given[0]) is not { } test || Truth(call.Given[1], negated) is not { } then
            || Truth(call.Given[2], negated) is not { } otherwise) return null;
        return new(call.At, false, [new Joined(call.At, true, [test, then]),
            new Joined(call.At, true, [Opposite(test), otherwise])]);
    }

    private Expr? NamedTruth(NameSyntax name, bool negated)
    {
        if (scope.Parameter(name.Name) is null && scope.Fact(name.At, name.Name) is { } fact)
            return fact.Kind == FactKind.YesNo ? new IsSo(name.At, fact, !negated)
                : Fault(name.At, "rule.not-a-truth", ("kind", fact.Kind));
        if (scope.HasCondition(name.Name))
            return scope.Condition(name.At, name.Name) is { } named ? negated ? Opposite(named) : named : null;
        return NotTruth(name);
    }

    private Supplied? Supplied(CallSyntax call, bool negated)
    {
        if (!Takes(call, 1, 1)) return null;
        if (call.Given[0] is NameSyntax name && scope.Fact(name.At, name.Name) is { } fact) return new(call.At, fact, !negated);
        Faults.Add(call.Given[0].At, "rule.not-a-fact", ("name", call.Name));
        return null;
    }

    /// <summary>The opposite of a typed truth, carried down to its leaves.</summary>
    private static Expr Opposite(Expr truth) => truth switch
    {
        Said said => said with { Yes = !said.Yes },
        Joined joined => new Joined(joined.At, !joined.Every, [.. joined.Of.Select(Opposite)]),
        Compared compared => compared with { Relation = compared.Relation.Opposite() },
        IsSo isSo => isSo with { Yes = !isSo.Yes },
        OneOf oneOf => oneOf with { Negated = !oneOf.Negated },
        Has has => has with { Negated = !has.Negated },
        Supplied supplied => supplied with { Yes = !supplied.Yes },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>An expression that must be a number, an amount, a day, a duration, a code or a text.</summary>
    /// <param name="written">As written.</param>
    /// <param name="constant">Whether only parameters and written values may stand in it.</param>
    public Expr? Value(Syntax written, bool constant = false)
    {
        var value = Value(written);
        if (value is null || !constant) return value;
        if (value.All.FirstOrDefault(each => each.Own is not null || each is OfDay) is { } varying)
            return Fault(varying.At, "rule.not-constant");
        return value;
    }

    private Expr? Value(Syntax written) => IsTooDeep(written) ? null : written switch
    {
        NumberSyntax { Value: { Sort: Sort.Span } span } => new FixedSpan(written.At, (long)span.Amount.Number, span.Unit),
        NumberSyntax number => new Fixed(number.Value.Sort, number.At, number.Value.Amount),
        NameSyntax name => NamedValue(name),
        MinusSyntax minus => Minus(minus),
        CalcSyntax calc => Calculated(calc),
        CallSyntax call => Called(call),
        IndexSyntax index => Indexed(index),
        QuotedSyntax quoted => Fault(quoted.At, "rule.code-alone", ("text", quoted.Text)),
        ListSyntax or RangeSyntax => Fault(written.At, "rule.set-alone"),
        _ => Fault(written.At, "rule.truth-as-value"),
    };

    private Expr? NamedValue(NameSyntax name)
    {
        if (name.Name == Keywords.AsOf) return new OfDay(name.At, YearOnly: false);
        if (name.Name == Keywords.AsOfYear) return new OfDay(name.At, YearOnly: true);
        if (scope.Parameter(name.Name) is { } parameter)
        {
            if (parameter.IsKeyed) return Fault(name.At, "rule.parameter-keyed", ("name", name.Name));
            return scope.Type(parameter, name.At) ? new OfParameter(parameter.Sort, name.At, parameter) : null;
        }
        if (scope.Fact(name.At, name.Name) is { } fact)
            return fact.Kind == FactKind.YesNo ? Fault(name.At, "rule.truth-as-value")
                : new OfFact(SortOf(fact.Kind), name.At, fact);
        if (scope.HasCondition(name.Name)) return Fault(name.At, "rule.truth-as-value");
        return Fault(name.At, "rule.name-unknown", ("name", name.Name), ("nearest", scope.Nearest(name.Name)));
    }

    private Keyed? Indexed(IndexSyntax index)
    {
        if (scope.Parameter(index.Parameter) is not { } parameter)
        {
            Faults.Add(index.At, "rule.parameter-unknown", ("name", index.Parameter),
                ("nearest", scope.Nearest(index.Parameter)));
            return null;
        }
        if (!parameter.IsKeyed)
        {
            Faults.Add(index.At, "rule.parameter-unkeyed", ("name", parameter.Name));
            return null;
        }
        if (index.By is not NameSyntax name || scope.Fact(name.At, name.Name) is not { Kind: FactKind.Code } by)
        {
            Faults.Add(index.By.At, "rule.key-no-code", ("name", parameter.Name));
            return null;
        }
        if (!scope.Type(parameter, index.At) || EntriesOf(parameter, by.List!) is not { } entryOf) return null;
        return new(parameter.Sort, index.At, parameter, by, entryOf);
    }

    /// <summary>For each place of the list the entry of the parameter that holds for it, or -1.</summary>
    private int[]? EntriesOf(CardParameter parameter, CodeList list)
    {
        var entryOf = Enumerable.Repeat(-1, list.Codes.Count).ToArray();
        var (otherwise, before) = (-1, Faults.Count);
        for (var i = 0; i < parameter.Entries.Count; i++)
            foreach (var key in parameter.Entries[i].Keys!)
                if (key == Keywords.Otherwise && Codes.Find(list, key) is null) otherwise = i;
                else if (Codes.Find(list, key) is not { } places)
                    Faults.Add(parameter.Entries[i].At, "rule.code-unknown", ("code", key), ("list", list.Id),
                        ("nearest", Codes.Nearest(list, key)));
                else
                    foreach (var place in places)
                    {
                        if (entryOf[place] >= 0 && entryOf[place] != i)
                            Faults.Add(parameter.Entries[i].At, "rule.key-twice", ("code", list.Codes[place].Name),
                                ("name", parameter.Name));
                        entryOf[place] = i;
                    }
        for (var place = 0; place < entryOf.Length; place++)
            if (entryOf[place] < 0) entryOf[place] = otherwise;
        return Faults.Count > before ? null : entryOf;
    }

    private bool Takes(CallSyntax call, int least, int most)
    {
        if (call.Given.Count >= least && call.Given.Count <= most) return true;
        Faults.Add(call.At, "rule.argument-count", ("name", call.Name), ("count", call.Given.Count),
            ("wanted", least == most ? $"{least}" : $"{least}+"));
        return false;
    }

    private Expr? Fault(Place at, string code, params (string, object?)[] values)
    {
        Faults.Add(at, code, values);
        return null;
    }

    private static Sort SortOf(FactKind kind) => kind switch
    {
        FactKind.YesNo => Sort.YesNo, FactKind.Whole => Sort.Whole, FactKind.Money => Sort.Money, FactKind.Ratio => Sort.Ratio,
        FactKind.Date => Sort.Date, FactKind.Code => Sort.Code, FactKind.Codes => Sort.Codes, _ => Sort.Text,
    };
}
