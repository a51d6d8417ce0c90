using Yitong.Catalogue;

namespace Yitong.Evidence.Tests;

/// <summary>
/// A request as somebody would tell it: with names and sets, nothing reckoned in bits. From the same story come the facts that
/// the gate is given and, separately, what the oracle holds to be right.
/// </summary>
internal sealed record Story
{
    public required HashSet<string> Asked { get; init; }
    public required HashSet<string> OfTheResource { get; init; }
    public required HashSet<string> DeclaredByTheMatter { get; init; }
    public required HashSet<string> InTheAgreement { get; init; }
    public required string CaseState { get; init; }
    public required string[] StepsThatNeedIt { get; init; }
    public required string CurrentStep { get; init; }
    public required string Reader { get; init; }
    public required string StepHeldBy { get; init; }
    public required EvidenceRelation StandsAs { get; init; }
    public required EvidenceRelation[] RelationsDeclared { get; init; }
    public required bool LawWantsConsent { get; init; }
    public required bool ConsentGiven { get; init; }
    public required Sharing Sharing { get; init; }
    public required GradeOfData Grade { get; init; }
    public required GradeOfData ChannelMayCarry { get; init; }
    public required bool APartWillDo { get; init; }
    public required int PeopleWhoBrokeTheGlass { get; init; }

    public static string NameOf(int place) => $"item{place}";

    private static ulong Bits(IEnumerable<string> names) =>
        names.Aggregate(0UL, (bits, name) => bits | 1UL << int.Parse(name[4..], System.Globalization.CultureInfo.InvariantCulture));

    public GateFacts Facts => new()
    {
        IsCaseOpen = CaseState is "draft" or "received" or "accepted",
        IsNeededNow = StepsThatNeedIt.Contains(CurrentStep),
        HoldsTask = Reader is "engine" || Reader == StepHeldBy,
        Relation = StandsAs, IsRelationDeclared = RelationsDeclared.Contains(StandsAs),
        NeedsConsent = LawWantsConsent, HasConsent = ConsentGiven, Sharing = Sharing, Grade = Grade,
        ChannelCarries = ChannelMayCarry, Asked = Bits(Asked), Existing = Bits(OfTheResource),
        Declared = Bits(DeclaredByTheMatter), Agreed = Bits(InTheAgreement), MaySkip = APartWillDo,
        IsGlassBroken = PeopleWhoBrokeTheGlass >= 2,
    };
}

/// <summary>What the issue says of the gate, rule by rule as a list of reasons against; the first reason that holds is the answer.</summary>
internal static class GateOracle
{
    private static readonly (GateRule Name, bool FallsBeforeTwoPeople, Func<Story, bool> Against)[] Reasons =
    [
        (GateRule.UnknownItem, false, story => story.Asked.Count == 0 || !story.Asked.IsSubsetOf(story.OfTheResource)),
        (GateRule.NotShared, false, story => story.Sharing is Sharing.None),
        (GateRule.GradeTooHigh, false, story => (int)story.ChannelMayCarry < (int)story.Grade),
        (GateRule.CaseClosed, true, story => story.CaseState is "concluded" or "refused" or "withdrawn" or "none"),
        (GateRule.NotNeeded, true, story => !story.StepsThatNeedIt.Any(step => step == story.CurrentStep)),
        (GateRule.NoTask, true, story => story.Reader != "engine" && story.Reader != story.StepHeldBy),
        (GateRule.NoRelation, true, story => story.StandsAs == EvidenceRelation.None
            || Array.IndexOf(story.RelationsDeclared, story.StandsAs) < 0),
        (GateRule.NoConsent, true, story => story is { LawWantsConsent: true, ConsentGiven: false }),
        (GateRule.NotDeclared, true, story => story.APartWillDo
            ? !story.Asked.Overlaps(story.DeclaredByTheMatter) : story.Asked.Except(story.DeclaredByTheMatter).Any()),
        (GateRule.NoAgreement, true, story => story.APartWillDo
            ? !story.Asked.Where(story.DeclaredByTheMatter.Contains).Any(story.InTheAgreement.Contains)
            : !story.Asked.All(story.InTheAgreement.Contains)),
    ];

    public static (GateRule Rule, HashSet<string> Granted) Judge(Story story)
    {
        var broken = story.PeopleWhoBrokeTheGlass > 1;
        var against = Reasons.Where(reason => !(broken && reason.FallsBeforeTwoPeople) && reason.Against(story))
            .Select(reason => reason.Name).FirstOrDefault(GateRule.Allowed);
        if (against != GateRule.Allowed) return (against, []);
        return (GateRule.Allowed, broken ? story.Asked
            : [.. story.Asked.Where(item => story.DeclaredByTheMatter.Contains(item) && story.InTheAgreement.Contains(item))]);
    }
}
