using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Rules;

namespace Yitong.Spine.Tests.Casework.Simulation;

/// <summary>One thing that somebody tries in a case.</summary>
internal sealed record SimulatedAct(Actor By, CaseCommand Command);

/// <summary>
/// What people do in a city, drawn from a seed: mostly what the state of the case asks for, often what they must not,
/// with texts that nobody should send.
/// </summary>
internal sealed class RandomActs(Random random, CityCatalogue catalogue, CaseLimits limits)
{
    private static readonly string[] Hostile =
    [
        "", "   ", "\u3000", "\0", "\uD800", "{matter}{0}", "<script>alert(1)</script>", "'; drop table cases; --",
        new('长', 2_001), "ＭＯ０１", "\u202E颠倒", "👩‍👩‍👧", "a\r\nb\tc", "NaN", "-1", "9999-99-99",
    ];

    private readonly string[] agencies = [.. catalogue.Agencies.Keys.Order(StringComparer.Ordinal)];
    private readonly string[] stations = [.. catalogue.Stations.Keys.Order(StringComparer.Ordinal)];
    private readonly Queue<string> codes = new(Shuffled(random, catalogue));

    public static readonly Subject Person = new(Guid.Parse("0199a000-0000-7000-8000-000000000001"), "王海燕", false);
    public static readonly Subject Company = new(Guid.Parse("0199a000-0000-7000-8000-000000000002"), "海味餐饮有限公司", true);
    public static readonly Subject Shop = new(Guid.Parse("0199a000-0000-7000-8000-000000000005"), "海味小吃店", true);
    public static readonly Subject Agent = new(Guid.Parse("0199a000-0000-7000-8000-000000000003"), "赵建国", false);
    public static readonly Subject Stranger = new(Guid.Parse("0199a000-0000-7000-8000-000000000004"), "李晓明", false);

    /// <summary>What a business is.</summary>
    public static PartyKind KindOf(Subject subject) =>
        subject == Shop ? PartyKind.SelfEmployed : subject.IsCompany ? PartyKind.Company : PartyKind.Person;

    /// <summary>Whether the actor is the subject or, for a business, its agent.</summary>
    public static bool ActsFor(Actor by, Guid subject) =>
        by.Role == ActorRole.Resident
        && (by.Id == subject.ToString() || (subject == Company.Party || subject == Shop.Party) && by.Id == Agent.Party.ToString());

    /// <summary>An application; the codes of all matters and journeys come round before one comes again.</summary>
    public (Actor By, OpenCase Command) Open()
    {
        var code = Chance(4) ? Any(["M999", "Y99", .. Hostile]) : codes.Peek();
        var audience = Audience(code) ?? Yitong.Catalogue.Audience.Person;
        var business = audience.HasFlag(Yitong.Catalogue.Audience.Company) ? Company : Shop;
        var takesBusiness = (audience & ~Yitong.Catalogue.Audience.Person) != 0;
        var subject = (takesBusiness && (!TakesPersons(code) || Chance(50))) ^ Chance(3) ? business : Person;
        var station = Chance(25) ? Any(stations) : null;
        var by = station is not null ? Clerk(station) : Resident(subject.IsCompany ? Agent : subject);
        if (Chance(4)) by = AnyActor(null);
        var applicant = subject.IsCompany ? Agent : subject;
        var isJourney = code.StartsWith('Y');
        return (by, new(
            isJourney ? null : code, isJourney || Chance(1) ? code : null, Station: Chance(2) ? Any(stations) : station,
            Subject: subject, Applicant: new(applicant.Party, applicant.Name)));
    }

    /// <summary>A case of the code was opened: the next application is for another.</summary>
    public void Opened(string code)
    {
        if (codes.Peek() == code) codes.Enqueue(codes.Dequeue());
    }

    /// <summary>The next thing that somebody tries.</summary>
    public SimulatedAct Next(Case current, DateOnly today) =>
        Chance(72) ? Sensible(current, today) : Anything(current, today);

    private SimulatedAct Sensible(Case current, DateOnly today)
    {
        if (current.WithdrawnOn is not null) return Anything(current, today);
        if (current.SubmittedOn is null)
            return Chance(10) ? Evidence(current, today) : new(Applicant(current), Filling(current));
        if (current.Members.Any(member => member.State == MemberState.Blocked) && Chance(10)
            && current.Members.FirstOrDefault(IsDenied) is { } denied)
            return new(Official(denied.Agency), new ReopenCase(denied.Matter, "复议决定撤销", "复议〔2026〕3号"));
        var open = current.Members.Where(member => !member.IsFinal && member.State != MemberState.Waiting).ToList();
        if (open.Count > 0) return Handling(current, Any(open), today);
        if (current.Rating is null) return new(Applicant(current), new RateCase(random.Next(1, 6), Chance(50) ? "还行" : null));
        if (current.Rating is { IsBad: true, Answer: null } bad)
            return new(Official(bad.Office), new AnswerRating("已核实整改"));
        return Anything(current, today);
    }

    private static bool IsDenied(Member member) =>
        member is { State: MemberState.Refused or MemberState.Decided or MemberState.Concluded, Decision.IsGranted: false };

    private CaseCommand Filling(Case draft)
    {
        if (Chance(3)) return new WithdrawCase();
        var missing = CaseForm.Questions(draft, catalogue).Where(q => !draft.Answers.ContainsKey(q.Key)).ToList();
        if (missing.Count > 0)
            return new GiveAnswers(missing.Take(random.Next(1, 12)).ToDictionary(q => q.Key, q => (string?)Answer(q)));
        var material = CaseForm.Materials(draft, catalogue).FirstOrDefault(material =>
            CaseLabels.MayUpload(draft, material) && !draft.Materials.ContainsKey(material.Key)
            && (material.Necessity != Necessity.Optional || Chance(20)));
        return material is null ? new SubmitCase(Seen(draft)) : new HandOverMaterial(
            material.Necessity == Necessity.MayFollow && Chance(50) ? Promise(material.Key) : Story.Copy(material.Key));
    }

    // What sources and people make of the materials that the city holds.
    private SimulatedAct Evidence(Case draft, DateOnly today)
    {
        var held = CaseForm.Materials(draft, catalogue).Where(material => material.Supply == MaterialSupply.City).ToList();
        if (held.Count == 0) return new(Applicant(draft), Filling(draft));
        var key = Any(held).Key;
        var look = new EvidenceReceipt(new(key.Length, 0, 0, new byte[8]), "scjg-licence", null, "", "", 1, default);
        var evidence = new HeldEvidence(key, Any([EvidenceLevel.A, EvidenceLevel.B]), today)
        {
            Resource = "scjg-licence", Receipt = look,
        };
        var away = Chance(50) ? DateTimeOffset.UnixEpoch : (DateTimeOffset?)null;
        return random.Next(5) switch
        {
            0 when draft.Version % 3 == 0 => new(Applicant(draft), new AnswerFetching(draft.Version % 2 == 0)),
            0 => new(Applicant(draft), new ConsentToEvidence(key)),
            1 => new(Applicant(draft), new DeclareMaterial(key)),
            2 when draft.Answers.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } question =>
                new(Applicant(draft), new DoubtEvidence(question, draft.Answers[question], new(evidence, "name", "别的"))),
            3 => new(Actor.Engine, new RecordEvidence([], [new(key, "NoRecord", away, random.Next(1, 4), null, today)])),
            _ when draft.Evidence.Held.Values.FirstOrDefault(each => each is { Receipt: not null, IsOutdated: false }) is { } known =>
                new(Actor.Engine, new OutdateEvidence([known.Receipt!.Request], 2)),
            _ => new(Actor.Engine, new RecordEvidence([evidence], [])),
        };
    }

    private SimulatedAct Handling(Case current, Member member, DateOnly today)
    {
        var (matter, seen, own) = (Named(current, member), Seen(current), Official(member.Agency));
        if (Chance(2)) return new(Applicant(current), new WithdrawCase(Chance(50) ? matter : null, Chance(50) ? "不办了" : null));
        if (Chance(3)) return new(own, new TransferCase(matter, Any(agencies), "职责调整", seen));
        switch (member.State)
        {
            case MemberState.Received:
                return Chance(8) ? new(Actor.Engine, new DecideByRule(member.Matter, Finding(), "符合条件"))
                    : Chance(20) ? new(own, new RequestSupplement(matter, Gaps(member), ReplyBy(today), seen))
                    : Chance(4) ? new(own, new RefuseAcceptance(matter, "不属于本部门职权", "规定第三条", seen))
                    : new(own, new AcceptCase(matter, seen));
            case MemberState.SupplementRequested:
                return Chance(10) ? new(own, new RefuseAcceptance(matter, "逾期未补正", "规定第四条", seen)) : Supplying(current, member);
            case MemberState.Decided when Chance(30):
                var document = Chance(50) ? Story.Copy("") : Story.Mended("");
                return new(own, Chance(70) ? new AttachResult(matter, document.Blob, Seen: seen, Copy: document)
                    : new TakeBackResult(matter, document.Blob, seen));
            case MemberState.Decided:
                return new(own, new DeliverResult(matter, Any(Enum.GetValues<DeliveryMethod>()), Chance(50) ? "SF100" : null, seen));
            default:
                return Examining(current, member, today);
        }
    }

    private SimulatedAct Examining(Case current, Member member, DateOnly today)
    {
        var (matter, seen, own) = (Named(current, member), Seen(current), Official(member.Agency));
        if (member.IsSuspended) return new(own, new ResumeClock(matter, seen));
        if (Chance(7)) return new(own, new SuspendClock(matter, Any(limits.StopGrounds), "通知〔2026〕7号", Limit(), seen));
        if (Chance(6)) return new(own, new ExtendClock(matter, Limit(), "局长", "案情复杂", seen));
        if (Chance(6)) return new(own, new ExplainLateness(matter, "系统升级", seen));
        if (Chance(6) && CaseForm.Materials(current, catalogue).FirstOrDefault(
            material => current.Materials.GetValueOrDefault(material.Key) is { IsCommitment: true }) is { } promised)
            return new(Applicant(current), new HandOverMaterial(Story.Copy(promised.Key)));
        if (member.Steps.Where(step => step.IsOpen).ToList() is { Count: > 0 } steps && !Chance(5))
        {
            var step = Any(steps);
            var isPassed = !Chance(6);
            return new(Official(step.Agency), new ExamineStep(matter, step.Key, isPassed, isPassed ? null : "不符合条件", seen));
        }
        var isGranted = member.Steps.All(step => step.IsPassed == true);
        return new(own, new DecideCase(
            matter, isGranted, isGranted && Chance(50) ? null : "见审查意见", null, Chance(60) ? "人手不足" : null, seen));
    }

    private SimulatedAct Supplying(Case current, Member member)
    {
        var questions = CaseForm.Questions(current, catalogue).ToDictionary(question => question.Key);
        var gaps = member.Supplement!.Gaps.Where(_ => !Chance(5)).ToList();
        var answers = gaps.Where(gap => questions.ContainsKey(gap.Material))
            .DistinctBy(gap => gap.Material).ToDictionary(gap => gap.Material, gap => (string?)Answer(questions[gap.Material]));
        var materials = gaps.Where(gap => !questions.ContainsKey(gap.Material)).Select(gap => Story.Mended(gap.Material)).ToList();
        return new(Applicant(current), new SupplyGaps(Named(current, member), answers, null, Seen(current), materials));
    }

    private SimulatedAct Anything(Case current, DateOnly today)
    {
        var members = current.Members.Where(member => member.State != MemberState.Waiting || Chance(20)).ToList();
        var member = Any(members.Count > 0 ? members : [.. current.Members]);
        var matter = Chance(85) ? member.Matter : Any([null, "M999", "M001", .. Hostile]);
        var seen = Chance(70) ? (int?)null : random.Next(-1, current.Version + 3);
        var step = Chance(60) && member.Steps.Length > 0 ? Any([.. member.Steps]).Key : Any([null, "review", "nope", .. Hostile]);
        CaseCommand command = random.Next(27) switch
        {
            0 => new AcceptCase(matter, seen),
            1 => new RefuseAcceptance(matter, Text(), Text(), seen),
            2 => new RequestSupplement(matter, Chance(20) ? [] : Gaps(member), Chance(30) ? today.AddDays(-1) : ReplyBy(today), seen),
            3 => new RequestSupplement(matter, [new(Text(), Text(), Text())], null, seen),
            4 => new SupplyGaps(matter, new Dictionary<string, string?> { [Text()] = Text() }, null, seen, []),
            5 => new SupplyGaps(matter, null, null, seen, [Story.Copy(Text())]),
            6 => new ExamineStep(matter, step, Chance(70), Chance(50) ? Text() : null, seen),
            7 => new DecideCase(matter, Chance(60), Text(), Text(), Chance(50) ? Text() : null, seen),
            8 => new DeliverResult(matter, (DeliveryMethod)random.Next(3), Text(), seen),
            9 => new SuspendClock(matter, Chance(50) ? Any(limits.StopGrounds) : Text(), Text(), Chance(70) ? Limit() : null, seen),
            10 => new ResumeClock(matter, seen),
            11 => new ExtendClock(matter, Limit(), Text(), Text(), seen),
            12 => new ExplainLateness(matter, Text(), seen),
            13 => new TransferCase(matter, Chance(50) ? Any(agencies) : Text(), Text(), seen),
            14 => new WithdrawCase(Chance(60) ? matter : null, Text(), seen),
            15 => new ReopenCase(matter, Text(), Text(), seen),
            16 => new ReopenCase(member.Matter, "复议决定撤销", "复议〔2026〕3号"),
            17 => new RateCase(random.Next(-1, 7), Text()),
            18 => new AnswerRating(Text()),
            19 => new GiveAnswers(AnyAnswers(current), seen),
            20 => new HandOverMaterial(Chance(50) ? Promise(AnyMaterial(current)) : Story.Copy(AnyMaterial(current)), seen),
            21 => new TakeBackMaterial(current.Materials.Count > 0 && Chance(70)
                ? current.Materials.Keys.Order(StringComparer.Ordinal).First() : AnyMaterial(current)),
            22 => new SubmitCase(seen),
            23 => new DecideByRule(matter ?? "", Finding(), Text()),
            24 => new AttachResult(matter, Text(), Text(), seen, Chance(70) ? Story.Copy("") : null),
            25 => new TakeBackResult(matter, Chance(50) ? Text() : Story.Copy("").Blob, seen),
            _ => new RingClocks(matter ?? ""),
        };
        return new(Chance(65) ? Rightful(current, member, command) : AnyActor(current), command);
    }

    private Actor Rightful(Case current, Member member, CaseCommand command) => command switch
    {
        RingClocks or DecideByRule => Actor.Engine,
        AnswerRating when current.Rating is { } rating => Official(rating.Office),
        ExamineStep examine when member.Steps.FirstOrDefault(step => step.Key == examine.Step) is { } step => Official(step.Agency),
        GiveAnswers or HandOverMaterial or TakeBackMaterial or SubmitCase or SupplyGaps or WithdrawCase or RateCase =>
            Applicant(current),
        _ => Official(member.Agency),
    };

    private Dictionary<string, string?> AnyAnswers(Case current)
    {
        var questions = CaseForm.Questions(current, catalogue);
        if (questions.Count == 0 || Chance(20)) return new() { [Text()] = Text() };
        var question = Any(questions);
        return new() { [question.Key] = Chance(40) ? Answer(question) : Chance(30) ? null : Text() };
    }

    private string AnyMaterial(Case current) =>
        CaseForm.Materials(current, catalogue) is { Count: > 0 } materials && Chance(85) ? Any(materials).Key : Text();

    private SupplementGap[] Gaps(Member member)
    {
        var edition = catalogue.Edition(member.Matter, member.Edition);
        string[] known = [.. edition.Materials.Select(material => material.Key), .. edition.Form.Select(question => question.Key)];
        return [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new SupplementGap(Any(known), "看不清，请重拍", "材料清单"))];
    }

    private string Answer(Question question) =>
        question.Kind == AnswerKind.Choice ? Any(question.Options) : Story.Sample(question);

    private DateOnly? ReplyBy(DateOnly today) => Chance(30) ? null : today.AddDays(random.Next(1, 20));

    private TimeLimit Limit() => Chance(5)
        ? new TimeLimit(random.Next(-1, 20_000), (TimeUnit)random.Next(-1, 8))
        : new TimeLimit(random.Next(1, 12), Chance(80) ? TimeUnit.WorkingDays : (TimeUnit)random.Next(0, 5));

    private Actor Applicant(Case current) =>
        current.Lodging.Station is { } station && Chance(50) ? Clerk(station)
        : Resident(current.Subject.IsCompany ? Agent : Person);

    private Actor AnyActor(Case? current) => random.Next(8) switch
    {
        0 => Resident(Stranger),
        1 => Resident(Any([Person, Company, Agent])),
        2 => Clerk(current?.Lodging.Station ?? Any(stations)),
        3 => Clerk(Any([.. stations.Take(3), null])),
        4 => Chance(60) ? Actor.Engine : new("nobody", (ActorRole)random.Next(5), Any([null, .. Hostile])),
        5 => new(Text(), ActorRole.Resident),
        _ => Official(current is not null && Chance(70) ? Any([.. current.Members]).Agency : Any(agencies)),
    };

    private static MaterialCopy Promise(string material) => new(material, "", null, "", 0);

    private static Actor Resident(Subject person) => new(person.Party.ToString(), ActorRole.Resident);

    private static Actor Clerk(string? station) => new("clerk", ActorRole.Clerk, station);

    private static Actor Official(string agency) => new("official", ActorRole.Official, agency);

    private Audience? Audience(string code) =>
        catalogue.Journey(code)?.Audience ?? catalogue.Matter(code)?.Editions[^1].Audience;

    private bool TakesPersons(string code) => catalogue.Journey(code) is { } journey
        ? Eligibility.Takes(journey, Yitong.Catalogue.Audience.Person, catalogue, new(2026, 9, 21))
        : catalogue.Matter(code) is not { } matter || Eligibility.Takes(matter.Editions[^1], Yitong.Catalogue.Audience.Person);

    private RuleFinding Finding() =>
        new("R-X", "2026-01-01", new(2026, 9, 21), "1", (Truth)random.Next(3), [new("条件", (Truth)random.Next(3), Text(), Text())]);

    private string? Named(Case current, Member member) =>
        current.Members.Length == 1 && Chance(30) ? null : member.Matter;

    private int? Seen(Case current) => Chance(50) ? current.Version : Chance(10) ? current.Version - 1 : null;

    private string Text() => Chance(60) ? "理由充分" : Any(Hostile);

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private static string[] Shuffled(Random random, CityCatalogue catalogue)
    {
        string[] all = [.. catalogue.Matters.Keys.Concat(catalogue.Journeys.Keys).Order(StringComparer.Ordinal)];
        random.Shuffle(all);
        return all;
    }
}
