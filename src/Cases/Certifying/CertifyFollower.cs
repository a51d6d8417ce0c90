using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Certificates;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Issues the certificate of every member that was granted and whose matter issues one, and takes it back where the member was
/// opened again and is not granted any more. It may stop anywhere and several nodes may run it: a grant issues one certificate,
/// however often it is asked for, and it is taken back once; a grant after that issues another one.
/// </summary>
internal sealed class CertifyFollower(
    Journal journal, CaseDesk cases, PartyRegister parties, CertificateLists certificates, BatchIssuing issuing,
    Desk<Certificate, CertificateEvent, CertificateFacts> desk, CityPack pack, TimeProvider clock)
    : ActFollower("certify", "case.decided")
{
    private readonly CertificateTypes types = pack.Section<CertificateTypes>();

    /// <inheritdoc/>
    public override int MostAtOnce => 500;

    /// <inheritdoc/>
    public override Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        var decisions = new List<Decided>();
        foreach (var recorded in events)
            if (CaseEventNames.Types.Read(recorded) is MemberDecided decided && types.HasFor(decided.Matter))
                decisions.Add(new(recorded.Stream, recorded.Version, decided));
        return SettleAsync(decisions, cancellation);
    }

    private async Task SettleAsync(List<Decided> decisions, CancellationToken cancellation)
    {
        // Few cases are opened again: only there is it counted which grant this is.
        var again = (await certificates.KnownAsync([.. decisions.Select(each => each.First)])).ToHashSet();
        foreach (var same in decisions.GroupBy(each => each.First).Where(same => same.Count() > 1)) again.Add(same.Key);
        var (granted, denied) = (new List<IssueCertificate>(), new List<(Decided Decided, int Round)>());
        foreach (var each in decisions)
        {
            var round = again.Contains(each.First) ? await RoundOf(each, cancellation) : 0;
            if (!each.What.IsGranted && again.Contains(each.First)) denied.Add((each, round));
            if (each.What.IsGranted && await CommandOf(each, round) is { } command) granted.Add(command);
        }
        var issue = Act.Of(clock.GetUtcNow(), Actor.Engine, "issue-certificate");
        // What the pack's types do not allow would not be allowed the next time either; what the store could not take would.
        foreach (var done in await issuing.IssueAsync(issue, granted)) done.Refusal.OrWait();
        foreach (var done in await TakeBackAsync(denied)) done.Refusal.OrWait();
    }

    // How many grants had been taken back before.
    private async Task<int> RoundOf(Decided decided, CancellationToken cancellation)
    {
        var (round, isGranted) = (0, false);
        foreach (var recorded in await journal.ReadStreamAsync(decided.Case, cancellation: cancellation))
        {
            if (recorded.Version >= decided.Version) break;
            if (recorded.Type != "case.decided" || CaseEventNames.Types.Read(recorded) is not MemberDecided earlier
                || earlier.Matter != decided.What.Matter) continue;
            if (isGranted && !earlier.IsGranted) round++;
            isGranted = earlier.IsGranted;
        }
        return round;
    }

    private async Task<List<Outcome<Certificate>>> TakeBackAsync(List<(Decided Decided, int Round)> denied)
    {
        var done = new List<Outcome<Certificate>>();
        foreach (var (each, round) in denied)
            if (await certificates.FindAsync(IdOf(each, round)) is not null)
                done.Add(await desk.DoAsync(
                    IdOf(each, round), Actor.Engine,
                    new RescindCertificate(each.What.Basis, each.What.Reasons, each.What.On)));
        return done;
    }

    private static Guid IdOf(Decided each, int round) => IssueCertificate.IdOf(each.Case, each.What.Matter, round);

    private async Task<IssueCertificate?> CommandOf(Decided decided, int round)
    {
        var current = (await cases.SeeAsync(decided.Case, Actor.Engine)).Value;
        if (current.Find(decided.What.Matter) is not { } member
            || types.Of(decided.What.Matter, current.Answers.GetValueOrDefault) is not { } type
            || await parties.FindAsync(current.Subject.Party) is not { } holder) return null;
        var answers = current.ShownAnswers(pack.Catalogue());
        var fields = type.Fields.Where(field => answers.ContainsKey(field.Question))
            .ToImmutableDictionary(field => field.Code, field => answers[field.Question]);
        return new(decided.Case, decided.What.Matter, type.Code, member.Agency,
            new(holder.Id, holder.Name, holder.Code, holder.Kind == PartyKind.Person), decided.What.On, fields)
        {
            Round = round,
        };
    }

    private sealed record Decided(Guid Case, int Version, MemberDecided What)
    {
        // The certificate of the first grant.
        public Guid First => IssueCertificate.IdOf(Case, What.Matter);
    }
}
