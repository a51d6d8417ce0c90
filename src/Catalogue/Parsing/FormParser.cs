using Yitong.Packs;

namespace Yitong.Catalogue.Parsing;

/// <summary>Reads question sets, and holds every question of the pack to one wording per key.</summary>
internal sealed class FormParser
{
    private const int MostDecimals = 4;
    private const long MostNumber = 1_000_000_000_000;

    // Which bounds answers of which kind can have.
    private static readonly Dictionary<string, AnswerKind[]> Bounds = new(StringComparer.Ordinal)
    {
        ["units"] = [AnswerKind.Number], ["decimals"] = [AnswerKind.Number],
        ["least"] = [AnswerKind.Number, AnswerKind.Money], ["most"] = [AnswerKind.Number, AnswerKind.Money],
        ["when"] = [AnswerKind.Date], ["ofAnother"] = [AnswerKind.CitizenNumber],
    };

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
            Units = record.Texts("units", required: false), Decimals = record.Number("decimals", 0, MostDecimals, 0),
            Least = record.Whole("least", 0, MostNumber, 0),
            Most = record.Whole("most", 1, MostNumber, 0) is var most and > 0 ? most : null,
            When = record.ChoiceOrNull<DaySide>("when") ?? DaySide.Any, IsOfAnother = record.Flag("ofAnother", otherwise: false),
        };
        CheckBounds(record, question);
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

    // What a kind of answer cannot have is a slip of the pack, not something to pass over.
    private static void CheckBounds(PackRecord record, Question question)
    {
        foreach (var (key, kinds) in Bounds)
            if (record.Has(key) && !kinds.Contains(question.Kind))
                record.Fault(key, "question.bound-of-other-kind", ("key", question.Key), ("bound", key));
        if (question.Most < question.Least) record.Fault("most", "question.bounds-crossed", ("key", question.Key));
    }

    private void HoldToOneWording(PackRecord record, Question question)
    {
        if (!byKey.TryGetValue(question.Key, out var first))
        {
            byKey[question.Key] = (question, $"{record.File}:{record.Line}");
            return;
        }
        if (first.Question.Ask != question.Ask || first.Question.Kind != question.Kind
            || !first.Question.Options.SequenceEqual(question.Options) || !HaveSameBounds(first.Question, question))
            record.Fault("ask", "question.two-wordings", ("key", question.Key), ("first", first.Place));
    }

    private static bool HaveSameBounds(Question one, Question other) =>
        (one.Decimals, one.Least, one.Most, one.When, one.IsOfAnother)
            == (other.Decimals, other.Least, other.Most, other.When, other.IsOfAnother)
        && one.Units.SequenceEqual(other.Units);
}
