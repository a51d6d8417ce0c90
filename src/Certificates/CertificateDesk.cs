using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>
/// Issues certificates and changes them: portal, workbench, API and the engine all call it. Thread-safe; several nodes may run
/// it.
/// </summary>
public sealed partial class CertificateDesk(Journal journal, Rows rows, CityPack pack, KeyRing keys, Serials serials)
{
    /// <summary>By which profile certificates are signed unless an installation says otherwise.</summary>
    public const KeyProfile UsualProfile = KeyProfile.Sm2;
    private const int BatchSize = 1_024;
    private readonly Streams<Certificate, CertificateEvent> streams = new(journal, CertificateHistory.Kind);
    private readonly CityCatalogue catalogue = pack.Catalogue();

    /// <summary>The types of the city.</summary>
    public CertificateTypes Types { get; } = pack.Section<CertificateTypes>();

    /// <summary>By which profile this installation signs.</summary>
    public KeyProfile Profile { get; init; } = UsualProfile;

    /// <summary>Issues one certificate; the same case and matter give the same certificate again.</summary>
    /// <returns>
    /// The certificate; or <c>certificate.unknown-type</c>, <c>certificate.unknown-agency</c>,
    /// <c>certificate.holder-not-valid</c>.
    /// </returns>
    public async Task<Outcome<Certificate>> IssueAsync(Act act, IssueCertificate command) =>
        (await IssueAsync(act, [command]))[0];

    /// <summary>
    /// Issues many with one signature for each batch of up to 1,024 of one agency: each carries its path to the signed root.
    /// </summary>
    public async Task<IReadOnlyList<Outcome<Certificate>>> IssueAsync(Act act, IReadOnlyList<IssueCertificate> commands)
    {
        var outcomes = new Outcome<Certificate>[commands.Count];
        var wanted = new List<(int At, IssueCertificate Command)>();
        var known = await KnownAsync([.. commands.Select(IdOf)]);
        for (var at = 0; at < commands.Count; at++)
        {
            if (FaultOf(commands[at]) is { } refusal) outcomes[at] = refusal;
            else if (known.Contains(IdOf(commands[at]))) outcomes[at] = (await FindAsync(IdOf(commands[at])))!;
            else wanted.Add((at, commands[at]));
        }
        foreach (var agency in wanted.GroupBy(each => each.Command.Agency))
            foreach (var batch in agency.Chunk(BatchSize))
            {
                var done = await IssueBatchAsync(act, [.. batch.Select(each => each.Command)]);
                for (var i = 0; i < batch.Length; i++) outcomes[batch[i].At] = done[i];
            }
        return outcomes;
    }

    /// <summary>A certificate as it stands now; null when there is none.</summary>
    public async Task<Certificate?> FindAsync(Guid id) => (await streams.LoadAsync(id)).State;

    /// <summary>The certificate of an identifier, whichever agency issued it; null when the city knows none.</summary>
    public Task<Certificate?> FindAsync(CertificateIdentifier identifier)
    {
        var text = identifier.ToString();
        return FindRowAsync(row => row.Identifier == text);
    }

    /// <summary>The certificate at a place of the status lists; null when there is none.</summary>
    public Task<Certificate?> FindAsync(long slot) => FindRowAsync(row => row.Slot == slot);

    /// <summary>An official changes the status of one of the agency's certificates.</summary>
    public Task<Outcome<Certificate>> ChangeAsync(Guid id, Act act, ChangeStatus wanted, DateOnly today) =>
        ActAsync(id, act, current =>
            StatusRules.Decide(current, wanted, act.By, today).Then<CertificateEvent>(changed => changed));

    /// <summary>
    /// The engine lets one lapse whose last day is over. Nothing happens to one that is not, or not any more, in force.
    /// </summary>
    public async Task LapseAsync(Guid id, Act act, DateOnly today) => await streams.ActAsync(id, act, null, null, current =>
        current is { IsImported: false } && StatusRules.After(current.Status).Contains(CertificateStatus.Lapsed)
        && current.Content.ValidUntil < today
            ? new CertificateEvent[] { new StatusChanged(CertificateStatus.Lapsed, "行政许可法 第七十条", "", today) }
            : Outcome.Of<IReadOnlyList<CertificateEvent>>([]));

    /// <summary>
    /// The engine takes back one whose grant was taken back (撤销). Nothing happens to one that is imported, or taken away already.
    /// </summary>
    /// <param name="id">The certificate.</param>
    /// <param name="act">The engine's act.</param>
    /// <param name="article">The article that the decision rests on.</param>
    /// <param name="reason">Why, in words that the holder reads.</param>
    /// <param name="on">The day of the decision.</param>
    public async Task<Outcome<Certificate>> RescindAsync(Guid id, Act act, string article, string reason, DateOnly on)
    {
        var done = await streams.ActAsync(id, act, null, null, current =>
            current is { IsImported: false } && StatusRules.After(current.Status).Contains(CertificateStatus.Rescinded)
                ? new CertificateEvent[] { new StatusChanged(CertificateStatus.Rescinded, article, reason, on) }
                : Outcome.Of<IReadOnlyList<CertificateEvent>>([]));
        return done.Then<Certificate>(granted => granted.State);
    }

    private static Guid IdOf(IssueCertificate command) => 
        IssueCertificate.IdOf(command.Case, command.Matter, command.Round);

    private async Task<Outcome<Certificate>[]> IssueBatchAsync(Act act, IssueCertificate[] commands)
    {
        var first = await serials.NextAsync(commands.Length);
        var contents = commands.Select((command, i) => ContentOf(command, first + i)).ToArray();
        var key = keys.For(contents[0].IssuerCode, Profile, pack.City.DayOf(act.At));
        var seals = BatchSeal.Sign(key, [.. contents.Select(content => content.Canonical())]);
        return await Task.WhenAll(commands.Select(async (command, i) =>
        {
            var issued = new CertificateIssued(
                contents[i], first + i, command.Agency, command.Matter, command.Holder.Party, command.Case, seals[i]);
            var done = await streams.ActAsync(IdOf(command), act, 0, null, _ => new CertificateEvent[] { issued });
            // Where another node was faster, its certificate is the one.
            return done.Refusal is { Code: "store.stale" } ? (await FindAsync(IdOf(command)))!
                : done.Then<Certificate>(granted => granted.State);
        }));
    }

    /// <summary>Which of some ids are certificates that this installation knows.</summary>
    public async Task<IReadOnlySet<Guid>> KnownAsync(IReadOnlyList<Guid> ids)
    {
        var known = new HashSet<Guid>();
        await using var db = rows.Open();
        foreach (var some in ids.Chunk(500))
            known.UnionWith(
                await db.Set<CertificateRow>().Where(row => some.Contains(row.Id)).Select(row => row.Id).ToListAsync());
        return known;
    }

    private Refusal? FaultOf(IssueCertificate command) =>
        !Types.ByCode.TryGetValue(command.Type, out var type) || type.Matter != command.Matter
            ? new Refusal("certificate.unknown-type", RefusalKind.NotValid).With("type", command.Type)
        : !catalogue.Agencies.ContainsKey(command.Agency)
            ? new Refusal("certificate.unknown-agency", RefusalKind.NotValid).With("agency", command.Agency)
        : string.IsNullOrWhiteSpace(command.Holder.Name) || command.Holder.Code.Length is < 4 or > 18
            || type.Holder != HolderKind.Any && type.Holder == HolderKind.Person != command.Holder.IsPerson
            ? new Refusal("certificate.holder-not-valid", RefusalKind.NotValid)
        : null;

    private CertificateContent ContentOf(IssueCertificate command, long serial, string? replaces = null)
    {
        var (type, agency) = (Types.ByCode[command.Type], catalogue.Agencies[command.Agency]);
        var number = Serials.Text(command.On.Year, serial);
        var identifier = CertificateIdentifier.Make(type.Code, agency.CreditCode.Text, number, 1);
        return new(
            identifier.ToString(), number, type.Code, type.Name, agency.CreditCode.Text, agency.Name, command.Holder.Name,
            command.Holder.Code, command.Holder.IsPerson, command.On, type.ValidUntil(command.On),
            [
                .. type.Fields.Where(field => command.Fields.ContainsKey(field.Code))
                    .Select(field => new CertificateField(field.Code, field.Name, command.Fields[field.Code])),
            ], replaces);
    }

    private async Task<Certificate?> FindRowAsync(System.Linq.Expressions.Expression<Func<CertificateRow, bool>> where)
    {
        await using var db = rows.Open();
        var id = await db.Set<CertificateRow>().Where(where).Select(row => (Guid?)row.Id).SingleOrDefaultAsync();
        return id is null ? null : await FindAsync(id.Value);
    }

    private async Task<Outcome<Certificate>> ActAsync(Guid id, Act act, Func<Certificate, Outcome<CertificateEvent>> decide)
    {
        var done = await streams.ActAsync(id, act, null, null, current => current is null ? NotFound
            : decide(current).Then<IReadOnlyList<CertificateEvent>>(happened => new[] { happened }));
        return done.Then<Certificate>(granted => granted.State);
    }

    /// <summary>There is no such certificate, or the caller may not know of it.</summary>
    public static Refusal NotFound => new("certificate.not-found", RefusalKind.NotFound);
}
