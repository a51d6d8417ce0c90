using System.Collections.Immutable;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>
/// The contract of a connector: what a source answers fits its declaration. Held with the recorded answers at every build, and
/// with the source itself by <c>yitong evidence check --live</c>, which asks after the recorded people only.
/// </summary>
public static class ConnectorContract
{
    /// <summary>Asks every resource of every connector, or of one.</summary>
    /// <param name="library">The connectors.</param>
    /// <param name="source">The sources, recorded or live.</param>
    /// <param name="connector">Code of one connector; null: all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>One line for each question, in the order of connector, resource and subject.</returns>
    public static async Task<IReadOnlyList<ContractLine>> CheckAsync(
        EvidenceLibrary library, IEvidenceSource source, string? connector = null, CancellationToken cancellation = default)
    {
        var lines = new List<ContractLine>();
        foreach (var each in library.Connectors.Values.OrderBy(each => each.Code, StringComparer.Ordinal))
            if (connector is null || each.Code == connector)
                foreach (var call in each.Calls.Values.OrderBy(call => call.Resource, StringComparer.Ordinal))
                    foreach (var subject in library.TestSubjects(library.Resources[call.Resource]))
                        lines.Add(await AskAsync(library, source, call, subject, each, cancellation));
        return lines;
    }

    private static async Task<ContractLine> AskAsync(
        EvidenceLibrary library, IEvidenceSource source, ConnectorCall call, string subject, EvidenceConnector connector,
        CancellationToken cancellation)
    {
        var resource = library.Resources[call.Resource];
        ImmutableArray<string> items = [.. call.Fields.Select(field => field.Item)];
        var answer = await source.AskAsync(
            new(Guid.CreateVersion7(), resource, subject, items, "contract-check", EvidenceLibrary.CaseHandling)
            {
                IsTest = true,
            }, cancellation);
        return answer switch
        {
            SourceFound found => new(
                connector.Code, resource.Code, EvidenceOutcome.Supplied, $"{found.Values.Count}/{items.Length}"),
            SourceHasNone => new(connector.Code, resource.Code, EvidenceOutcome.NoRecord, ""),
            SourceRefused refused => new(connector.Code, resource.Code, EvidenceOutcome.Refused, refused.Cause),
            SourceAway away => new(connector.Code, resource.Code, EvidenceOutcome.Away, away.Cause),
            SourceWrong wrong => new(connector.Code, resource.Code, EvidenceOutcome.Wrong, wrong.Cause),
            _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
        };
    }
}

/// <summary>What a connector's contract check found of one question.</summary>
/// <param name="Connector">Code of the connector.</param>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Outcome">What came.</param>
/// <param name="Note">Items found, or the cause; never a value.</param>
public sealed record ContractLine(string Connector, string Resource, EvidenceOutcome Outcome, string Note)
{
    /// <summary>Whether the source keeps to its declaration.</summary>
    public bool IsKept => Outcome is EvidenceOutcome.Supplied or EvidenceOutcome.NoRecord;
}
