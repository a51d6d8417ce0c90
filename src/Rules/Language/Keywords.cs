using System.Collections.Frozen;

namespace Yitong.Rules.Language;

/// <summary>
/// The words of the language, Chinese beside English. This one file holds all Chinese that is part of how a rule is written.
/// </summary>
internal static class Keywords
{
    public const string AsOf = "评定日", AsOfYear = "评定年", Otherwise = "其他", Unknown = "未知", PercentagePoints = "个百分点";

    /// <summary>What may stand between two names of a key that holds for several codes.</summary>
    public const char NameSeparator = '、';

    /// <summary>Words that are operators or values: no fact or parameter may be called so.</summary>
    public static readonly FrozenDictionary<string, Word> Words = new Dictionary<string, Word>
    {
        ["or"] = Word.Or, ["或"] = Word.Or, ["and"] = Word.And, ["且"] = Word.And, ["not"] = Word.Not, ["非"] = Word.Not,
        ["in"] = Word.In, ["属于"] = Word.In, ["不属于"] = Word.NotIn,
        ["是"] = Word.Yes, ["yes"] = Word.Yes, ["否"] = Word.No, ["no"] = Word.No,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Functions by name.</summary>
    public static readonly FrozenDictionary<string, Function> Functions = new Dictionary<string, Function>
    {
        ["min"] = Function.Min, ["最小"] = Function.Min, ["max"] = Function.Max, ["最大"] = Function.Max,
        ["if"] = Function.If, ["如果"] = Function.If,
        ["months"] = Function.Months, ["满月数"] = Function.Months, ["years"] = Function.Years, ["周岁"] = Function.Years,
        ["days"] = Function.Days, ["天数"] = Function.Days, ["year"] = Function.Year, ["年份"] = Function.Year,
        ["supplied"] = Function.Supplied, ["已知"] = Function.Supplied,
        ["has_all"] = Function.HasAll, ["全部具备"] = Function.HasAll,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Units of money in fen, the longest first.</summary>
    public static readonly (string Name, long Fen)[] Money =
    [
        ("千万元", 1_000_000_000), ("百万元", 100_000_000), ("十万元", 10_000_000), ("亿元", 10_000_000_000), ("万元", 1_000_000),
        ("千元", 100_000), ("元", 100),
    ];

    /// <summary>Units of durations, the longest first.</summary>
    public static readonly (string Name, SpanUnit Unit)[] Spans =
    [
        ("个工作日", SpanUnit.WorkingDays), ("工作日", SpanUnit.WorkingDays), ("个月", SpanUnit.Months), ("年", SpanUnit.Years),
        ("天", SpanUnit.Days), ("日", SpanUnit.Days),
    ];

    /// <summary>Answers of a test.</summary>
    public static readonly FrozenDictionary<string, Truth> Truths = new Dictionary<string, Truth>
    {
        ["yes"] = Truth.Yes, ["是"] = Truth.Yes, ["true"] = Truth.Yes, ["no"] = Truth.No, ["否"] = Truth.No, ["false"] = Truth.No,
        ["unknown"] = Truth.Unknown, [Unknown] = Truth.Unknown,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The Chinese word.</summary>
    public static string Of(Word word) => Words.First(each => each.Value == word && !char.IsAscii(each.Key[0])).Key;

    /// <summary>The Chinese name of a function, or the only one.</summary>
    public static string Of(Function function) =>
        Functions.First(each => each.Value == function && !char.IsAscii(each.Key[0])).Key;

    /// <summary>The sign of an operator as people write it.</summary>
    public static char SignOf(char sign) => sign switch { '*' => '×', '/' => '÷', _ => sign };

    /// <summary>What a value of one of the language's own enumerations is called in a fault.</summary>
    public static string NameOf(Enum value) => value switch
    {
        Sort.YesNo or FactKind.YesNo => "是否", Sort.Whole or FactKind.Whole => "整数", Sort.Money or FactKind.Money => "金额",
        Sort.Ratio or FactKind.Ratio => "比率", Sort.Date or FactKind.Date => "日期", Sort.Span => "期限",
        Sort.Code or FactKind.Code => "代码", Sort.Codes or FactKind.Codes => "多选代码", Sort.Text or FactKind.Text => "文本",
        Truth.Yes => "是", Truth.No => "否", Truth.Unknown => Unknown,
        SubjectKind.Company => "企业", SubjectKind.Person => "个人",
        _ => value.ToString(),
    };

    /// <summary>The ASCII way to write signs that an input method offers.</summary>
    public static readonly FrozenDictionary<char, string> Signs = new Dictionary<char, string>
    {
        ['≤'] = "<=", ['≥'] = ">=", ['≠'] = "!=", ['×'] = "*", ['÷'] = "/", ['－'] = "-", ['，'] = ",", ['、'] = ",",
        ['“'] = "\"", ['”'] = "\"", ['【'] = "[", ['】'] = "]",
    }.ToFrozenDictionary();
}

/// <summary>A word that is an operator or a value.</summary>
internal enum Word { Or, And, Not, In, NotIn, Yes, No }

/// <summary>A function of the language.</summary>
internal enum Function { Min, Max, If, Months, Years, Days, Year, Supplied, HasAll }
