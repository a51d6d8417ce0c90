using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Shell;

/// <summary>A refusal on the wire: problem details (RFC 9457) with a stable code, the law, and the fields at fault.</summary>
public static class Problem
{
    /// <summary>The answer for a refusal.</summary>
    public static IResult Of(Refusal refusal, Texts texts, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = refusal.Code };
        if (refusal.Law is not null) extensions["law"] = refusal.Law;
        if (refusal.Fields.Count > 0)
            extensions["fields"] = refusal.Fields.Select(fault => new ProblemField(
                fault.Field, fault.Code, texts.Say("refusals." + fault.Code, fault.Arguments ?? Nothing))).ToList();
        foreach (var (name, value) in more) extensions[name] = value;
        return Results.Problem(
            type: "urn:yitong:refusal:" + refusal.Code,
            title: texts["problem." + refusal.Kind],
            detail: texts.Say("refusals." + refusal.Code, refusal.Args),
            statusCode: refusal.Status(),
            extensions: extensions);
    }

    /// <summary>The value as JSON, or the refusal.</summary>
    public static IResult Answer<T>(this Outcome<T> outcome, Texts texts, Func<T, object> view, int status = 200) =>
        outcome.Refusal is { } refusal ? Of(refusal, texts)
            : Results.Json(view(outcome.Value), ApiJson.Options, statusCode: status);

    private static readonly Dictionary<string, string> Nothing = [];
}

/// <summary>One field at fault.</summary>
/// <param name="Field">Its name as sent.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">What is wrong and what to do.</param>
internal sealed record ProblemField(string Field, string Code, string Detail);
