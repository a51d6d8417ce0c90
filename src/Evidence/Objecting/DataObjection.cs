using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>
/// Somebody asks why their data was looked at (提出疑问), or says that it is wrong (校核): an agency owes an answer in time.
/// </summary>
public sealed record DataObjection
{
    /// <summary>Its id, which is also its stream's.</summary>
    public required Guid Id { get; init; }
    /// <summary>What was raised.</summary>
    public required ObjectionRaised Raised { get; init; }
    /// <summary>The clock for the answer.</summary>
    public required LegalClock Clock { get; init; }
    /// <summary>The answer; null while it is owed.</summary>
    public ObjectionAnswered? Answered { get; init; }
    /// <summary>Whether supervision was told that the limit has passed.</summary>
    public bool IsEscalated { get; init; }
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

/// <summary>The limit passed without an answer, and supervision was told.</summary>
[Event("data-objection.escalated")]
public sealed record ObjectionEscalated(DateOnly On) : ObjectionEvent;

/// <summary>An objection as lists need it.</summary>
public sealed class ObjectionRow : IDutyRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }
    /// <summary>What it is about.</summary>
    public ObjectionKind Kind { get; set; }
    /// <summary>Whose data.</summary>
    public string Subject { get; set; } = "";
    /// <summary>Who raised it.</summary>
    public Guid RaisedBy { get; set; }
    /// <summary>The look.</summary>
    public Guid? Request { get; set; }
    /// <summary>Number of the case.</summary>
    public string CaseNumber { get; set; } = "";
    /// <summary>Code of the resource.</summary>
    public string Resource { get; set; } = "";
    /// <summary>Code of the item.</summary>
    public string? Item { get; set; }
    /// <summary>What the source says.</summary>
    public string? Sourced { get; set; }
    /// <summary>What the person says.</summary>
    public string? Given { get; set; }
    /// <summary>In words.</summary>
    public string Words { get; set; } = "";
    /// <summary>The agency that owes the answer.</summary>
    public string Owner { get; set; } = "";
    /// <summary>The day it was raised.</summary>
    public DateOnly RaisedOn { get; set; }
    /// <summary>The last day in time; null beyond the published calendar, and once answered.</summary>
    public DateOnly? Due { get; set; }
    /// <summary>The day of the answer.</summary>
    public DateOnly? AnsweredOn { get; set; }
    /// <summary>The answer.</summary>
    public string? Answer { get; set; }
    /// <summary>Whether the person was right.</summary>
    public bool? IsUpheld { get; set; }
    /// <summary>Whether supervision was told of its being late.</summary>
    public bool IsEscalated { get; set; }
}

/// <summary>Folds and projects objections.</summary>
public static class ObjectionHistory
{
    /// <summary>How the streams are read and written, with the calendar that their days are counted by.</summary>
    public static StreamKind<DataObjection, ObjectionEvent> KindFor(WorkCalendar calendar) => new(
        Fold, (_, after) => [RowChange.Upsert(RowOf(after, calendar))], [typeof(ObjectionRow)]);

    private static DataObjection Fold(DataObjection? before, ObjectionEvent happened, in Happening at) => happened switch
    {
        ObjectionRaised raised => new()
        {
            Id = at.Stream, Raised = raised, Clock = LegalClock.Start(raised.Limit, raised.On, raised.Law).Value,
        },
        ObjectionAnswered answered => before! with { Answered = answered, Clock = before.Clock.Stop(answered.On).Value },
        ObjectionEscalated => before! with { IsEscalated = true },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };

    private static ObjectionRow RowOf(DataObjection current, WorkCalendar calendar) => new()
    {
        Id = current.Id, Kind = current.Raised.Kind, Subject = current.Raised.Subject, RaisedBy = current.Raised.RaisedBy,
        Request = current.Raised.Request, CaseNumber = current.Raised.CaseNumber, Resource = current.Raised.Resource,
        Item = current.Raised.Item, Sourced = current.Raised.Sourced, Given = current.Raised.Given,
        Words = current.Raised.Words, Owner = current.Raised.Owner, RaisedOn = current.Raised.On,
        Due = current.Answered is null ? current.Clock.Due(calendar).KnownDay : null,
        AnsweredOn = current.Answered?.On, Answer = current.Answered?.Words, IsUpheld = current.Answered?.IsUpheld,
        IsEscalated = current.IsEscalated,
    };
}
