using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>
/// Issues certificates, many with one signature. Each is an act of its own; several nodes may issue the same, of which there is
/// one. Thread-safe.
/// </summary>
public sealed class BatchIssuing(
    Streams<Certificate, CertificateEvent> streams, CertificateLists lists, Sealing sealing, CityPack pack)
{
    private const int BatchSize = 1_024;
    private readonly CertificateTypes types = pack.Section<CertificateTypes>();
    private readonly CityCatalogue catalogue = pack.Catalogue();

    /// <summary>Issues one certificate; the same case and matter give the same certificate again.</summary>
    /// <returns>
    /// The certificate; or <c>certificate.unknown-type</c>, <c>certificate.unknown-agency</c>,
    /// <c>certificate.holder-not-valid</c>.
    /// </returns>
    public async Task<Outcome<Certificate>> IssueAsync(Act act, IssueCertificate wanted) =>
        (await IssueAsync(act, [wanted]))[0];

    /// <summary>
    /// Issues many with one signature for each batch of up to 1,024 of one agency: each carries its path to the signed root.
    /// </summary>
    public async Task<IReadOnlyList<Outcome<Certificate>>> IssueAsync(Act act, IReadOnlyList<IssueCertificate> wanted)
    {
        var outcomes = new Outcome<Certificate>[wanted.Count];
        var fresh = new List<(int At, IssueCertificate Wanted)>();
        var known = await lists.KnownAsync([.. wanted.Select(each => each.Id)]);
        for (var at = 0; at < wanted.Count; at++)
        {
            if (FaultOf(wanted[at]) is { } refusal) outcomes[at] = refusal;
            else if (known.Contains(wanted[at].Id)) outcomes[at] = (await lists.FindAsync(wanted[at].Id))!;
            else fresh.Add((at, wanted[at]));
        }
        foreach (var agency in fresh.GroupBy(each => each.Wanted.Agency))
            foreach (var batch in agency.Chunk(BatchSize))
            {
                var done = await IssueBatchAsync(act, [.. batch.Select(each => each.Wanted)]);
                for (var i = 0; i < batch.Length; i++) outcomes[batch[i].At] = done[i];
            }
        return outcomes;
    }

    private async Task<Outcome<Certificate>[]> IssueBatchAsync(Act act, IssueCertificate[] wanted)
    {
        var made = await sealing.SealAsync(
            act.At, [.. wanted.Select(each => (Func<long, CertificateContent>)(serial => ContentOf(each, serial)))]);
        return await Task.WhenAll(wanted.Select(async (each, i) =>
        {
            var issued = new CertificateIssued(
                made[i].Content, made[i].Slot, each.Agency, each.Matter, each.Holder.Party, each.Case, made[i].Seal);
            var done = await streams.ActAsync(each.Id, act, 0, null, _ => new CertificateEvent[] { issued });
            // Where another node was faster, its certificate is the one.
            return done.Refusal is { Code: "store.stale" } ? (await lists.FindAsync(each.Id))!
                : done.Then<Certificate>(granted => granted.State);
        }));
    }

    private Refusal? FaultOf(IssueCertificate wanted) =>
        !types.ByCode.TryGetValue(wanted.Type, out var type) || type.Matter != wanted.Matter
            ? new Refusal("certificate.unknown-type", RefusalKind.NotValid).With("type", wanted.Type)
        : !catalogue.Agencies.ContainsKey(wanted.Agency)
            ? new Refusal("certificate.unknown-agency", RefusalKind.NotValid).With("agency", wanted.Agency)
        : string.IsNullOrWhiteSpace(wanted.Holder.Name) || wanted.Holder.Code.Length is < 4 or > 18
            || type.Holder != HolderKind.Any && type.Holder == HolderKind.Person != wanted.Holder.IsPerson
            ? new Refusal("certificate.holder-not-valid", RefusalKind.NotValid)
        : null;

    private CertificateContent ContentOf(IssueCertificate wanted, long serial)
    {
        var (type, agency) = (types.ByCode[wanted.Type], catalogue.Agencies[wanted.Agency]);
        var number = Serials.Text(wanted.On.Year, serial);
        var identifier = CertificateIdentifier.Make(type.Code, agency.CreditCode.Text, number, 1);
        return new(
            identifier.ToString(), number, type.Code, type.Name, agency.CreditCode.Text, agency.Name, wanted.Holder.Name,
            wanted.Holder.Code, wanted.Holder.IsPerson, wanted.On, type.ValidUntil(wanted.On),
            [
                .. type.Fields.Where(field => wanted.Fields.ContainsKey(field.Code))
                    .Select(field => new CertificateField(field.Code, field.Name, wanted.Fields[field.Code])),
            ]);
    }
}
