using Yitong.Cases;
using Yitong.Kernel;
using Yitong.Spine.Tests.Packs;
using Yitong.Testing;

namespace Yitong.Spine.Tests.Casework.Simulation;

/// <summary>
/// Citizens, agents, clerks, officials of all agencies and the engine over five months with Golden Week and the end of
/// the calendar in them. <c>YITONG_SEED</c> and <c>YITONG_STEPS</c> choose another life.
/// </summary>
public sealed class SimulationTests
{
    private const int Steps = 6_000;
    private const int StepsADay = 40;

    [Fact]
    public void A_city_lives_for_months_and_every_case_stays_sound()
    {
        int[] seeds = Setting("YITONG_SEED") is { } chosen ? [chosen] : Extent.Of<int[]>([1], [1, 97, 20_261_001]);
        var lives = seeds.Select(seed => Live(seed, Setting("YITONG_STEPS") ?? Steps)).ToList();
        if (Setting("YITONG_SEED") is not null || Setting("YITONG_STEPS") < Steps) return;
        Assert.All(lives, city => Assert.Equal(city.Codes, city.Opened));
        var happened = lives.SelectMany(city => city.Happened).ToHashSet();
        // What passes between two cities has a simulation of its own, which asks for each of these; the tests of fetching have
        // sources that announce changes.
        Assert.Empty(CaseEventNames.Types.Names.Except(happened)
            .Except(TwoCitiesTests.Between).Except(["case.deadline-recomputed", "case.evidence-outdated"]));
    }

    private static SimulatedCity Live(int seed, int steps)
    {
        var city = new SimulatedCity(seed);
        for (var step = 0; step < steps; step++)
            try
            {
                city.Step(isNewDay: step % StepsADay == 0);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException(
                    $"YITONG_SEED={seed} YITONG_STEPS={step + 1}: {city.Doing}: {fault.Message}", fault);
            }
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}\n{city.Tally()}");
        return city;
    }

    internal static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : null;
}

/// <summary>The whole city of a simulation, in memory.</summary>
internal sealed class SimulatedCity
{
    private readonly Random random;
    private readonly RandomActs acts;
    private readonly List<SimulatedCase> cases = [];
    private readonly List<string> refused = [];
    private DateOnly today = new(2026, 9, 6);
    private int serial;

    public SimulatedCity(int seed)
    {
        random = new(seed);
        acts = new(random, Story.Catalogue, Story.Limits);
    }

    /// <summary>What is being done, for the message of a failure.</summary>
    public string Doing { get; private set; } = "";

    public HashSet<string> Opened { get; } = [];

    /// <summary>The case that was touched last, as it stands, and the day.</summary>
    public (Case Now, DateOnly Today)? Touched { get; private set; }

    /// <summary>Names of the events that occurred.</summary>
    public IEnumerable<string> Happened => cases.SelectMany(each => each.Events)
        .Select(happened => CaseEventNames.Types.Write(happened).Type);

    public HashSet<string> Codes { get; } = [.. Story.Catalogue.Matters.Keys, .. Story.Catalogue.Journeys.Keys];

    /// <summary>How often each event and each refusal occurred.</summary>
    public string Tally() => string.Join('\n', Happened.Concat(refused).CountBy(code => code)
        .OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Value,6} {count.Key}"));

    public void Step(bool isNewDay)
    {
        if (isNewDay)
        {
            today = today.AddDays(1);
            if (random.Next(6) != 0) Sweep();
        }
        var alive = cases.Count(each => !each.Now.IsFinished);
        if (alive < 30 || random.Next(40) == 0) Open();
        else Act(cases[random.Next(4) == 0 ? random.Next(cases.Count) : Alive()]);
    }

    private int Alive()
    {
        var open = cases.Select((each, i) => (each, i)).Where(each => !each.each.Now.IsFinished).ToList();
        return open[random.Next(open.Count)].i;
    }

    private void Open()
    {
        var (by, command) = acts.Open();
        Doing = $"{by} {command} on {today}";
        var id = new Guid(++serial, 0, 0, new byte[8]);
        var (opened, refusal) = SimulatedCase.Open(
            id, command, Facts(by, command.Subject!.Party) with { Number = $"{serial:D21}" });
        if (refusal is not null) Check(refusal);
        if (opened is null) return;
        Touched = (opened.Now, today);
        cases.Add(opened);
        Opened.Add(opened.Now.Code);
        acts.Opened(opened.Now.Code);
    }

    private void Act(SimulatedCase simulated)
    {
        var (by, command) = acts.Next(simulated.Now, today);
        Doing = $"{by} {command} in {simulated.Now.Code} {simulated.Now.Stage} on {today}";
        if (simulated.Do(command, Facts(by, simulated.Now.Subject.Party)) is { } refusal) Check(refusal);
        Touched = (simulated.Now, today);
    }

    private void Check(Refusal refusal)
    {
        refused.Add("refused: " + refusal.Code);
        Invariants.HaveSentence(refusal, Pack.Dalian.Texts);
    }

    // As the real sweep does: from the rows, never from the cases.
    private void Sweep()
    {
        foreach (var simulated in cases)
            foreach (var row in simulated.Work.Values.Where(row => row.NextWarningOn <= today).ToList())
            {
                Doing = $"sweep {row.Part} in {simulated.Now.Code} on {today}";
                Assert.Null(simulated.Do(new RingClocks(row.Part), Facts(Actor.Engine, default)));
                var after = simulated.Work.GetValueOrDefault((row.Part, row.Slot));
                Assert.False(after?.NextWarningOn <= today, "still due after ringing");
            }
    }

    private CaseFacts Facts(Actor by, Guid subject) =>
        Story.FactsOn(today, by, RandomActs.ActsFor(by, subject));
}
