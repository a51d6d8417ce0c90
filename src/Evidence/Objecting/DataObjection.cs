using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>
/// Somebody asks why their data was looked at (提出疑问), or says that it is wrong (校核): an agency owes an answer in time.
/// </summary>
/// <param name="Id">Its id, which is also its stream's.</param>
/// <param name="Raised">What was raised.</param>
/// <param name="Clock">The clock for the answer.</param>
/// <param name="Answered">The answer; null while it is owed.</param>
public sealed record DataObjection(Guid Id, ObjectionRaised Raised, LegalClock Clock, ObjectionAnswered? Answered = null)
{
    /// <summary>How objections are folded and shown in lists.</summary>
    public static StreamKind<DataObjection, ObjectionEvent> Kind(CityPack pack) =>
        new(Fold, now => DataObjectionRow.Of(now, pack.Calendar), typeof(DataObjectionRow))
        {
            NotFound = "objection.not-found", Shared = Duties.Of<DataObjection>(pack, Owed),
        };

    private static DataObjection Fold(DataObjection? before, ObjectionEvent happened, in Happening at) => happened switch
    {
        ObjectionRaised raised => new(at.Stream, raised, LegalClock.Start(raised.Limit, raised.On, raised.Law).Value),
        ObjectionAnswered answered => before! with { Answered = answered, Clock = before.Clock.Stop(answered.On).Value },
        _ => before!,
    };

    private static IEnumerable<Duty> Owed(DataObjection now)
    {
        if (now.Answered is null)
            yield return new("answer-objection", now.Raised.Owner, now.Raised.On, now.Clock, $"/work/data#o-{now.Id}")
            {
                Title = now.Raised.Resource, Number = now.Raised.CaseNumber,
            };
    }
}

/// <summary>What an objection is about.</summary>
public enum ObjectionKind
{
    /// <summary>疑问: why somebody looked.</summary>
    Look,
    /// <summary>校核: the data is wrong at its source.</summary>
    Value,
}

/// <summary>Something that happened to an objection.</summary>
public abstract record ObjectionEvent;

/// <summary>It was raised.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Subject">Citizen number or credit code of the one whose data it is.</param>
/// <param name="RaisedBy">The party who raised it.</param>
/// <param name="Request">The look; null where none is meant.</param>
/// <param name="Case">The case; null without one.</param>
/// <param name="CaseNumber">Its number; empty without one.</param>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Item">Code of the item that is wrong; null for a look.</param>
/// <param name="Sourced">What the source says; null for a look.</param>
/// <param name="Given">What is right; null for a look.</param>
/// <param name="Words">In words.</param>
/// <param name="Owner">The agency that owes the answer.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Law">Its article; null where none is known.</param>
/// <param name="On">The day.</param>
[Event("data-objection.raised")]
public sealed record ObjectionRaised(
    ObjectionKind Kind, string Subject, Guid RaisedBy, Guid? Request, Guid? Case, string CaseNumber, string Resource,
    string? Item, string? Sourced, string? Given, string Words, string Owner, TimeLimit Limit, string? Law, DateOnly On)
    : ObjectionEvent;

/// <summary>The agency answered.</summary>
/// <param name="IsUpheld">Whether the person is right: the look was wrong, or the data is.</param>
/// <param name="Words">The answer.</param>
/// <param name="On">The day.</param>
[Event("data-objection.answered")]
public sealed record ObjectionAnswered(bool IsUpheld, string Words, DateOnly On) : ObjectionEvent;

/// <summary>The limit passed without an answer, and supervision was told; now told by the watch over all duties.</summary>
[Event("data-objection.escalated")]
internal sealed record ObjectionEscalated(DateOnly On) : ObjectionEvent;

/// <summary>An objection as lists need it; <c>Due</c> is null beyond the published calendar, and once answered.</summary>
public sealed record DataObjectionRow(
    Guid Id, ObjectionKind Kind, string Subject, Guid RaisedBy, Guid? Request, string CaseNumber, string Resource, string? Item,
    string? Sourced, string? Given, string Words, string Owner, DateOnly RaisedOn, DateOnly? Due, DateOnly? AnsweredOn,
    string? Answer, bool? IsUpheld)
{
    /// <summary>The row of an objection.</summary>
    public static DataObjectionRow Of(DataObjection now, WorkCalendar calendar)
    {
        var (raised, answered) = (now.Raised, now.Answered);
        return new(
            now.Id, raised.Kind, raised.Subject, raised.RaisedBy, raised.Request, raised.CaseNumber, raised.Resource, raised.Item,
            raised.Sourced, raised.Given, raised.Words, raised.Owner, raised.On,
            answered is null ? now.Clock.Due(calendar).KnownDay : null, answered?.On, answered?.Words, answered?.IsUpheld);
    }
}
