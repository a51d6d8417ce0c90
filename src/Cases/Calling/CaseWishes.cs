using System.Text.Json;
using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>Opens a case.</summary>
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

/// <summary>A material: an upload made before, the content itself, or the promise to bring it later.</summary>
/// <param name="Material">Key of the material in the guide.</param>
/// <param name="Upload">What <c>POST /api/v1/uploads</c> gave.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Content">The content in base64, for small files.</param>
/// <param name="Promise">True promises a material that may follow.</param>
internal sealed record MaterialWish(string? Material, string? Upload, string? FileName, string? Content, bool? Promise);

/// <summary>Answers to give; null takes one back.</summary>
internal sealed record AnswersWish(Dictionary<string, JsonElement>? Answers, int? Version);

/// <summary>Submits; <c>version</c> is what the client has seen.</summary>
internal sealed record SubmitWish(int? Version);

/// <summary>Supplies what was asked for.</summary>
internal sealed record SupplyWish(
    string? Matter, Dictionary<string, JsonElement>? Answers, List<MaterialWish>? Materials, int? Version);

/// <summary>Withdraws the case, or one member.</summary>
internal sealed record WithdrawWish(string? Matter, string? Reason, int? Version);

/// <summary>Rates from 1 to 5.</summary>
internal sealed record RatingWish(int? Stars, string? Comment);

/// <summary>Accepts, or resumes the clock.</summary>
internal sealed record MemberWish(string? Matter, int? Version);

/// <summary>Refuses to accept.</summary>
internal sealed record RefuseWish(string? Matter, string? Reasons, string? Basis, int? Version);

/// <summary>Asks for all that is missing, once.</summary>
internal sealed record SupplementWish(string? Matter, List<GapWish>? Gaps, DateOnly? ReplyBy, int? Version);

/// <summary>One gap: key of the material or question, what is wrong, the rule.</summary>
internal sealed record GapWish(string? Material, string? Problem, string? Ground);

/// <summary>Finishes a step: passed or not.</summary>
internal sealed record ExamineWish(string? Matter, string? Step, bool? Passed, string? Opinion, int? Version);

/// <summary>Decides: granted or not.</summary>
internal sealed record DecideWish(
    string? Matter, bool? Granted, string? Reasons, string? Basis, string? LatenessReason, int? Version);

/// <summary>Delivers: online, station or post.</summary>
internal sealed record DeliverWish(string? Matter, DeliveryMethod? Method, string? Note, int? Version);

/// <summary>Stops the clock on a legal ground with a written notice.</summary>
internal sealed record SuspendWish(string? Matter, string? Ground, string? Notice, LimitWish? Announced, int? Version);

/// <summary>Extends the limit.</summary>
internal sealed record ExtendWish(string? Matter, LimitWish? By, string? ApprovedBy, string? Reason, int? Version);

/// <summary>An amount with its unit.</summary>
internal sealed record LimitWish(int? Amount, TimeUnit? Unit)
{
    /// <summary>The limit; working days when no unit is named. Null when there is no amount.</summary>
    public TimeLimit? Limit => Amount is { } amount ? new(amount, Unit ?? TimeUnit.WorkingDays) : null;
}

/// <summary>Transfers to another agency.</summary>
internal sealed record TransferWish(string? Matter, string? To, string? Reason, int? Version);

/// <summary>Opens a closed member again.</summary>
internal sealed record ReopenWish(string? Matter, string? Reason, string? Ground, int? Version);

/// <summary>Says why it is late.</summary>
internal sealed record LatenessWish(string? Matter, string? Reason, int? Version);

/// <summary>Answers a bad rating.</summary>
internal sealed record AnswerWish(string? Answer);
