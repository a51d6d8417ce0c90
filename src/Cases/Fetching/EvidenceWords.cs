using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>Where what lies in a case comes from, and as of when, in words. Thread-safe.</summary>
internal sealed class EvidenceWords(CityCatalogue city, EvidenceLibrary library, Wording wording, Texts texts)
{
    /// <summary>Of a material; null where the applicant hands it in.</summary>
    public string? OfMaterial(Case current, Material material) => current.Evidence.Of(material.Key) switch
    {
        { Level: EvidenceLevel.A, Resource: not null, Receipt: not null } held => Say("evidence.held", held),
        { Level: EvidenceLevel.B, VerifiedIn: { } number } => texts.Say("evidence.verified-before", ("number", number)),
        { Level: EvidenceLevel.D } => texts["evidence.declared"],
        _ => null,
    };

    /// <summary>Of an answer that stands as a source gave it, or that contradicts one; null where no source answered.</summary>
    public string? OfAnswer(Case current, Question question) =>
        current.Evidence.Doubts.ContainsKey(question.Key) ? texts["evidence.yours"]
        : SourcedAnswer.Of(current, question, library) is { } sourced
            && current.AnswerTo(question) == sourced.Value ? Say("evidence.from", sourced.Held) : null;

    /// <summary>What a source answers to a question, to be looked at.</summary>
    public string OfSource(Question question, SourcedAnswer sourced) =>
        Say("evidence.answered", sourced.Held, ("value", KeptAnswers.Shown(question, sourced.Value)));

    private string Say(string key, HeldEvidence held, params (string, object?)[] more) => texts.Say(key,
    [
        ("agency", city.AgencyName(library.Resources.GetValueOrDefault(held.Resource!)?.Provider ?? held.Resource!)),
        ("day", wording.Day(wording.DayOf(held.Receipt!.AsOf ?? held.Receipt.At))), .. more,
    ]);
}
