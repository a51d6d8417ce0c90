using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Certificates;

/// <summary>Reads the types of certificates of a pack.</summary>
internal static class CertificateTypeParser
{
    private const int CodeLength = 21;
    private const int DefinerLength = 18;

    public static CertificateTypes Read(PackSource source)
    {
        var catalogue = source.Section<CityCatalogue>();
        var types = new List<CertificateType>();
        foreach (var file in source.Files("certificate-types", "certificate-types"))
        {
            types.AddRange(file.List("certificateTypes", record => ReadType(record, catalogue), required: true));
            file.Close();
        }
        return new(types);
    }

    private static CertificateType ReadType(PackRecord record, CityCatalogue catalogue)
    {
        var code = record.Defines("certificate-type", "code");
        if (code.Length != CodeLength || code.Any(c => !char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c))
            || !UnifiedCreditCode.TryParse(code[..DefinerLength], out _))
            record.Fault("code", "certificate-type.code", ("code", code));
        var matter = record.Names("matter", "matter");
        var questions = QuestionsOf(catalogue, matter);
        return new(
            code, record.Text("name"), record.Text("definedBy"), record.Choice<AuthorityLevel>("level"),
            record.Choice<HolderKind>("holder"), matter,
            record.Map("when", when => ReadWhen(when, questions), required: false),
            record.Number("validYears", 0, 100, otherwise: 0) is > 0 and var years ? years : null,
            record.List("fields", field => ReadField(field, questions)),
            record.Number("copyDays", 0, 3_660), record.Provenance());
    }

    private static RequiredAnswer ReadWhen(PackRecord record, Dictionary<string, Question> questions)
    {
        var wanted = new RequiredAnswer(record.Code("question"), record.Text("answer"));
        if (!questions.TryGetValue(wanted.Question, out var question))
            record.Fault("question", "certificate-type.no-such-question", ("question", wanted.Question));
        else if (!question.Options.Contains(wanted.Answer))
            record.Fault("answer", "certificate-type.no-such-answer", ("question", wanted.Question), ("answer", wanted.Answer));
        return wanted;
    }

    private static TypeField ReadField(PackRecord record, Dictionary<string, Question> questions)
    {
        var field = new TypeField(record.Code("code"), record.Text("name"), record.Code("question"));
        if (!questions.ContainsKey(field.Question))
            record.Fault("question", "certificate-type.no-such-question", ("question", field.Question));
        return field;
    }

    // The newest edition's: a type is issued by the matter as it is granted from now on.
    private static Dictionary<string, Question> QuestionsOf(CityCatalogue catalogue, string matter) =>
        catalogue.Matters.TryGetValue(matter, out var found)
            ? found.Editions[^1].Form.DistinctBy(question => question.Key)
                .ToDictionary(question => question.Key, StringComparer.Ordinal)
            : [];
}
