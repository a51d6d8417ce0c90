using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>A source has told that its data of somebody changed (数据变更): what was, it does not say, nor what is.</summary>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Subject">Citizen number or credit code of the one whose data changed.</param>
/// <param name="Office">Code of the agency that provides it and told.</param>
/// <param name="On">The day.</param>
[Event("data-change.announced")]
public sealed record DataChanged(string Resource, string Subject, string Office, DateOnly On)
{
    internal static StreamKind<DataChanged, DataChanged> Kind { get; } = new(
        (_, happened, in _) => happened, (_, _) => [], []);

    /// <summary>Reads it; null for an event of another kind.</summary>
    public static DataChanged? Of(RecordedEvent recorded) =>
        recorded.Type == "data-change.announced" ? Kind.Events.Read(recorded) : null;
}

