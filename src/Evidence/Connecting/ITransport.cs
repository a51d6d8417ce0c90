using System.Text.Json;
using System.Text.RegularExpressions;

namespace Yitong.Evidence;

/// <summary>One way to a source. It fetches; it reads nothing of what the answer means.</summary>
internal interface ITransport : IAsyncDisposable
{
    /// <summary>Fetches an answer. Throws for nothing that the source does; only when it is cancelled.</summary>
    ValueTask<TransportReply> FetchAsync(ConnectorCall call, SourceQuestion question, CancellationToken cancellation);
}

/// <summary>What came back: a body to be read, or why there is none.</summary>
/// <param name="Body">The body; null when <paramref name="Instead"/> says what came instead.</param>
/// <param name="Instead">What came instead of a body.</param>
/// <param name="Signature">The source's signature; null when it signs none.</param>
internal sealed record TransportReply(ReadOnlyMemory<byte>? Body, SourceAnswer? Instead = null, string? Signature = null)
{
    /// <summary>When the body was made; null: now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The source cannot be reached.</summary>
    public static TransportReply Away(string cause, DateTimeOffset? retryAt = null) =>
        new(null, new SourceAway(retryAt ?? default, cause));

    /// <summary>What came is no answer.</summary>
    public static TransportReply Wrong(string cause) => new(null, new SourceWrong(cause));
}

/// <summary>Fills the blanks of a declared question.</summary>
internal static partial class Blanks
{
    public static string InPath(string template, SourceQuestion question) => Filled(template, question, Uri.EscapeDataString);

    public static string InBody(string template, SourceQuestion question) =>
        Filled(template, question, text => JsonEncodedText.Encode(text).ToString());

    // In one pass: what is filled in is never taken for a blank itself.
    private static string Filled(string template, SourceQuestion question, Func<string, string> escaped) =>
        Blank().Replace(template, match => escaped(match.Groups[1].Value switch
        {
            "subject" => question.Subject,
            "case" => question.CaseNumber,
            "purpose" => question.Purpose,
            "request" => question.Request.ToString(),
            _ => string.Join(' ', question.Items),
        }));

    [GeneratedRegex(@"\{(subject|case|purpose|request|items)\}")]
    private static partial Regex Blank();
}
