using Yitong.Benefits;
using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Demo;

/// <summary>
/// What a demonstration knows of its invented companies and people (<c>demo-facts/*.yaml</c>); empty in a real city, whose facts
/// come from its agencies.
/// </summary>
/// <param name="Subjects">The subjects with their facts.</param>
internal sealed record DemoFacts(IReadOnlyList<DemoSubject> Subjects)
{
    /// <summary>The section to register when a pack is read, after that of the catalogue.</summary>
    public static PackSection Section { get; } = PackSection.Of(["demo-facts"], Read);

    private static DemoFacts Read(PackSource source)
    {
        var book = source.Section<CityCatalogue>().Facts;
        var subjects = new List<DemoSubject>();
        foreach (var file in source.Files("demo-facts", "demo-facts"))
        {
            subjects.AddRange(file.List("subjects", record => new DemoSubject(
                record.Code("code"), record.Choice<SubjectKind>("kind"), record.Date("on") is var on
                    ? record.List("facts", fact => ReadFact(fact, book, on), required: true) : []), required: true));
            file.Provenance();
            file.Close();
        }
        return new(subjects);
    }

    private static SuppliedFact ReadFact(PackRecord record, FactBook book, DateOnly on)
    {
        var (id, value) = (record.Names("fact", "fact"), record.Text("value"));
        if (book.TryFind(id, out var fact) && FactText.Read(fact, value) is null)
            record.Fault("value", "fact.no-value", ("fact", fact.Name), ("value", value));
        return new(id, new(value, fact?.Source, on));
    }
}

/// <summary>An invented subject.</summary>
/// <param name="Code">Citizen number or credit code.</param>
/// <param name="Kind">Company or person.</param>
/// <param name="Facts">Its facts.</param>
internal sealed record DemoSubject(string Code, SubjectKind Kind, IReadOnlyList<SuppliedFact> Facts);
