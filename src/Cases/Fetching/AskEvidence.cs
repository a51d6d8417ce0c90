using Yitong.Acting;

namespace Yitong.Cases;

/// <summary>
/// Asks the exchange for what a case needs. It changes nothing in the case itself: what comes of it is written down by the
/// exchange.
/// </summary>
/// <param name="Case">Id or number of the case, which a program names.</param>
/// <param name="Matter">Code of the matter in the case; null: the first that asks for the material.</param>
/// <param name="Material">Key of the material (the requirement).</param>
/// <param name="Purpose">Code of the registered purpose; null: the handling of the case.</param>
/// <param name="Subject">Citizen number or credit code of the one asked after; null: whom the material means.</param>
/// <param name="Items">Codes of the items; none: those that the material declares.</param>
/// <param name="Channel">Which way.</param>
[Act("ask-evidence")]
public sealed record AskEvidence(
    [Ask] string? Case, [Ask(IsOptional = true)] string? Matter,
    [Ask(Name = "requirement")] string? Material, [Ask(IsOptional = true)] string? Purpose = null,
    [Ask(IsOptional = true)] string? Subject = null, [Ask(IsOptional = true)] IReadOnlyList<string>? Items = null,
    string Channel = EvidenceChannel.Api);

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
