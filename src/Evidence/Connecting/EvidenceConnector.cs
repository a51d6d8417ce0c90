using System.Collections.Frozen;
using System.Collections.Immutable;
using Yitong.Packs;

namespace Yitong.Evidence;

/// <summary>
/// How a source is reached (连接器): a declaration, never code. What the operator alone may know, such as addresses in a closed
/// network and secrets, is set where the software runs and goes before what the pack says.
/// </summary>
public sealed record EvidenceConnector
{
    /// <summary>Its code, such as <c>gaj-population</c>.</summary>
    public required string Code { get; init; }
    /// <summary>What it is called.</summary>
    public required string Title { get; init; }
    /// <summary>Which way.</summary>
    public required ConnectorTransport Transport { get; init; }
    /// <summary>Base address, or the folder of a file drop; null when only the operator knows it.</summary>
    public string? Address { get; init; }
    /// <summary>The client's own identifier in X-Road, as in <c>CN/GOV/210200/yitong</c>; null elsewhere.</summary>
    public string? Client { get; init; }
    /// <summary>Division code of the partner city that answers; null unless it is another installation.</summary>
    public string? City { get; init; }
    /// <summary>How long one try may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);
    /// <summary>How often a try that found the source away is made again.</summary>
    public int Retries { get; init; } = 1;
    /// <summary>How many tries have to be made, half of them in vain, before the source is left alone.</summary>
    public int BreakAfter { get; init; } = 5;
    /// <summary>How long it is left alone then.</summary>
    public TimeSpan BreakFor { get; init; } = TimeSpan.FromSeconds(30);
    /// <summary>Most questions a second that the source wants to be asked.</summary>
    public int PerSecond { get; init; } = 50;
    /// <summary>Most bytes of an answer; a longer one is cut off and wrong.</summary>
    public int MostBytes { get; init; } = 256 * 1024;
    /// <summary>How each resource is asked after, by its code.</summary>
    public required FrozenDictionary<string, ConnectorCall> Calls { get; init; }
    /// <summary>Where the record comes from.</summary>
    public required Provenance Provenance { get; init; }
}

/// <summary>Which way a source is reached.</summary>
public enum ConnectorTransport
{
    /// <summary>JSON over HTTP.</summary>
    HttpJson,
    /// <summary>A view in a database of the source (PostgreSQL).</summary>
    SqlView,
    /// <summary>A CSV file that the source puts into a folder.</summary>
    FileDrop,
    /// <summary>The REST protocol of X-Road.</summary>
    XRoad,
    /// <summary>Another city's installation of this software: it runs its own gate and shows its people who asked.</summary>
    Yitong,
}

/// <summary>How one resource is asked after.</summary>
public sealed record ConnectorCall
{
    /// <summary>Code of the resource.</summary>
    public required string Resource { get; init; }
    /// <summary>Path below the address; name of the view or of the file; code of the resource in the other city.</summary>
    public required string Path { get; init; }
    /// <summary>
    /// Body of the question, with <c>{subject}</c>, <c>{case}</c>, <c>{purpose}</c>, <c>{request}</c> and <c>{items}</c> filled
    /// in; null: the question is a GET.
    /// </summary>
    public string? Body { get; init; }
    /// <summary>
    /// Column that holds the subject, in views and files; elsewhere the pointer to it in the record, which must agree.
    /// </summary>
    public string? Subject { get; init; }
    /// <summary>Pointer (RFC 6901) to the record in the answer; empty: the answer itself.</summary>
    public string Record { get; init; } = "";
    /// <summary>Pointer to the instant that the answer holds for; null: when it was given.</summary>
    public string? AsOf { get; init; }
    /// <summary>How far the city's clocks are ahead of UTC: an instant of the source is a day there.</summary>
    public TimeSpan UtcOffset { get; init; }
    /// <summary>Pointer to the source's own result code; null when it has none.</summary>
    public string? Result { get; init; }
    /// <summary>Result codes that mean that there is no record.</summary>
    public ImmutableArray<string> None { get; init; } = [];
    /// <summary>Result codes that mean that the source refuses.</summary>
    public ImmutableArray<string> Refused { get; init; } = [];
    /// <summary>Result codes that mean that the source is busy.</summary>
    public ImmutableArray<string> Busy { get; init; } = [];
    /// <summary>Which field is which item.</summary>
    public required ImmutableArray<FieldMapping> Fields { get; init; }
}

/// <summary>Which field of a source is which item.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="At">Pointer within the record, the column's name, or the item's code in the other city.</param>
/// <param name="Form">How the source writes it.</param>
/// <param name="IsRequired">Whether an answer without it is wrong.</param>
/// <param name="Codes">The source's codes with what they mean; none: the value itself.</param>
public sealed record FieldMapping(
    string Item, string At, FieldForm Form, bool IsRequired, FrozenDictionary<string, string> Codes);

/// <summary>How a source writes a value.</summary>
public enum FieldForm
{
    /// <summary>As it is; numbers as numbers, days as <c>2026-07-01</c>, a flag as true or false.</summary>
    Plain,
    /// <summary>A day as <c>20260701</c>.</summary>
    CompactDay,
    /// <summary>A day as <c>2026/7/1</c>.</summary>
    SlashDay,
    /// <summary>A month as <c>202607</c>: its first day.</summary>
    Month,
    /// <summary>
    /// An instant, as <c>2026-07-01T08:00:00</c>, <c>2026-07-01 08:00:00</c> or <c>2026-06-30T16:00:00Z</c>: the day that it is
    /// in the city. Without a time zone it is the city's already.
    /// </summary>
    Instant,
    /// <summary>An amount in fen, told in yuan.</summary>
    Fen,
}

/// <summary>An answer as the source would send it, kept with the pack so that the city runs without its sources.</summary>
/// <param name="Connector">Code of the connector.</param>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Subject">Citizen number or credit code; <c>*</c>: anybody else.</param>
/// <param name="Status">Status of HTTP; 200 for views and files.</param>
/// <param name="Body">The answer: JSON, the rows of a view as JSON, or a file's text.</param>
/// <param name="Place">Where the pack says so.</param>
public sealed record EvidenceRecording(
    string Connector, string Resource, string Subject, int Status, string Body, PackPlace Place);
