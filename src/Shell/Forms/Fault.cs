using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Shell;

/// <summary>Something wrong with what was sent, in words: of one field, or of the whole.</summary>
/// <param name="Field">The field's name and the id of its control; null for the whole.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record Fault(string? Field, string Sentence)
{
    /// <summary>All faults of a refusal: those of its fields, or else its own sentence with its article.</summary>
    public static IReadOnlyList<Fault> Of(Refusal refusal, Texts texts)
    {
        if (refusal.Fields.Count > 0)
            return [.. refusal.Fields.Select(fault => new Fault(fault.Field, fault.Arguments is null
                ? texts[$"refusals.{fault.Code}"] : texts.Say($"refusals.{fault.Code}", fault.Arguments)))];
        var sentence = texts.Say($"refusals.{refusal.Code}", refusal.Args);
        return [new Fault(null, refusal.Law is null
            ? sentence : texts.Say("form.with-law", ("sentence", sentence), ("law", refusal.Law)))];
    }
}
