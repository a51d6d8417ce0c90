using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Certificates;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Spine.Tests.Casework;

/// <summary>One act on one thing in a case.</summary>
/// <param name="Empty">With nothing filled in.</param>
/// <param name="Filled">Filled in well, in one way or another.</param>
internal sealed record Probe(CaseCommand Empty, params CaseCommand[] Filled)
{
    public string Act { get; } = ActForm.Of(Empty.GetType()).Name;

    /// <summary>The member that it is about; null for the whole case.</summary>
    public string? Matter { get; init; }

    /// <summary>What the workbench calls it; null where no office does it there.</summary>
    public string? Button { get; init; }
}

/// <summary>All acts on all things in a case.</summary>
internal static class Probes
{
    /// <summary>The names of the acts.</summary>
    public static IReadOnlyList<string> Acts { get; } =
    [
        "accept-case", "answer-fetching", "answer-rating", "attach-result", "consent-to-evidence", "decide-by-rule", "decide-case", "declare-material",
        "deliver-result", "doubt-evidence", "examine-step", "explain-lateness", "extend-clock", "give-answers",
        "hand-over-material", "note-certificate", "outdate-evidence", "rate-case", "recompute-deadline", "record-evidence",
        "refuse-acceptance", "reopen-case", "request-supplement", "resume-clock", "ring-clocks", "submit-case", "supply-gaps",
        "suspend-clock", "take-back-material", "take-back-result", "take-handover-refusal", "take-report", "transfer-case", "withdraw-case",
    ];

    public static IEnumerable<Probe> In(Case now, CaseFacts facts) =>
    [
        .. now.Members.SelectMany(member => OfOffice(member, facts).Concat(OfMember(now, member, facts))),
        .. OfApplicant(now, facts), .. OfEngine(now, facts),
    ];

    private static IEnumerable<Probe> OfOffice(Member member, CaseFacts facts)
    {
        var matter = member.Matter;
        var edition = facts.EditionOf(member);
        var asked = edition.Materials.Select(each => each.Key).Concat(edition.Form.Select(each => each.Key)).First();
        var elsewhere = facts.Catalogue.Agencies.Keys.Order(StringComparer.Ordinal).First(agency => agency != member.Agency);
        yield return new(new AcceptCase(matter), new AcceptCase(matter)) { Button = "accept", Matter = matter };
        yield return new(new RefuseAcceptance(matter, null, null), new RefuseAcceptance(matter, "不属于本部门", "规定第三条"))
        {
            Button = "refuse", Matter = matter,
        };
        yield return new(new RequestSupplement(matter, null), new RequestSupplement(matter, [new(asked, "看不清", "规定第三条")]))
        {
            Button = "request-supplement", Matter = matter,
        };
        foreach (var step in member.Steps)
            yield return new(new ExamineStep(matter, step.Key, null, null), new ExamineStep(matter, step.Key, false, "不符合"))
            {
                Button = "examine", Matter = matter,
            };
        yield return new(
            new DecideCase(matter, null, null), new DecideCase(matter, true, null, null, "人手不足"),
            new DecideCase(matter, false, "不符合条件", null, "人手不足"))
        {
            Button = "decide", Matter = matter,
        };
        yield return new(new DeliverResult(matter, null), new DeliverResult(matter, DeliveryMethod.Post, "SF100"))
        {
            Button = "deliver", Matter = matter,
        };
        var document = Story.Copy("");
        yield return new(new AttachResult(matter, null), new AttachResult(matter, document.Blob, Copy: document)) { Matter = matter };
        yield return new(new TakeBackResult(matter, null), new TakeBackResult(matter, document.Blob)) { Matter = matter };
        yield return new(new TransferCase(matter, null, null), new TransferCase(matter, elsewhere, "职责调整"))
        {
            Button = "transfer", Matter = matter,
        };
        yield return new(new ReopenCase(matter, null, null), new ReopenCase(matter, "复议决定撤销", "复议〔2026〕3号"))
        {
            Button = "reopen", Matter = matter,
        };
        foreach (var probe in OfClocks(member, facts)) yield return probe with { Matter = matter };
    }

    private static IEnumerable<Probe> OfClocks(Member member, CaseFacts facts)
    {
        var matter = member.Matter;
        var permitted = facts.EditionOf(member).Statutory?.Extension ?? TimeLimit.WorkingDays(1);
        yield return new(
            new SuspendClock(matter, null, null, null),
            new SuspendClock(matter, facts.Limits.StopGrounds[0], "通知〔2026〕7号", TimeLimit.WorkingDays(3)))
        {
            Button = "suspend",
        };
        yield return new(new ResumeClock(matter), new ResumeClock(matter)) { Button = "resume" };
        yield return new(
            new ExtendClock(matter, null, null, null), new ExtendClock(matter, permitted, "局长", "案情复杂"))
        {
            Button = "extend",
        };
        yield return new(new ExplainLateness(matter, null), new ExplainLateness(matter, "系统升级")) { Button = "explain-lateness" };
    }

    private static IEnumerable<Probe> OfMember(Case now, Member member, CaseFacts facts)
    {
        var matter = member.Matter;
        var questions = CaseForm.Questions(now, facts.Catalogue).ToDictionary(question => question.Key);
        var gaps = member.Supplement?.Gaps ?? [];
        var answers = gaps.Where(gap => questions.ContainsKey(gap.Material)).DistinctBy(gap => gap.Material)
            .ToDictionary(gap => gap.Material, gap => (string?)Story.Sample(questions[gap.Material]));
        var copies = gaps.Where(gap => !questions.ContainsKey(gap.Material)).Select(gap => Story.Mended(gap.Material)).ToList();
        var reasons = gaps.Select(gap => gap.Material).Distinct().ToDictionary(key => key, _ => (string?)"没有变化");
        var finding = new RuleFinding("R-X", "2026-01-01", facts.Today, "1", Truth.No, []);
        var certificate = new NotedCertificate("1", "证", CertificateStatus.Valid, facts.Today, null);
        yield return new(new SupplyGaps(matter), new SupplyGaps(matter, answers, Copies: copies, Reasons: reasons)) { Matter = matter };
        yield return new(new WithdrawCase(matter), new WithdrawCase(matter, "不办了")) { Matter = matter };
        yield return new(new DecideByRule(matter, finding, ""), new DecideByRule(matter, finding, "符合条件"));
        yield return new(new RingClocks(matter), new RingClocks(matter));
        yield return new(new RecomputeDeadline(matter, null), new RecomputeDeadline(matter, facts.Today));
        yield return new(new NoteCertificate(matter, certificate), new NoteCertificate(matter, certificate));
    }

    private static IEnumerable<Probe> OfApplicant(Case now, CaseFacts facts)
    {
        yield return new(new SubmitCase(), new SubmitCase());
        yield return new(new AnswerFetching(null), new AnswerFetching(true));
        yield return new(new WithdrawCase(), new WithdrawCase(null, "不办了"));
        yield return new(new RateCase(null), new RateCase(2, "还行"));
        yield return new(new AnswerRating(null), new AnswerRating("已整改")) { Button = "answer-rating" };
        foreach (var question in CaseForm.Questions(now, facts.Catalogue).Take(3))
        {
            var (none, sample) = (new Dictionary<string, string?>(), Story.Sample(question));
            var sourced = new SourcedAnswer(new("licence", EvidenceLevel.A, facts.Today) { Resource = "scjg-licence" }, "name", "别的");
            yield return new(new GiveAnswers(none), new GiveAnswers(new Dictionary<string, string?> { [question.Key] = sample }));
            yield return new(
                new DoubtEvidence(question.Key, null, sourced), new DoubtEvidence(question.Key, sample, sourced));
        }
        foreach (var material in CaseForm.Materials(now, facts.Catalogue)
            .OrderByDescending(each => DeclareMaterial.MayDeclare(now, each, facts.Catalogue)).Take(4))
        {
            yield return new(
                new HandOverMaterial(new(material.Key, "", null, "", 0)), new HandOverMaterial(Story.Copy(material.Key)));
            yield return new(new TakeBackMaterial(material.Key), new TakeBackMaterial(material.Key));
            yield return new(new ConsentToEvidence(material.Key), new ConsentToEvidence(material.Key));
            yield return new(new DeclareMaterial(material.Key), new DeclareMaterial(material.Key));
        }
    }

    private static IEnumerable<Probe> OfEngine(Case now, CaseFacts facts)
    {
        var city = now.CrossCity.Handover?.City ?? "210800";
        var report = new PartnerReport(now.Id, "1", int.MaxValue, 1, "窗口", MemberState.Received, facts.Today);
        yield return new(new RecordEvidence([], []), new RecordEvidence([], [new("x", "Away", null, 1, null, facts.Today)]));
        yield return new(new OutdateEvidence([], 0), new OutdateEvidence([default], 1));
        yield return new(new TakeReport(city, report), new TakeReport(city, report));
        yield return new(new TakeHandoverRefusal(city, 1, ""), new TakeHandoverRefusal(city, 1, "不办"));
    }
}
