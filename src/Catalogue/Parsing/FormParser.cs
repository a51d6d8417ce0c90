using Yitong.Packs;

namespace Yitong.Catalogue.Parsing;

/// <summary>Reads question sets, and holds every question of the pack to one wording per key.</summary>
internal sealed class FormParser
{
    private readonly Dictionary<string, (Question Question, string Place)> byKey = new(StringComparer.Ordinal);

    /// <summary>Question sets by key.</summary>
    public Dictionary<string, IReadOnlyList<Question>> Sets { get; } = new(StringComparer.Ordinal);

    public static FormParser Forms(PackSource source)
    {
        var forms = new FormParser();
        foreach (var file in source.Files("forms", "form"))
        {
            var key = file.Defines("form", "key");
            file.Text("title");
            forms.Sets[key] = file.List("questions", forms.ReadQuestion, required: true);
            file.Provenance();
            file.Close();
        }
        return forms;
    }

    public Question ReadQuestion(PackRecord record)
    {
        var question = new Question(
            record.Code("key"), record.Text("ask"), record.Choice<AnswerKind>("kind"),
            record.Texts("options", required: false), record.TextOrNull("why"),
            record.Flag("optional", otherwise: false), record.CodeOrNull("prefill"))
        {
            PrefillPlace = record.PlaceOf("prefill"),
        };
        if (question.Kind == AnswerKind.Choice && question.Options.Count < 2)
            record.Fault("options", "question.too-few-options", ("key", question.Key));
        if (question.Kind != AnswerKind.Choice && question.Options.Count > 0)
            record.Fault("options", "question.options-without-choice", ("key", question.Key));
        if (question.Options.Distinct(StringComparer.Ordinal).Count() != question.Options.Count)
            record.Fault("options", "question.option-twice", ("key", question.Key));
        HoldToOneWording(record, question);
        return question;
    }

    /// <summary>The questions of the sets in order, then the record's own; each key once.</summary>
    public IReadOnlyList<Question> Assemble(IReadOnlyList<string> sets, IReadOnlyList<Question> own) =>
        [.. sets.SelectMany(set => Sets.GetValueOrDefault(set, [])).Concat(own).DistinctBy(question => question.Key)];

    private void HoldToOneWording(PackRecord record, Question question)
    {
        if (!byKey.TryGetValue(question.Key, out var first))
        {
            byKey[question.Key] = (question, $"{record.File}:{record.Line}");
            return;
        }
        if (first.Question.Ask != question.Ask || first.Question.Kind != question.Kind
            || !first.Question.Options.SequenceEqual(question.Options))
            record.Fault("ask", "question.two-wordings", ("key", question.Key), ("first", first.Place));
    }
}
