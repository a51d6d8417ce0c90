using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>How a subject stands to one edition of a policy on a day, with every reason.</summary>
/// <param name="Edition">The edition.</param>
/// <param name="Finding">What the rule says.</param>
/// <param name="Place">Where it belongs on the subject's page.</param>
public sealed record Standing(PolicyEdition Edition, Finding Finding, StandingPlace Place)
{
    /// <summary>The conditions that do not hold.</summary>
    public IEnumerable<ConditionFinding> Failing => Finding.Conditions.Where(condition => condition.Truth == Truth.No);

    /// <summary>The facts that are missing, for the conditions or for the amount.</summary>
    public IEnumerable<Fact> Missing => Finding.Lack.Missing.Concat(Finding.AmountLack.Missing).DistinctBy(fact => fact.Id);

    /// <summary>Whether money is granted on application at once, by the rule or by an official who looks into it.</summary>
    public bool IsAskable => Edition is { Delivery: BenefitDelivery.Instant, Card.Amount: not null }
        && Place is StandingPlace.Open or StandingPlace.Unknown;

    /// <summary>Whether nothing is missing: the rule says yes, and how much.</summary>
    public bool IsComplete => Finding is { Truth: Truth.Yes, Amount.Fen: > 0 };

    /// <summary>
    /// How the subject stands to every policy for its kind that is in force or comes into force after the day.
    /// </summary>
    /// <param name="library">The policies.</param>
    /// <param name="kind">Company or person.</param>
    /// <param name="valueOf">What is known of the subject.</param>
    /// <param name="day">The day.</param>
    /// <param name="calendar">The working days.</param>
    public static IReadOnlyList<Standing> Of(
        PolicyLibrary library, SubjectKind kind, Func<Fact, FactValue> valueOf, DateOnly day, WorkCalendar? calendar)
    {
        var standings = new List<Standing>();
        foreach (var policy in library.Policies.Values.OrderBy(policy => policy.Id, StringComparer.Ordinal))
            foreach (var edition in policy.Editions.Where(edition => edition.Card.For == kind))
                if (edition.Card.IsInForce(day)) standings.Add(Judged(edition, valueOf, day, calendar));
                else if (edition.Card.From > day && Judged(edition, valueOf, edition.Card.From, calendar) is var coming
                    && coming.Finding.Truth == Truth.Yes) standings.Add(coming with { Place = StandingPlace.Coming });
        return standings;
    }

    /// <summary>How the subject stands to one edition on a day.</summary>
    public static Standing Judged(PolicyEdition edition, Func<Fact, FactValue> valueOf, DateOnly day, WorkCalendar? calendar)
    {
        var finding = Judge.Of(edition.Card, day, valueOf, calendar);
        return new(edition, finding, PlaceOf(edition, finding, day));
    }

    private static StandingPlace PlaceOf(PolicyEdition edition, Finding finding, DateOnly day) => finding.Truth switch
    {
        Truth.Yes when edition.Delivery == BenefitDelivery.Automatic => StandingPlace.Due,
        Truth.Yes when edition.Window is { } window && !window.IsOpen(day) => StandingPlace.Coming,
        Truth.Yes => StandingPlace.Open,
        Truth.Unknown => StandingPlace.Unknown,
        _ when finding.Conditions.Count(condition => condition.Truth == Truth.No) == 1
            && finding.Conditions.All(condition => condition.Truth != Truth.Unknown) => StandingPlace.Near,
        _ => StandingPlace.Not,
    };
}

/// <summary>Where a policy belongs on the page of a subject.</summary>
public enum StandingPlace
{
    /// <summary>It is paid without an application.</summary>
    Due,
    /// <summary>The subject may have it: one tap, an application, or the own tax return.</summary>
    Open,
    /// <summary>It comes into force later, or its window opens later.</summary>
    Coming,
    /// <summary>Exactly one condition does not hold.</summary>
    Near,
    /// <summary>A missing fact decides.</summary>
    Unknown,
    /// <summary>Several conditions do not hold.</summary>
    Not,
    /// <summary>It, or what cannot be had together with it, was given for this period.</summary>
    Taken,
}
