using Yitong.Kernel;

namespace Yitong.Packs;

/// <summary>The city that a pack describes (<c>pack.yaml</c>).</summary>
/// <param name="Code">Division code, six digits (GB/T 2260), such as <c>210200</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Province">The province's name.</param>
/// <param name="UtcOffset">Its time zone; between −12 and +14 hours.</param>
/// <param name="Areas">Cooperation areas; a city can be in several (区域通办).</param>
/// <param name="JourneyStandard">The local standard for journeys; null when the city offers none.</param>
public sealed record CityProfile(
    string Code, string Name, string Province, TimeSpan UtcOffset,
    IReadOnlyList<CooperationArea> Areas, JourneyStandard? JourneyStandard)
{
    /// <summary>The city's day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(UtcOffset).DateTime);
}

/// <summary>Cities that take each other's applications (区域通办), such as the six coastal ones.</summary>
/// <param name="Code">Code of the area.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cities">The cities with their division code where known.</param>
public sealed record CooperationArea(string Code, string Name, IReadOnlyList<(string? Code, string Name)> Cities);

/// <summary>What a journey (一件事) must keep to in this city.</summary>
/// <param name="Limit">Ceiling of the whole in working days: 45 by 行政许可法 第二十六条、第四十二条.</param>
/// <param name="Law">The articles.</param>
/// <param name="MaxQuestions">Most questions asked to find the members that apply.</param>
/// <param name="MinOutcomes">Fewest outcomes named.</param>
/// <param name="MinKeywords">Fewest words to find it by.</param>
/// <param name="SharedSteps">Steps that happen once for the whole journey, such as 申请, 受理 and 送达.</param>
/// <param name="SharedForm">Key of the question set that every member's form includes, so that one form serves all.</param>
public sealed record JourneyStandard(
    TimeLimit Limit, string Law, int MaxQuestions, int MinOutcomes, int MinKeywords,
    IReadOnlyList<string> SharedSteps, string SharedForm);

/// <summary>Somebody to sign in as in a demonstration. Invented people with valid check digits.</summary>
/// <param name="Id">Stable name, such as <c>resident</c>.</param>
/// <param name="Name">Name on the screen.</param>
/// <param name="Role">The capacity in which they act.</param>
/// <param name="Office">Agency of an official, station of a clerk; null otherwise.</param>
/// <param name="CitizenNumber">Citizen number; null for those who act for an office.</param>
/// <param name="Phone">Mobile number; null when they have none.</param>
/// <param name="Mandate">The company that they act for; null for all but the agent.</param>
public sealed record Persona(
    string Id, string Name, ActorRole Role, string? Office, string? CitizenNumber, string? Phone,
    PersonaMandate? Mandate);

/// <summary>For whom a persona acts, in what and until when.</summary>
/// <param name="CreditCode">The company's unified social credit code.</param>
/// <param name="Company">Its name.</param>
/// <param name="Matters">Codes of the matters that the mandate covers; empty means all.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
public sealed record PersonaMandate(
    UnifiedCreditCode CreditCode, string Company, IReadOnlyList<string> Matters, DateOnly From, DateOnly Until);
