using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Catalogue.Parsing;

/// <summary>Reads journeys.</summary>
internal static class JourneyParser
{
    public static List<ReadFrom<Journey>> Journeys(PackSource source, FormParser forms)
    {
        var journeys = new List<ReadFrom<Journey>>();
        foreach (var file in source.Files("journeys", "journey"))
        {
            journeys.Add(new(ReadJourney(file, forms), file));
            file.Close();
        }
        return journeys;
    }

    private static Journey ReadJourney(PackRecord record, FormParser forms) => new()
    {
        Code = record.Defines("journey", "code"),
        Title = record.Text("title"),
        PlainTitle = record.Text("plainTitle"),
        Keywords = record.Texts("keywords", required: false),
        Audience = record.Choices<Audience>("audience").Aggregate(default(Audience), (all, one) => all | one),
        LeadAgency = record.Names("agency", "leadAgency"),
        Questions = record.List("questions", forms.ReadQuestion),
        Members = record.List("members", ReadMember, required: true),
        Limit = record.Limit("limit") ?? TimeLimit.WorkingDays(1),
        Outcomes = record.Texts("outcomes", required: false),
        Provenance = record.Provenance(),
    };

    private static JourneyMember ReadMember(PackRecord record) => new(
        record.Names("matter", "matter"), record.NamesAll("matter", "needs"),
        record.Map("when", when => new MemberCondition(when.Code("question"), when.Texts("is")), required: false));
}
