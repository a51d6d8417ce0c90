namespace Yitong.Packs;

/// <summary>Where a record of the pack comes from, and whether anybody checked it.</summary>
/// <param name="Kind">Seen on a page, law text, the city's own figures, general knowledge, or invented.</param>
/// <param name="Note">The page, article or remark.</param>
public sealed record Provenance(ProvenanceKind Kind, string Note)
{
    /// <summary>Whether it may be shown as the city's own word.</summary>
    public bool IsVerified => Kind is ProvenanceKind.Law or ProvenanceKind.Seen or ProvenanceKind.Reported;
}

/// <summary>The kinds of provenance, best first.</summary>
public enum ProvenanceKind
{
    /// <summary>Read in the text of a law.</summary>
    Law,
    /// <summary>Read in the page named.</summary>
    Seen,
    /// <summary>A figure that the city reports of itself.</summary>
    Reported,
    /// <summary>General knowledge, unchecked.</summary>
    Known,
    /// <summary>Invented for demonstration; never shown as the city's.</summary>
    Illustrative,
}
