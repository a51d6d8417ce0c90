using Yitong.Packs;

namespace Yitong.Benefits;

/// <summary>A document that sets policies (政策文件), with its clauses.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Title.</param>
/// <param name="Number">Document number (发文字号); null when none is known.</param>
/// <param name="Level">Who issued it: nation, province, city or district.</param>
/// <param name="Agency">Code of the city's agency that carries it out.</param>
/// <param name="Issued">The day it was issued.</param>
/// <param name="Clauses">Its clauses, in order.</param>
/// <param name="Provenance">Where it comes from.</param>
public sealed record PolicyDocument(
    string Id, string Title, string? Number, DocumentLevel Level, string Agency, DateOnly Issued,
    IReadOnlyList<SupportClause> Clauses, Provenance Provenance)
{
    /// <summary>The clause with a label; null when there is none.</summary>
    public SupportClause? Clause(string label) => Clauses.FirstOrDefault(clause => clause.Label == label);
}

/// <summary>A clause of a policy document (政策条款): what a condition or an amount rests on.</summary>
/// <param name="Label">How it is cited: 第一条.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Text">Its text.</param>
public sealed record SupportClause(string Label, string Heading, string Text);

/// <summary>Who issued a document.</summary>
public enum DocumentLevel
{
    /// <summary>A ministry or the State Council.</summary>
    Nation,
    /// <summary>The province.</summary>
    Province,
    /// <summary>The city.</summary>
    City,
    /// <summary>A district or pilot zone.</summary>
    District,
}
