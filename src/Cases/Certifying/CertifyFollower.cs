using System.Collections.Immutable;
using Yitong.Certificates;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Issues the certificate of every member that was granted and whose matter issues one. It may stop anywhere and several nodes
/// may
/// run it: a case's matter issues one certificate, however often it is asked for.
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
        var granted = new List<(Guid Case, MemberDecided Decided)>();
        await foreach (var recorded in journal.ReadAllAsync(after, cancellation))
        {
            after = recorded.Position;
            if (recorded.Type == "case.decided"
                && CaseEventNames.Types.Read(recorded) is MemberDecided { IsGranted: true } decided
                && certificates.Types.HasFor(decided.Matter))
                granted.Add((recorded.Stream, decided));
            if (granted.Count < Batch) continue;
            await IssueAsync(granted, after, cancellation);
            granted.Clear();
        }
        await IssueAsync(granted, after, cancellation);
        return after;
    }

    private async Task IssueAsync(
        List<(Guid Case, MemberDecided Decided)> granted, long position, CancellationToken cancellation)
    {
        var commands = new List<IssueCertificate>();
        foreach (var (id, decided) in granted)
            if (await CommandOf(id, decided) is { } command) commands.Add(command);
        var done = await certificates.IssueAsync(Act.Of(clock.GetUtcNow(), Actor.Engine, "issue-certificate"), commands);
        // What the pack's types do not allow would not be allowed the next time either; what the store could not take would.
        if (done.Any(each => each.Refusal is { Kind: RefusalKind.Busy or RefusalKind.Stale }))
            throw new StoreUnavailableException(false, new InvalidOperationException("The store is busy."));
        await Checkpoint.WriteAsync(rows, Name, position, cancellation);
    }

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
