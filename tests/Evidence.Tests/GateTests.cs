using System.Globalization;
using CsCheck;
using Yitong.Catalogue;

namespace Yitong.Evidence.Tests;

public sealed class GateTests
{
    // More by YITONG_GATE_REQUESTS; the seed of a failure is printed.
    private static readonly long Requests =
        long.TryParse(Environment.GetEnvironmentVariable("YITONG_GATE_REQUESTS"), CultureInfo.InvariantCulture, out var more) ? more : 60_000;

    // Most things are as they should be, so that stories get far down the list of rules and many are allowed.
    private static Gen<bool> Mostly => Gen.Int[0, 15].Select(n => n > 0);

    private static Gen<HashSet<string>> Items(Gen<bool> each) =>
        Gen.Int[1, 64].SelectMany(count => each.List[count]).Select(chosen =>
            chosen.Select((isIn, place) => (isIn, place)).Where(one => one.isIn).Select(one => Story.NameOf(one.place)).ToHashSet());

    private static Gen<T> OneOf<T>(params T[] any) => Gen.Int[0, any.Length - 1].Select(place => any[place]);

    private static readonly Gen<Story> Stories =
        from size in Gen.Int[1, 64]
        let all = Enumerable.Range(0, size).Select(Story.NameOf).ToHashSet()
        from asked in Gen.Frequency((12, Gen.Int[0, size - 1].Array[0, 4].Select(chosen => chosen.Select(Story.NameOf).ToHashSet())),
            (1, Items(Gen.Bool)))
        from declared in Gen.Frequency((4, Gen.Const(all)), (2, Items(Mostly)), (1, Items(Gen.Bool)))
        from agreed in Gen.Frequency((4, Gen.Const(all)), (2, Items(Mostly)), (1, Items(Gen.Bool)))
        from state in Gen.Frequency((10, OneOf("draft", "received", "accepted")),
            (1, OneOf("concluded", "refused", "withdrawn", "none")))
        from steps in Gen.Frequency((10, Gen.Const<string[]>(["accept", "review"])), (1, Gen.Const<string[]>(["decide"])), (1, Gen.Const<string[]>([])))
        from step in OneOf("accept", "review")
        from reader in Gen.Frequency((10, OneOf("engine", "scjg")), (1, Gen.Const("gaj")))
        from relation in Gen.Frequency((10, Gen.Const(EvidenceRelation.Subject)), (3, Gen.Enum<EvidenceRelation>()))
        from relations in Gen.Frequency((10, Gen.Const<EvidenceRelation[]>([EvidenceRelation.Subject, EvidenceRelation.Spouse])),
            (1, Gen.Enum<EvidenceRelation>().Array[0, 3]))
        from wants in Gen.Bool
        from given in Mostly
        from sharing in Gen.Frequency((12, OneOf(Sharing.Unconditional, Sharing.Conditional)), (1, Gen.Const(Sharing.None)))
        from grade in Gen.Frequency((8, Gen.Const(GradeOfData.Personal)), (2, Gen.Enum<GradeOfData>()))
        from carries in Gen.Frequency((8, Gen.Const(GradeOfData.Important)), (2, Gen.Enum<GradeOfData>()))
        from part in Gen.Bool
        from glass in Gen.Frequency((8, Gen.Const(0)), (1, Gen.Int[1, 2]))
        select new Story
        {
            Asked = asked, OfTheResource = all, DeclaredByTheMatter = declared, InTheAgreement = agreed, CaseState = state,
            StepsThatNeedIt = steps, CurrentStep = step, Reader = reader, StepHeldBy = "scjg", StandsAs = relation,
            RelationsDeclared = relations, LawWantsConsent = wants, ConsentGiven = given, Sharing = sharing, Grade = grade,
            ChannelMayCarry = carries, APartWillDo = part, PeopleWhoBrokeTheGlass = glass,
        };

    [Fact]
    public void Agrees_with_an_independent_oracle_on_every_request_and_every_rule()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<GateRule, long>();
        Stories.Sample(story =>
        {
            var facts = story.Facts;
            var verdict = Gate.Decide(facts);
            var (rule, granted) = GateOracle.Judge(story);
            Assert.Equal(rule, verdict.Rule);
            Assert.Equal(granted.Order(), Names(verdict.Granted).Order());
            seen.AddOrUpdate(rule, 1, (_, count) => count + 1);
        }, iter: Requests);
        Assert.Equal(Enum.GetValues<GateRule>().Order(), seen.Keys.Order());
        Assert.True(seen[GateRule.Allowed] > Requests / 20, $"Only {seen[GateRule.Allowed]} were allowed.");
    }

    private static IEnumerable<string> Names(ulong bits) =>
        Enumerable.Range(0, 64).Where(place => (bits >> place & 1) != 0).Select(Story.NameOf);

    [Fact]
    public void Decides_without_allocating()
    {
        var facts = Stories.Array[500].Single().Select(story => story.Facts).ToArray();
        var allowed = Decide(facts);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < 100; turn++) allowed += Decide(facts);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(allowed > 0);
    }

    private static int Decide(GateFacts[] all)
    {
        var allowed = 0;
        foreach (ref readonly var facts in all.AsSpan()) allowed += Gate.Decide(facts).IsAllowed ? 1 : 0;
        return allowed;
    }

    [Theory]
    [InlineData(Sharing.None, GradeOfData.Personal, GateRule.NotShared)]
    [InlineData(Sharing.Conditional, GradeOfData.Core, GateRule.GradeTooHigh)]
    [InlineData(Sharing.Conditional, GradeOfData.Personal, GateRule.Allowed)]
    public void Two_people_in_an_emergency_pass_the_case_but_never_what_is_not_shared(Sharing sharing, GradeOfData grade, GateRule rule) =>
        Assert.Equal(rule, Gate.Decide(new()
        {
            Asked = 3, Existing = 7, Sharing = sharing, Grade = grade, ChannelCarries = GradeOfData.Important, IsGlassBroken = true,
        }).Rule);

    [Theory]
    [InlineData("2000-02-29", "2018-02-27", false)]
    [InlineData("2000-02-29", "2018-02-28", true)] // no such day: the last of the month (民法典 第二百零二条)
    [InlineData("2000-02-29", "2018-03-01", true)]
    [InlineData("2008-09-01", "2026-09-01", true)]
    [InlineData("2008-09-02", "2026-09-01", false)]
    [InlineData("20080901", "2026-09-01", null)]
    [InlineData(null, "2026-09-01", null)]
    public void Somebody_is_of_age_on_the_day_and_unknown_is_not_no(string? born, string today, bool? answer) =>
        Assert.Equal(answer, Predicates.Answer(new("birth-day", PredicateTest.YearsAtLeast, "18"), born,
            DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture)));
}
