using System.Collections.Immutable;
using Yitong.Certificates;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Issues the certificate of every member that was granted and whose matter issues one, and takes it back where the member was
/// opened again and is not granted any more. It may stop anywhere and several nodes may run it: a case's matter issues one
/// certificate, however often it is asked for, and it is taken back once.
/// </summary>
public sealed class CertifyFollower(
    Journal journal, Rows rows, CaseDesk cases, PartyRegister parties, CertificateDesk certificates, TimeProvider clock)
    : JournalFollower(journal, rows, Name, TimeSpan.FromMilliseconds(250))
{
    private const string Name = "certify";
    private const int Batch = 500;
    private readonly Journal journal = journal;
    private readonly Rows rows = rows;

    /// <inheritdoc/>
    public override async Task<long> FollowAsync(long after, CancellationToken cancellation = default)
    {
        var decisions = new List<(Guid Case, MemberDecided Decided)>();
        await foreach (var recorded in journal.ReadAllAsync(after, cancellation))
        {
            after = recorded.Position;
            if (recorded.Type == "case.decided" && CaseEventNames.Types.Read(recorded) is MemberDecided decided
                && certificates.Types.HasFor(decided.Matter))
                decisions.Add((recorded.Stream, decided));
            if (decisions.Count < Batch) continue;
            await SettleAsync(decisions, after, cancellation);
            decisions.Clear();
        }
        await SettleAsync(decisions, after, cancellation);
        return after;
    }

    private async Task SettleAsync(
        List<(Guid Case, MemberDecided Decided)> decisions, long position, CancellationToken cancellation)
    {
        var commands = new List<IssueCertificate>();
        foreach (var (id, decided) in decisions)
            if (decided.IsGranted && await CommandOf(id, decided) is { } command) commands.Add(command);
        var done = await certificates.IssueAsync(ActOf("issue-certificate"), commands);
        Retry(done);
        Retry(await TakeBackAsync([.. decisions.Where(each => !each.Decided.IsGranted)]));
        await Checkpoint.WriteAsync(rows, Name, position, cancellation);
    }

    // Few that are denied had been granted before. What stands in the case now decides, not the order of events.
    private async Task<List<Outcome<Certificate>>> TakeBackAsync(
        IReadOnlyList<(Guid Case, MemberDecided Decided)> denied)
    {
        var done = new List<Outcome<Certificate>>();
        var issued = await certificates.KnownAsync([.. denied.Select(IdOf)]);
        foreach (var each in denied.Where(each => issued.Contains(IdOf(each))))
            if ((await cases.SeeAsync(each.Case, Actor.Engine)).Value.Find(each.Decided.Matter)
                is { Decision: { IsGranted: false } decision })
                done.Add(await certificates.RescindAsync(
                    IdOf(each), ActOf("rescind-certificate"), decision.Basis, decision.Reasons, decision.On));
        return done;
    }

    // What the pack's types do not allow would not be allowed the next time either; what the store could not take would.
    private static void Retry(IEnumerable<Outcome<Certificate>> done)
    {
        if (done.Any(each => each.Refusal is { Kind: RefusalKind.Busy or RefusalKind.Stale }))
            throw new StoreUnavailableException(false, new InvalidOperationException("The store is busy."));
    }

    private Act ActOf(string name) => Act.Of(clock.GetUtcNow(), Actor.Engine, name);

    private static Guid IdOf((Guid Case, MemberDecided Decided) each) => IssueCertificate.IdOf(each.Case, each.Decided.Matter);

    private async Task<IssueCertificate?> CommandOf(Guid id, MemberDecided decided)
    {
        var current = (await cases.SeeAsync(id, Actor.Engine)).Value;
        if (current.Find(decided.Matter) is not { } member
            || certificates.Types.Of(decided.Matter, current.Answers.GetValueOrDefault) is not { } type
            || await parties.FindAsync(current.Subject.Party) is not { } holder) return null;
        var fields = type.Fields.Where(field => current.Answers.ContainsKey(field.Question))
            .ToImmutableDictionary(field => field.Code, field => current.Answers[field.Question]);
        return new(id, decided.Matter, type.Code, member.Agency,
            new(holder.Id, holder.Name, holder.Code, holder.Kind == PartyKind.Person), decided.On, fields);
    }
}
