using System.Text.Json;

namespace Yitong.Cases;

/// <summary>
/// Opens a case. Not the command: the subject is named by a code, answers are any JSON, materials may be contents.
/// </summary>
/// <param name="Matter">Code of a matter; exactly one of matter and journey.</param>
/// <param name="Journey">Code of a journey.</param>
/// <param name="Subject">Citizen number, credit code or party id; oneself when missing. A clerk must name it.</param>
/// <param name="Answers">Answers by question key: text, number or yes/no as the guide's form says.</param>
/// <param name="Materials">Materials handed over at once.</param>
/// <param name="Station">The clerk's station; only clerks may name it.</param>
/// <param name="Destination">Division code of the partner city that is to decide it; this city when missing.</param>
internal sealed record CaseWish(
    string? Matter, string? Journey, string? Subject, Dictionary<string, JsonElement>? Answers,
    List<MaterialWish>? Materials, string? Station, string? Destination);

/// <summary>
/// A material: an upload made before, the content itself, or the promise to bring it later. Not the command, which names a copy
/// that is kept already.
/// </summary>
/// <param name="Material">Key of the material in the guide.</param>
/// <param name="Upload">What <c>POST /api/v1/uploads</c> gave.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Content">The content in base64, for small files.</param>
/// <param name="Promise">True promises a material that may follow.</param>
internal sealed record MaterialWish(string? Material, string? Upload, string? FileName, string? Content, bool? Promise);

/// <summary>Answers to give; null takes one back. Not the command: they are any JSON, as the guide's form says.</summary>
internal sealed record AnswersWish(Dictionary<string, JsonElement>? Answers, int? Version);

/// <summary>Supplies what was asked for. Not the command: answers are any JSON, materials may be contents.</summary>
internal sealed record SupplyWish(
    string? Matter, Dictionary<string, JsonElement>? Answers, List<MaterialWish>? Materials, int? Version);
