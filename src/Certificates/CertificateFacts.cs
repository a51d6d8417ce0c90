using Yitong.Acting;
using Yitong.Parties;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>What decisions about certificates may know besides.</summary>
public sealed record CertificateFacts : Facts
{
    /// <summary>No more than what all decisions know.</summary>
    public CertificateFacts(Facts known)
        : base(known)
    {
    }

    /// <summary>Who holds the one that is made known; null when the city knows nobody of that code.</summary>
    internal PartyRow? Holder { get; init; }

    /// <summary>A free place in the status lists for it.</summary>
    internal long Slot { get; init; }

    /// <summary>The signed content of a renewal.</summary>
    internal SealedContent? Renewed { get; init; }
}

/// <summary>
/// Looks up what decisions about certificates need to know. Numbers and signatures are made only for what will need them.
/// Thread-safe.
/// </summary>
internal sealed class CertificateFactsGathering(
    Streams<Certificate, CertificateEvent> streams, PartyRegister parties, Sealing sealing, Serials serials)
    : IFactsFor<CertificateFacts>
{
    /// <inheritdoc/>
    public ValueTask<CertificateFacts> GatherAsync(Facts known, object command, CancellationToken cancellation) => command switch
    {
        ImportCertificate import => OfImportAsync(import, new(known), cancellation),
        RenewCertificate renewal => OfRenewalAsync(renewal, new(known), cancellation),
        _ => new(new CertificateFacts(known)),
    };

    private async ValueTask<CertificateFacts> OfImportAsync(
        ImportCertificate import, CertificateFacts facts, CancellationToken cancellation)
    {
        facts = facts with { Holder = await parties.FindByCodeAsync(import.Holder) };
        var isWanted = import.NotNow(facts) is null
            && ActForm.Of(typeof(ImportCertificate)).FaultsOf(import, import.Faults(facts)) is null
            && await IsFreeAsync(facts, cancellation);
        return isWanted ? facts with { Slot = await serials.NextAsync() } : facts;
    }

    private async ValueTask<CertificateFacts> OfRenewalAsync(
        RenewCertificate renewal, CertificateFacts facts, CancellationToken cancellation) =>
        renewal.NotNow(facts) is null && await IsFreeAsync(facts, cancellation)
            ? facts with { Renewed = (await sealing.SealAsync(facts.Act.At, [slot => renewal.ContentOf(slot, facts)]))[0] }
            : facts;

    private async ValueTask<bool> IsFreeAsync(CertificateFacts facts, CancellationToken cancellation) =>
        (await streams.LoadAsync(facts.Stream, cancellation)).State is null;
}
