using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Spine.Tests.Casework.Simulation;
using Yitong.Spine.Tests.Packs;
using Yitong.Testing;

namespace Yitong.Spine.Tests.Casework;

/// <summary>
/// Walks the states that cases come into in a simulated life and between two cities, and asks every act for everybody: what it
/// says of being open holds, on every page and in every decision.
/// </summary>
public sealed class OpenActsTests(ITestOutputHelper output)
{
    // What is open and yet not granted, however it is filled in, and why.
    private static readonly Dictionary<string, (string Why, Func<Case, CaseFacts, bool> Is)> Exceptions = new()
    {
        ["submit-case"] = ("what it asks is the draft itself, which has gaps", (now, facts) =>
            SubmitCase.Gaps(now, facts.Catalogue).Count > 0),
    };

    private readonly HashSet<string> everOpen = [];
    private readonly HashSet<string> everClosed = [];

    [Fact]
    public void An_act_is_open_where_it_says_so_for_everybody_in_every_state()
    {
        var walked = 0;
        var (stages, states) = (new HashSet<CaseStage>(), new HashSet<MemberState>());
        foreach (var (now, today, pack) in CaseStates.Of(seed: 7, most: Extent.Of(600, 6_000)))
        {
            stages.Add(now.Stage);
            states.UnionWith(now.Members.Select(member => member.State));
            foreach (var by in CaseStates.ActorsIn(now, pack))
                Walk(now, Story.FactsOn(today, by, RandomActs.ActsFor(by, now.Subject.Party), pack) with { Stream = now.Id });
            walked++;
        }
        output.WriteLine($"{walked} states; never closed: {string.Join(' ', everOpen.Except(everClosed))}");
        Assert.Empty(Enum.GetValues<CaseStage>().Except(stages));
        Assert.Empty(Enum.GetValues<MemberState>().Except(states));
        Assert.Empty(Probes.Acts.Except(everOpen));
        Assert.Empty(Probes.Acts.Except(everClosed));
    }

    [Fact]
    public void Every_act_of_a_case_is_walked() => Assert.Equal(
        typeof(Case).Assembly.GetTypes().Where(type => !type.IsInterface && typeof(CaseCommand).IsAssignableFrom(type))
            .Select(type => ActForm.Of(type).Name).Order(StringComparer.Ordinal),
        Probes.Acts.Order(StringComparer.Ordinal));

    private void Walk(Case now, CaseFacts facts)
    {
        var open = new List<Probe>();
        foreach (var probe in Probes.In(now, facts))
        {
            var closed = probe.Empty.NotNow(now, facts);
            foreach (var filled in probe.Filled) Assert.Equal(closed?.Code, filled.NotNow(now, facts)?.Code);
            (closed is null ? everOpen : everClosed).Add(probe.Act);
            if (closed is null) open.Add(probe);
            else HoldClosed(probe, closed, now, facts);
        }
        foreach (var probe in open) HoldOpen(probe, now, facts);
        foreach (var member in now.Members) HoldPages(member, open, now, facts);
    }

    private static void HoldClosed(Probe probe, Refusal closed, Case now, CaseFacts facts)
    {
        foreach (var command in probe.Filled.Append(probe.Empty))
            Assert.Equal(closed.Code, command.TryOn(now, facts).Refusal?.Code);
    }

    private static void HoldOpen(Probe probe, Case now, CaseFacts facts)
    {
        var refused = probe.Filled.Select(filled => filled.TryOn(now, facts).Refusal).ToList();
        if (refused.Contains(null)) return;
        Assert.True(Exceptions.TryGetValue(probe.Act, out var exception) && exception.Is(now, facts),
            $"{probe.Act} is open to {facts.By} in {now.Code} {now.Stage}, but: {string.Join(' ', refused.Select(no => no!.Code))}");
    }

    // A page offers an act exactly where it is open.
    private static void HoldPages(Member member, List<Probe> open, Case now, CaseFacts facts)
    {
        var ofOffice = open.Where(probe => probe.Button is not null && (probe.Matter ?? member.Matter) == member.Matter);
        if (now.SubmittedOn is not null && facts.By.Role == ActorRole.Official)
            Assert.Equal(
                ofOffice.Select(probe => probe.Button!).Distinct().Order(StringComparer.Ordinal),
                MemberActs.Open(now, member, facts).Order(StringComparer.Ordinal));
        Assert.Equal(open.Any(probe => probe.Act == "rate-case"), ApplicantActs.Open(now, facts).Contains("rate"));
        Assert.Equal(
            open.Any(probe => probe.Act == "supply-gaps" && probe.Matter == member.Matter),
            ApplicantActs.Open(now, facts).Contains($"supplement {member.Matter}"));
        Assert.Equal(
            now.SubmittedOn is not null && open.Any(probe => probe.Act == "withdraw-case" && probe.Matter == member.Matter),
            ApplicantActs.ToWithdraw(now, facts).Contains(member.Matter));
    }
}

/// <summary>States of cases, each shape once, and the people around them.</summary>
internal static class CaseStates
{
    /// <summary>
    /// States from a seed: a simulated life first, then two cities; and a draft whose source had nothing that may be declared,
    /// which no life comes to.
    /// </summary>
    public static IEnumerable<(Case Now, DateOnly Today, CityPack Pack)> Of(int seed, int most)
    {
        var seen = new HashSet<string>();
        var city = new SimulatedCity(seed);
        for (var step = 0; step < 40 * most && seen.Count < most; step++)
        {
            city.Step(isNewDay: step % 25 == 0);
            if (city.Touched is var (now, today) && seen.Add(Shape(now, today))) yield return (now, today, Pack.Dalian);
        }
        foreach (var (now, pack) in Between(seed, most))
            if (seen.Add(Shape(now, new(2026, 9, 21)))) yield return (now, new(2026, 9, 21), pack);
        yield return (Declarable(), new(2026, 9, 21), Pack.Dalian);
    }

    private static Case Declarable()
    {
        var edition = Story.Catalogue.Matters.Values.Select(matter => matter.On(new(2026, 9, 21))).OfType<MatterEdition>()
            .First(each => each.OffersCommitment && each.Materials.Any(IsDeclarable));
        var story = Story.Draft(edition.Matter);
        story.Engine(new RecordEvidence([], [new(edition.Materials.First(IsDeclarable).Key, "NoRecord", null, 1, null, story.Today)]));
        return story.Now;
    }

    private static bool IsDeclarable(Material material) => material is
    {
        Supply: MaterialSupply.City, EvidenceType: not null, Necessity: not Necessity.Optional,
    };

    /// <summary>The applicant's side, all offices of the case and another one, clerks, supervision, the engine.</summary>
    public static IEnumerable<Actor> ActorsIn(Case now, CityPack pack) =>
        now.Members.Select(member => member.Agency).Concat(now.Members.SelectMany(member => member.Steps).Select(step => step.Agency))
            .Append(now.Rating?.Office).OfType<string>().Append(pack.Catalogue().Agencies.Keys.Order(StringComparer.Ordinal).First())
            .Distinct().Take(4).Select(agency => new Actor("official", ActorRole.Official, agency))
            .Append(new(now.Subject.Party.ToString(), ActorRole.Resident))
            .Append(new(RandomActs.Stranger.Party.ToString(), ActorRole.Resident))
            .Append(new("clerk", ActorRole.Clerk, now.Lodging.Station ?? "ST0001"))
            .Append(new("supervisor", ActorRole.Supervisor)).Append(Actor.Engine);

    private static IEnumerable<(Case Now, CityPack Pack)> Between(int seed, int most)
    {
        var random = new Random(seed);
        for (var life = 0; life < most / 10; life++)
        {
            var cities = new TwoCitiesTests.TwoCities();
            for (var step = 0; step < 30; step++)
            {
                cities.Do(new(random.Next(23), random.Next(1_000)));
                yield return (cities.Lodged, Pack.Dalian);
                if (cities.Deciding is { } deciding) yield return (deciding, Pack.Yingkou);
            }
        }
    }

    // What acts may look at, without names and numbers.
    private static string Shape(Case now, DateOnly today) => string.Join(' ',
        now.Stage, now.Lodging.Channel, now.Rating is { IsBad: true } rating ? $"bad {rating.Answer is null}" : now.Rating is null,
        now.CrossCity.Origin is null, now.CrossCity.Handover is { } handover ? $"{handover.Report?.State} {handover.WithdrawalAskedOn}" : "here",
        now.Materials.Values.Any(copy => copy.IsCommitment), now.Evidence.Held.Count > 0, now.Evidence.Missed.Count > 0,
        string.Join(',', now.Members.Select(member => string.Join(' ',
            member.State, member.IsSuspended, member.Supplement is { } asked ? $"{asked.ReplyBy < today}" : "",
            member.Running?.Light(Story.Catalogue.Calendar, today), member.Finding is null,
            member.Clocks.Statutory?.Entries.Any(entry => entry.Kind == ClockEntryKind.Extended),
            string.Join('/', member.Steps.Select(step => $"{step.IsOpen}{step.IsPassed}"))))));
}
