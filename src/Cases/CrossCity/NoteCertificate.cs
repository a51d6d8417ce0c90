using Yitong.Acting;
using Yitong.Certificates;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Writes into a case that another city handed over what became of its certificate, so that the next report tells it there.
/// </summary>
/// <param name="Matter">The member whose outcome it is.</param>
/// <param name="Certificate">The certificate as it stands.</param>
[Act("note-certificate")]
internal sealed record NoteCertificate(string Matter, NotedCertificate Certificate) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case current, CaseFacts facts) => Permit.Engine(facts);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts) =>
        current.CrossCity.Origin is null || current.Find(Matter) is null || current.CrossCity.Certificates.Contains(Certificate)
            ? Array.Empty<CaseEvent>() : new CaseEvent[] { new CertificateNoted(Matter, Certificate, facts.Today) };
}

/// <summary>
/// Notes certificates of cases that other cities handed over. It may stop anywhere: what it notes is how they stand.
/// </summary>
internal sealed class CertificateFollower(CaseDesk cases, CertificateLists certificates)
    : ActFollower("certificates-of-partners", "certificate.issued", "certificate.status-changed")
{
    /// <inheritdoc/>
    public override async Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var id in events.Select(recorded => recorded.Stream).Distinct())
            if (await certificates.FindAsync(id) is { Case: { } of } known)
                await NoteAsync(of, known, cancellation);
    }

    private async Task NoteAsync(Guid of, Certificate known, CancellationToken cancellation)
    {
        var seen = await cases.SeeAsync(of, Actor.Engine, cancellation);
        if (seen is not { IsGranted: true, Value.CrossCity.Origin: not null }) return;
        var content = known.Content;
        var noted = await cases.DoAsync(of, Actor.Engine, new NoteCertificate(known.Matter, new(
            content.Identifier, content.Name, known.Status, content.IssuedOn, content.ValidUntil)), cancellation);
        noted.Refusal.OrWait();
    }
}
