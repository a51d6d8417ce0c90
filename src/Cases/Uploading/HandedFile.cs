using System.Text.Json;
using System.Text.Json.Nodes;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>A file of a case, as whoever may see the case gets it.</summary>
internal static class HandedFile
{
    /// <summary>
    /// The file of a material that the case asks; null when there is none, or when the answers lead elsewhere by now: what is not
    /// asked is nobody's business.
    /// </summary>
    public static async Task<IResult?> AnswerAsync(
        Case current, string material, CityCatalogue catalogue, Blobs blobs, HttpContext http) =>
        CaseForm.Materials(current, catalogue).Any(each => each.Key == material)
            && (current.Materials.GetValueOrDefault(material) ?? current.Evidence.Of(material)?.Copy)
                is { Blob: { } hash } copy
            && await blobs.GetAsync(hash, http.RequestAborted) is { } blob
            ? FileAnswer.Of(http, blob.Bytes, copy.FileName) : null;

    /// <summary>
    /// A document of the result, for the offices at any time and for everybody else from its delivery on; null without one.
    /// </summary>
    public static async Task<IResult?> ResultAsync(
        Case current, string matter, string upload, ActorRole? reader, Blobs blobs, HttpContext http) =>
        current.Find(matter) is { } member && (IsOffice(reader) || member.Delivered is not null)
            && member.Results.FirstOrDefault(each => each.Blob == upload) is { } copy
            && await blobs.GetAsync(upload, http.RequestAborted) is { } blob
            ? FileAnswer.Of(http, blob.Bytes, copy.FileName) : null;

    private static bool IsOffice(ActorRole? reader) => reader is ActorRole.Official or ActorRole.Supervisor;

    /// <summary>
    /// What an event says to a reader. An office reads nothing of what was left out when the case was submitted; nobody else
    /// reads of documents that the office took back or has not delivered. The journal has all.
    /// </summary>
    public static JsonElement Shown(string json, CaseEvent happened, Case current, ActorRole? reader)
    {
        if ((IsOffice(reader) || happened is ResultAttached) && JsonNode.Parse(json) is JsonObject shown
            && (IsOffice(reader) ? IsCut(shown, happened, current) : IsHeldBack(shown, (ResultAttached)happened, current)))
            return JsonSerializer.SerializeToElement(shown);
        return JsonDocument.Parse(json).RootElement;
    }

    private static bool IsHeldBack(JsonObject shown, ResultAttached attached, Case current) =>
        !(current.Find(attached.Matter) is { Delivered: not null } member && member.Results.Contains(attached.Copy))
        && shown.Remove("copy");

    private static bool IsCut(JsonObject shown, CaseEvent happened, Case current)
    {
        if (happened is AnswersGiven given && shown["answers"] is JsonObject answers)
        {
            foreach (var left in given.Answers.Keys.Where(key => !current.Answers.ContainsKey(key))) answers.Remove(left);
            return true;
        }
        if (happened is not MaterialHandedOver { Copy.Material: var key } || current.Materials.ContainsKey(key)) return false;
        shown["copy"] = new JsonObject { ["material"] = key };
        return true;
    }
}
