namespace Yitong.Rules.Language;

/// <summary>The names that the expressions of a card may use, and the faults found while they are typed.</summary>
internal sealed class Scope(FactBook facts, SubjectKind subject, FaultList faults)
{
    private const int MostParts = 4_000;
    private readonly Dictionary<string, CardParameter> parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Place At, Syntax Written, Expr? Typed,
        bool IsOpen)> conditions = new(StringComparer.Ordinal);
    private readonly HashSet<CardParameter> typed = [], open = [];

    public FactBook Book => facts;

    public FaultList Faults => faults;

    public void Add(CardParameter parameter)
    {
        if (IsTaken(parameter.Name) || !parameters.TryAdd(parameter.Name, parameter))
            faults.Add(parameter.At, "rule.name-taken", ("name", parameter.Name));
    }

    public void Add(string condition, Place at, Syntax written)
    {
        if (parameters.ContainsKey(condition) || !conditions.TryAdd(condition, (at, written, null, false)))
            faults.Add(at, "rule.name-taken", ("name", condition));
    }

    public CardParameter? Parameter(string name) => parameters.GetValueOrDefault(name);

    public Fact? Fact(Place at, string name)
    {
        if (!facts.TryFind(name, out var fact)) return null;
        if (fact.Subject != subject)
            faults.Add(at, "rule.other-subject", ("name", name), ("subject", fact.Subject), ("for", subject));
        return fact;
    }

    public bool HasCondition(string name) => conditions.ContainsKey(name);

    /// <summary>A condition that is referred to by name; null when it is faulty or leads back to itself.</summary>
    public Expr? Condition(Place at, string name)
    {
        var condition = conditions[name];
        if (condition.Typed is not null) return condition.Typed;
        if (condition.IsOpen)
        {
            faults.Add(at, "rule.circle", ("name", name));
            return null;
        }
        conditions[name] = condition with { IsOpen = true };
        var before = faults.Count;
        var expr = new Typing(this).Truth(condition.Written);
        // Conditions are put in where they are named: a few lines could otherwise grow without end.
        if (expr is not null && expr.All.Take(MostParts + 1).Count() > MostParts)
        {
            faults.Add(condition.At, "rule.too-long", ("most", MostParts));
            expr = null;
        }
        conditions[name] = condition with { Typed = expr };
        return faults.Count > before ? null : expr;
    }

    /// <summary>Types the values of a parameter, once; they may name other parameters, but in no circle.</summary>
    public bool Type(CardParameter parameter, Place at)
    {
        if (typed.Contains(parameter)) return true;
        if (!open.Add(parameter))
        {
            faults.Add(at, "rule.circle", ("name", parameter.Name));
            return false;
        }
        var before = faults.Count;
        var values = parameter.Entries.SelectMany(entry => entry.Values).ToList();
        foreach (var value in values) value.Typed = new Typing(this).Value(value.Written, constant: true);
        open.Remove(parameter);
        if (faults.Count > before) return false;
        typed.Add(parameter);
        return Agree(parameter, [.. values.Select(value => value.Typed!)]);
    }

    // Whole numbers beside ratios are ratios; anything else beside another sort is a slip.
    private bool Agree(CardParameter parameter, List<Expr> values)
    {
        var sorts = values.Select(value => value.Sort).Distinct().ToList();
        parameter.Sort = sorts is [var one] ? one : Sort.Ratio;
        if (sorts.Count == 1 && parameter.Sort is not Sort.YesNo
            || sorts.All(sort => sort is Sort.Whole or Sort.Ratio)) return true;
        faults.Add(parameter.At, "rule.parameter-kinds", ("name", parameter.Name),
            ("kinds", string.Join(", ", sorts.Select(sort => Keywords.NameOf(sort)))));
        return false;
    }

    /// <summary>The nearest name that there is.</summary>
    public string Nearest(string name) => Near.Or(name,
        [.. parameters.Keys, .. conditions.Keys, .. facts.Facts.Where(fact => fact.Subject == subject).Select(fact => fact.Name),
            Keywords.AsOf, Keywords.AsOfYear]);

    private bool IsTaken(string name) => name is Keywords.AsOf or Keywords.AsOfYear || facts.TryFind(name, out _)
        || Keywords.Words.ContainsKey(name);
}
