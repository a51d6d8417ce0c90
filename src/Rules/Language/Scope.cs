namespace Yitong.Rules.Language;

/// <summary>The names that the expressions of a card may use, and the faults found while they are typed.</summary>
internal sealed class Scope(FactBook facts, SubjectKind subject, FaultList faults)
{
    private const int MostParts = 4_000, MostDepth = 300;
    private readonly Dictionary<string, CardParameter> parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Named> conditions = new(StringComparer.Ordinal);
    private readonly HashSet<CardParameter> open = [];
    private readonly Dictionary<CardParameter, bool> typed = [];

    public FactBook Book => facts;

    public FaultList Faults => faults;

    public void Add(CardParameter parameter)
    {
        if (IsTaken(parameter.Name) || !parameters.TryAdd(parameter.Name, parameter))
            faults.Add(parameter.At, "rule.name-taken", ("name", parameter.Name));
    }

    public void Add(string condition, Place at, Syntax written)
    {
        if (parameters.ContainsKey(condition) || !conditions.TryAdd(condition, new(at, written)))
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
        if (condition.IsDone) return condition.Typed;
        if (condition.IsOpen)
        {
            faults.Add(at, "rule.circle", ("name", name));
            return null;
        }
        condition.IsOpen = true;
        var before = faults.Count;
        var expr = new Typing(this).Truth(condition.Written);
        CheckSize(expr, condition.At);
        (condition.IsDone, condition.Typed) = (true, faults.Count > before ? null : expr);
        return condition.Typed;
    }

    /// <summary>
    /// Tells an expression that is too large or too deep. Conditions are put in where they are named: a few lines could
    /// otherwise grow without end.
    /// </summary>
    public void CheckSize(Expr? expr, Place at)
    {
        if (expr is null) return;
        if (expr.All.Take(MostParts + 1).Count() > MostParts) faults.Add(at, "rule.too-long", ("most", MostParts));
        else if (DepthOf(expr) > MostDepth) faults.Add(at, "rule.too-deep", ("most", MostDepth));
    }

    private static int DepthOf(Expr expr) => 1 + expr.Parts.Select(DepthOf).DefaultIfEmpty(0).Max();

    /// <summary>Types the values of a parameter, once; they may name other parameters, but in no circle.</summary>
    public bool Type(CardParameter parameter, Place at)
    {
        if (typed.TryGetValue(parameter, out var isSound)) return isSound;
        if (!open.Add(parameter))
        {
            faults.Add(at, "rule.circle", ("name", parameter.Name));
            return false;
        }
        var before = faults.Count;
        var values = parameter.Entries.SelectMany(entry => entry.Values).ToList();
        foreach (var value in values)
        {
            value.Typed = new Typing(this).Value(value.Written, constant: true);
            CheckSize(value.Typed, value.Written.At);
        }
        open.Remove(parameter);
        return typed[parameter] = faults.Count == before && Agree(parameter, [.. values.Select(value => value.Typed!)]);
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

    /// <summary>A condition on its way from what was written to what is meant.</summary>
    private sealed class Named(Place at, Syntax written)
    {
        public Place At => at;

        public Syntax Written => written;

        public bool IsOpen { get; set; }

        public bool IsDone { get; set; }

        public Expr? Typed { get; set; }
    }
}
