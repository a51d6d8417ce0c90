using Yitong.Acting;
using Yitong.Cases;
using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Spine.Tests.Casework.Simulation;

/// <summary>What is true of every case after every act.</summary>
internal static class Invariants
{
    public static void Hold(SimulatedCase simulated)
    {
        var current = simulated.Now;
        Assert.Equal(simulated.Events.Count, current.Version);
        Assert.Equal(current.Members.Length, current.Members.Select(member => member.Matter).Distinct().Count());
        foreach (var member in current.Members) HoldFor(current, member, simulated);
        if (current.SubmittedOn is not null && current.WithdrawnOn is null) HoldForNeeds(current);
        HoldForStage(current);
        HoldForWork(current, simulated);
        HoldForHistory(simulated.Events);
        if (current.Whole is { } whole)
        {
            Replays(whole);
            Assert.True(whole.IsStopped || !current.IsFinished, "the whole's clock runs in a finished case");
        }
        if (current.Rating?.AnswerDue is { } due) Replays(due);
    }

    /// <summary>Every refusal has its sentence, and values for all that the sentence names.</summary>
    public static void HaveSentence(Refusal refusal, Texts texts)
    {
        Says(refusal.Code, refusal.Args, texts);
        foreach (var fault in refusal.Fields)
            Says(fault.Code, fault.Arguments ?? new Dictionary<string, string>(), texts);
    }

    private static void Says(string code, IReadOnlyDictionary<string, string> values, Texts texts)
    {
        Assert.True(texts.Has("refusals." + code), $"no sentence for {code}");
        var sentence = texts["refusals." + code];
        for (var open = sentence.IndexOf('{'); open >= 0; open = sentence.IndexOf('{', open + 1))
        {
            var name = sentence[(open + 1)..sentence.IndexOf('}', open)];
            Assert.True(values.ContainsKey(name), $"{code} has no value for {{{name}}}");
        }
    }

    private static void HoldFor(Case current, Member member, SimulatedCase simulated)
    {
        LegalClock?[] clocks = [member.Clocks.Notice, member.Clocks.Statutory, member.Clocks.Promised, member.Clocks.Delivery, .. member.Steps.Select(step => step.Clock)];
        foreach (var clock in clocks) if (clock is not null) Replays(clock);
        if (member.IsFinal && member.State != MemberState.Blocked)
            Assert.All(clocks, clock => Assert.True(clock is null or { IsStopped: true } || IsOfUndoneStep(member, clock)));
        Assert.Equal(member.State is MemberState.Accepted, member.Running is not null && member.Running == (member.Clocks.Promised ?? member.Clocks.Statutory)
            && member.State != MemberState.Received && member.State != MemberState.Decided);
        Assert.All(member.Steps, step => Assert.True(step.DoneOn is null || step.StartedOn <= step.DoneOn));
        Assert.InRange(member.Revision, 1, current.Version);
        var done = member.Steps.Where(step => step.IsPassed == true).Select(step => step.Key).ToHashSet();
        Assert.All(member.Steps, step => Assert.True(step.StartedOn is null || step.Needs.All(done.Contains)));
        if (member.State is MemberState.Decided or MemberState.Concluded) Assert.NotNull(member.Decision);
        if (member.Decision is { IsGranted: false }) Assert.NotEmpty(member.Decision.Reasons);
        var isWaitingForWord = !member.IsFinal && member.State != MemberState.Waiting && current.WithdrawnOn is null;
        Assert.Equal(isWaitingForWord, simulated.Work.ContainsKey((member.Matter, "member")));
    }

    private static bool IsOfUndoneStep(Member member, LegalClock clock) =>
        member.Steps.Any(step => step.DoneOn is null && step.Clock == clock);

    private static void HoldForStage(Case current)
    {
        Assert.Equal(current.WithdrawnOn is null && current.SubmittedOn is null, current.Stage == CaseStage.Draft);
        Assert.Equal(current.IsFinished, current.Stage is CaseStage.Concluded or CaseStage.Refused or CaseStage.Withdrawn);
        var isAsked = current.WithdrawnOn is null && current.Members.Any(m => m.State == MemberState.SupplementRequested);
        Assert.Equal(isAsked, current.Stage == CaseStage.SupplementRequested);
        if (current.WithdrawnOn is not null)
            Assert.All(current.Members, member => Assert.True(member.IsFinal, $"{member.Matter} is {member.State} in a withdrawn case"));
    }

    // Nobody waits for what cannot come, and nobody is given up while what it needs may still come.
    private static void HoldForNeeds(Case current)
    {
        foreach (var member in current.Members.Where(member => member.State is MemberState.Waiting or MemberState.Blocked))
        {
            var needs = member.Needs.Select(need => current.Find(need)!).ToList();
            var hasFailed = needs.Any(need => need.Decision is { IsGranted: false }
                || need.State is MemberState.Refused or MemberState.Withdrawn or MemberState.Blocked);
            Assert.Equal(member.State == MemberState.Blocked, hasFailed);
            Assert.Contains(needs, need => need.Decision is not { IsGranted: true });
        }
    }

    private static void HoldForWork(Case current, SimulatedCase simulated)
    {
        foreach (var ((matter, slot), row) in simulated.Work)
        {
            Assert.Equal(current.Number, row.Number);
            if (slot == "rating")
            {
                Assert.True(current.Rating is { IsBad: true, Answer: null });
                continue;
            }
            var member = current.Find(matter)!;
            Assert.False(member.IsFinal);
            if (slot == "member") Assert.Equal(member.Agency, row.Office);
            else Assert.True(member.Steps.Single(step => "step:" + step.Key == slot) is { IsOpen: true } step && step.Agency == row.Office);
            Assert.True(row.Due is null || !row.IsSuspended || row.RedOn is not null);
        }
    }

    private static void HoldForHistory(IReadOnlyList<CaseEvent> events)
    {
        var (granted, warned, asked) = (new HashSet<string>(), new HashSet<(string, string, WarningLevel)>(), new HashSet<string>());
        var needs = new Dictionary<string, OpenedMember>();
        foreach (var happened in events)
            switch (happened)
            {
                case CaseSubmitted submitted:
                    needs = submitted.Members.ToDictionary(member => member.Matter);
                    break;
                case MemberReceived received:
                    Assert.All(needs[received.Matter].Needs, need => Assert.Contains(need, granted));
                    break;
                case MemberDecided { IsGranted: true } decided:
                    granted.Add(decided.Matter);
                    break;
                case MemberReopened reopened:
                    granted.Remove(reopened.Matter);
                    warned.RemoveWhere(each => each.Item1 == reopened.Matter);
                    break;
                case SupplementRequested requested:
                    Assert.True(asked.Add(requested.Matter), "a second request to supplement");
                    break;
                case Supplemented supplied:
                    warned.RemoveWhere(each => each.Item1 == supplied.Matter && each.Item2 == "notice");
                    break;
                case OfficeWarned each:
                    Assert.True(warned.Add((each.Matter, each.Clock, each.Rung)), $"{each.Clock} {each.Rung} twice");
                    Assert.True(each.Rung == WarningLevel.Red || !warned.Contains((each.Matter, each.Clock, WarningLevel.Red)), "yellow after red");
                    break;
            }
    }

    private static void Replays(LegalClock clock) => Assert.Equal(clock, clock.Entries.Aggregate(
        LegalClock.Start(clock.Budget, clock.StartedOn, clock.Law).Value, (again, entry) => again.Append(entry).Value));
}
