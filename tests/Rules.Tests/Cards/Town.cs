namespace Yitong.Rules.Tests.Cards;

/// <summary>A small city's facts, and cards about them.</summary>
internal static class Town
{
    public static readonly CodeList Sizes = new("sizes", "2017",
        [("1", "大型"), ("2", "中型"), ("3", "小型"), ("4", "微型")],
        new Dictionary<string, IReadOnlyList<int>> { ["中小微企业"] = [1, 2, 3], ["小微企业"] = [2, 3] });

    public static readonly CodeList Titles = new("titles", "2024",
        [("gx", "高新技术企业"), ("zj", "专精特新企业"), ("kj", "科技型中小企业"), ("dl", "瞪羚企业")],
        new Dictionary<string, IReadOnlyList<int>> { ["创新型企业"] = [0, 1, 2] });

    public static readonly CodeList Trades = new("trades", "2017", [("A", "农业"), ("C", "制造业")],
        new Dictionary<string, IReadOnlyList<int>>());

    public static readonly FactBook Facts = Book(
    [
        new(0, "dues_months", "上年度.失业保险缴费月数", FactKind.Whole, SubjectKind.Company, 0, 12 * 50, 1, null, "个月", "insurance"),
        new(0, "layoff_rate", "上年度.裁员率", FactKind.Ratio, SubjectKind.Company, 0, 10_000_000, 10_000_000, null, null, "insurance"),
        new(0, "heads", "上年度.月均参保人数", FactKind.Whole, SubjectKind.Company, 0, 5_000_000, 1, null, "人", "insurance"),
        new(0, "dishonest", "严重失信主体", FactKind.YesNo, SubjectKind.Company, 0, 1, 1, null, null, "credit"),
        new(0, "dues", "上年度.失业保险费实缴额", FactKind.Money, SubjectKind.Company, 0, 100_000_000_000_00, 1, null, null, "insurance"),
        new(0, "size", "企业规模", FactKind.Code, SubjectKind.Company, 0, 3, 1, Sizes, null, "register"),
        new(0, "founded", "成立日期", FactKind.Date, SubjectKind.Company, Day(1900, 1, 1), Day(2199, 12, 31), 1, null, null,
            "register"),
        new(0, "turnover", "营业收入", FactKind.Money, SubjectKind.Company, 0, 1_000_000_000_000_00, 1, null, null, "tax"),
        new(0, "turnover_before", "上上年度.营业收入", FactKind.Money, SubjectKind.Company, 0, 1_000_000_000_000_00, 1, null, null,
            "tax"),
        new(0, "research", "研发费用", FactKind.Money, SubjectKind.Company, 0, 100_000_000_000_00, 1, null, null, "tax"),
        new(0, "titles", "资质", FactKind.Codes, SubjectKind.Company, 0, 15, 1, Titles, null, "science"),
        new(0, "park", "园区", FactKind.Text, SubjectKind.Company, 1, int.MaxValue, 1, null, null, null),
        new(0, "listed", "上市日期", FactKind.Date, SubjectKind.Company, Day(1900, 1, 1), Day(2199, 12, 31), 1, null, null, null),
        new(0, "growth", "营收增幅", FactKind.Ratio, SubjectKind.Company, -1_000_000_000, 1_000_000_000, 1_000_000_000, null, null,
            "tax"),
        new(0, "exporter", "有出口实绩", FactKind.YesNo, SubjectKind.Company, 0, 1, 1, null, null, null),
        new(0, "trade", "产业", FactKind.Code, SubjectKind.Company, 0, 1, 1, Trades, null, "register"),
        new(0, "born", "出生日期", FactKind.Date, SubjectKind.Person, Day(1900, 1, 1), Day(2199, 12, 31), 1, null, null, "police"),
    ]);

    public static string Example(string name) => File.ReadAllText(Path.Combine(Root, "tests/Rules.Tests/Examples", name));

    public static string Root { get; } = FindRoot();

    public static CardReading Read(string text, FactBook? facts = null) =>
        CardReader.Read(text, "card.yaml", facts ?? Facts, CardKeys.None);

    /// <summary>A card with one condition, or an amount, or parameters, that has no tests of worth.</summary>
    public static string Text(string condition = "严重失信主体 = 否", string? amount = null, string parameters = "",
        string inForce = "2020-01-01 ..", string figures = "", string more = "") => $$"""
        policy: T1
        title: T
        for: company
        in_force: {{inForce}}
        clause: 第一条
        {{(parameters.Length == 0 ? "" : "parameters:\n" + Indented(parameters))}}
        conditions:
          - 条件:
              any:
                - >-
                  {{condition}}
        {{(amount is null ? "" : $"amount:\n  round: down to fen\n  once_per: year\n  formula: >-\n    {amount}\n")}}
        {{(figures.Length == 0 ? "" : "figures: { illustrative: [" + figures + "] }")}}
        {{more}}
        tests:
          - { as_of: 2024-07-01, expect: yes }
          - { as_of: 2024-07-01, expect: no }
        """;

    public static RuleCard Card(string condition = "严重失信主体 = 否", string? amount = null, string parameters = "")
    {
        var text = Text(condition, amount, parameters);
        var reading = Read(text);
        // Whatever numbers there are, they are shown as illustrative.
        if (reading.Faults.FirstOrDefault(fault => fault.Code == "rule.figures-missing") is { } fault)
            reading = Read(Text(condition, amount, parameters, figures: (string)fault.Values[0].Value!));
        Assert.Empty(reading.Faults);
        return reading.Card!;
    }

    public static Fact Fact(string name) => Facts.TryFind(name, out var fact) ? fact : throw new ArgumentException(name);

    public static Finding Judge(RuleCard card, string asOf, params (string Fact, long Number)[] given) =>
        Rules.Judge.Of(card, DateOnly.Parse(asOf), Values(given));

    public static Func<Fact, FactValue> Values(params (string Fact, long Number)[] given)
    {
        var values = given.ToDictionary(each => Fact(each.Fact).Index, each => FactValue.Of(each.Number));
        return fact => values.GetValueOrDefault(fact.Index);
    }

    public static long Day(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;

    private static FactBook Book(Fact[] facts) => new([.. facts.Select((fact, at) => fact with { Index = at })], [Sizes, Titles, Trades]);

    private static string Indented(string lines) => string.Join('\n', lines.Split('\n').Select(line => "  " + line));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "module-map.txt"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
