using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Parties;

namespace Yitong.Cases;

/// <summary>
/// Who may be the subject of a case (适用对象). What founds a company or a shop is applied for by a person: the subject does not
/// exist yet.
/// </summary>
public static class Eligibility
{
    /// <summary>The audience that a kind of party belongs to.</summary>
    public static Audience Of(PartyKind kind) => kind switch
    {
        PartyKind.Company => Audience.Company,
        PartyKind.SelfEmployed => Audience.SelfEmployed,
        _ => Audience.Person,
    };

    /// <summary>Whether a matter is for such a subject.</summary>
    public static bool Takes(MatterEdition edition, Audience subject) => Takes(edition.Audience, edition.FoundsSubject, subject);

    /// <summary>Whether a journey is for such a subject.</summary>
    public static bool Takes(Journey journey, Audience subject, CityCatalogue city, DateOnly today) => Takes(
        journey.Audience, journey.Members.Any(member => city.MatterOn(member.Matter, today)?.FoundsSubject == true), subject);

    /// <summary>An audience in words.</summary>
    public static string Words(Audience audience, Texts texts) => string.Join(texts["list.comma"],
        Enum.GetValues<Audience>().Where(one => audience.HasFlag(one)).Select(one => texts[$"audience.{one}"]));

    private static bool Takes(Audience audience, bool founds, Audience subject) =>
        (audience & subject) != 0 || founds && subject == Audience.Person;
}
