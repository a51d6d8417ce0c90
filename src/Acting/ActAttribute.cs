namespace Yitong.Acting;

/// <summary>Names an act: in the journal, in addresses and in the texts of its form (<c>act.{name}</c>).</summary>
/// <param name="name">In kebab case, a verb first, such as <c>answer-objection</c>. Never given to another act.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ActAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>Code of the refusal that gathers what is wrong with single fields; null: that of the first of them.</summary>
    public string? Unclear { get; init; } = "words.incomplete";
}

/// <summary>
/// A parameter of a command is asked from whoever acts: as a field of the form and a member of the API's body. Its type says
/// how (text, number, day, yes or no, a choice); what cannot stand is refused before the decision, all fields at once.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AskAttribute : Attribute
{
    /// <summary>Longest text, in characters, where nothing else is said.</summary>
    public const int UsualMost = 2_000;

    /// <summary>Name in forms and bodies; the parameter's own in camel case when null.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it may be left out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether the text is of several lines.</summary>
    public bool IsLong { get; init; }

    /// <summary>
    /// Whether the number is a sum in fen: bodies hold it as it is, forms take it as people write money (600万元, 1,200.50).
    /// </summary>
    public bool IsMoney { get; init; }

    /// <summary>
    /// Kinds of ready sentences that a page offers before the person's own words (texts <c>template.{kind}.{n}</c>); none when
    /// null. What a page sends of both is one text.
    /// </summary>
    public string[]? Templates { get; init; }

    /// <summary>
    /// Of a list of records: the member without which a row of a page's form counts as not filled in, in camel case.
    /// </summary>
    public string? RowBy { get; init; }

    /// <summary>Most characters of a text.</summary>
    public int Most { get; init; } = UsualMost;

    /// <summary>
    /// Code of the sentence when it is missing; when null <c>words.missing.{name}</c> for a text, else
    /// <c>body.field-missing</c>.
    /// </summary>
    public string? Missing { get; init; }

    /// <summary>Code of the sentence when the text is too long; that of <see cref="Unreadable"/> when null.</summary>
    public string? TooLong { get; init; }

    /// <summary>Code of the sentence when the text is too long or not readable; the usual ones when null.</summary>
    public string? Unreadable { get; init; }
}
