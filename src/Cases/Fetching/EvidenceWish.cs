namespace Yitong.Cases;

/// <summary>
/// What somebody wants to see for a case: a question to the exchange, which changes nothing in the case itself.
/// </summary>
/// <param name="Matter">Code of the matter in the case; null: the first that asks for the material.</param>
/// <param name="Material">Key of the material (the requirement).</param>
/// <param name="Purpose">Code of the registered purpose.</param>
/// <param name="Channel">Which way: one of <see cref="EvidenceChannel"/>.</param>
internal sealed record EvidenceWish(string? Matter, string Material, string Purpose, string Channel)
{
    /// <summary>Codes of the items; none: those that the material declares.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];
    /// <summary>Citizen number or credit code of the one asked after; null: whom the material means.</summary>
    public string? Subject { get; init; }
}

/// <summary>Codes of the parties of a case, and where it is at home.</summary>
/// <param name="Subject">Citizen number or credit code of the subject.</param>
/// <param name="Applicant">The same of the applicant.</param>
/// <param name="District">Code of the district where the subject lives or sits.</param>
internal sealed record CaseParties(string Subject, string Applicant, string? District);

/// <summary>The ways by which evidence is asked for.</summary>
internal static class EvidenceChannel
{
    /// <summary>The applicant's own pages.</summary>
    public const string Portal = "portal";
    /// <summary>The officials' pages.</summary>
    public const string Workbench = "workbench";
    /// <summary>The counter of a service station.</summary>
    public const string Station = "station";
    /// <summary>A program of an agency.</summary>
    public const string Api = "api";
    /// <summary>The engine, by itself.</summary>
    public const string Engine = "engine";
}
