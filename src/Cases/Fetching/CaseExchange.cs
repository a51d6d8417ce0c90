using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Parties;

namespace Yitong.Cases;

/// <summary>Asks the exchange for evidence on behalf of a case. Thread-safe.</summary>
internal sealed class CaseExchange(
    CaseDesk desk, Exchange exchange, EvidenceLibrary library, PartyRegister parties, TimeProvider clock)
{
    /// <summary>Asks; every answer, denials included, is written down before it is given.</summary>
    /// <param name="id">The case.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="attempt">
    /// Which try of the engine it is: the same try is one request, however often it is made. Null: each is its own.
    /// </param>
    /// <param name="cancellation">Gives up while nothing has been written.</param>
    /// <returns>
    /// The answer; or <c>case.not-found</c>, what <see cref="CaseGate.Ask"/> refuses, and what
    /// <see cref="Exchange.AskAsync"/> refuses.
    /// </returns>
    public async Task<Outcome<EvidenceAnswer>> AskAsync(
        Guid id, Actor by, AskEvidence wanted, string? attempt = null, CancellationToken cancellation = default)
    {
        var read = await desk.ForReaderAsync(id, by, cancellation);
        if (read.Refusal is { } hidden) return hidden;
        var (current, facts) = read.Value;
        var act = Act.Of(clock.GetUtcNow(), by, "ask-evidence");
        var asked = CaseGate.Ask(Guid.CreateVersion7(act.At), current, wanted, await PartiesAsync(current), library, facts);
        if (asked.Refusal is { } refusal) return refusal;
        var ask = attempt is not null ? asked.Value with { Id = asked.Value.IdOf(attempt) } : asked.Value;
        return await exchange.AskAsync(act, ask, facts.Today, cancellation);
    }

    /// <summary>The codes of a case's parties.</summary>
    internal async Task<CaseParties> PartiesAsync(Case current)
    {
        var subject = await parties.FindAsync(current.Subject.Party);
        var applicant = current.Applicant.Party == current.Subject.Party
            ? subject : await parties.FindAsync(current.Applicant.Party);
        return new(subject?.Code ?? "", applicant?.Code ?? "", subject?.Division);
    }
}
