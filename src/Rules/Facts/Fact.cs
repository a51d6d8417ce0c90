namespace Yitong.Rules;

/// <summary>What a fact's values are. There is no floating point among them.</summary>
public enum FactKind
{
    /// <summary>Yes or no (是否): 1 or 0.</summary>
    YesNo,
    /// <summary>A whole number (整数), such as a head count.</summary>
    Whole,
    /// <summary>Money (金额), in fen.</summary>
    Money,
    /// <summary>A ratio (比率): two whole numbers, compared by cross-multiplication, never divided.</summary>
    Ratio,
    /// <summary>A day (日期), as <see cref="DateOnly.DayNumber"/>.</summary>
    Date,
    /// <summary>One code of a versioned list (代码): its place in the list.</summary>
    Code,
    /// <summary>Several codes of a list of at most 62 (多选代码): one bit for each place in the list.</summary>
    Codes,
    /// <summary>A text (文本), known only as equal or not: its number in the fact book's <see cref="TextPool"/>.</summary>
    Text,
}

/// <summary>Whom a fact or a rule is about.</summary>
public enum SubjectKind
{
    /// <summary>A company or a self-employed business (经营主体).</summary>
    Company,
    /// <summary>A natural person (自然人).</summary>
    Person,
}

/// <summary>
/// A fact (事实) that the city may know of a subject: what its values are, within which bounds they lie, and who knows it.
/// </summary>
/// <param name="Index">Its place in the fact book, from 0 without gaps: the column of a register.</param>
/// <param name="Id">Its id: ASCII, such as <c>layoff_rate_last_year</c>.</param>
/// <param name="Name">Its Chinese name, such as 上年度.裁员率; rules may use either.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Least">
/// The least value; of a ratio the least numerator. Values outside are broken rows and never enter a register, so what a rule
/// computes from them provably fits 64 bits.
/// </param>
/// <param name="Most">The greatest value; of a ratio the greatest numerator.</param>
/// <param name="MostOver">The greatest denominator of a ratio, at least 1; 1 for every other kind.</param>
/// <param name="List">The list of its codes; null unless the kind is Code or Codes.</param>
/// <param name="Unit">Pack word of what is counted (人, 个月, 平方米 …); null when there is none.</param>
/// <param name="Source">Code of the evidence type that it comes from; null when no office issues it.</param>
public sealed record Fact(
    int Index, string Id, string Name, FactKind Kind, SubjectKind Subject, long Least, long Most, long MostOver,
    CodeList? List, string? Unit, string? Source);

/// <summary>
/// A versioned list of codes (代码表), such as sizes of enterprises or industries by GB/T 4754, with named groups.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Edition">Which edition, such as GB/T 4754-2017.</param>
/// <param name="Codes">Code and name of each, in the order of the list; a value is a place in it.</param>
/// <param name="Groups">Names that stand for several codes: 中小微企业, 制造业. The values are places in <c>Codes</c>.</param>
public sealed record CodeList(
    string Id, string Edition, IReadOnlyList<(string Code, string Name)> Codes,
    IReadOnlyDictionary<string, IReadOnlyList<int>> Groups);

/// <summary>
/// A value of a fact, or that it is not known. What the number means follows from the fact's <see cref="FactKind"/>.
/// </summary>
/// <param name="Number">The value; of a ratio its numerator.</param>
/// <param name="Over">
/// The denominator of a ratio; 0 makes a ratio that nothing can be said of; 1 for every other kind. 0 with
/// <c>IsKnown</c> false is the default: unknown.
/// </param>
/// <param name="IsKnown">Whether anybody supplied it. Missing is unknown, not no and not zero.</param>
public readonly record struct FactValue(long Number, long Over, bool IsKnown)
{
    /// <summary>Nobody supplied it: the default value.</summary>
    public static FactValue Unknown => default;

    /// <summary>A known value of any kind but ratio.</summary>
    public static FactValue Of(long number) => new(number, 1, true);

    /// <summary>A known ratio.</summary>
    public static FactValue Ratio(long number, long over) => new(number, over, true);
}
