using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Spine.Tests.Packs;

namespace Yitong.Spine.Tests.Casework;

/// <summary>Tells a case's story without a database: who does what on which day.</summary>
internal sealed class Story
{
    public static readonly CityCatalogue Catalogue = Pack.Dalian.Catalogue();
    public static readonly CaseLimits Limits = Pack.Dalian.Section<CaseLimits>();

    public static readonly Guid Wang = Guid.Parse("0199a000-0000-7000-8000-000000000001");
    public static readonly Guid Li = Guid.Parse("0199a000-0000-7000-8000-000000000002");

    private static readonly DivisionCode Division = DivisionCode.TryParse("210202", out var code) ? code : default;

    public static readonly string PersonCode = CitizenNumber.Make(Division, new(1990, 1, 1), 1).Text;

    private readonly Guid id = Guid.CreateVersion7();

    public List<CaseEvent> Events { get; } = [];
    public Case Now { get; private set; } = null!;
    public DateOnly Today { get; private set; } = new(2026, 9, 21);

    public static Story Draft(string code, string? on = null)
    {
        var story = new Story();
        if (on is not null) story.Today = Day(on);
        var open = OpenOf(code) with
        {
            Subject = new(Wang, "王海燕", !TakesPersons(code, story.Today)), Applicant = new(Wang, "王海燕"),
        };
        var facts = story.Facts(Resident, true) with { Number = "210200202609210000017" };
        foreach (var happened in open.TryOn(null, facts).Value) story.Happen(happened);
        return story;
    }

    /// <summary>An application for a matter or a journey, by nobody yet.</summary>
    public static OpenCase OpenOf(string code) => new(code[0] == 'Y' ? null : code, code[0] == 'Y' ? code : null);

    /// <summary>Whether a person may apply for it.</summary>
    public static bool TakesPersons(string code, DateOnly on) => code[0] == 'Y'
        ? Eligibility.Takes(Catalogue.Journey(code)!, Audience.Person, Catalogue, on)
        : Eligibility.Takes(Catalogue.Matter(code)!.On(on)!, Audience.Person);

    public static Story Submitted(string code, string? on = null, Dictionary<string, string?>? answers = null)
    {
        var story = Draft(code, on);
        if (answers is not null) story.Applicant(new GiveAnswers(answers));
        story.FillIn();
        story.Applicant(new SubmitCase());
        return story;
    }

    public static Story Accepted(string code, string? on = null)
    {
        var story = Submitted(code, on);
        story.Office(new AcceptCase());
        return story;
    }

    public static Story Decided(string code, bool isGranted = true, string? on = null)
    {
        var story = Accepted(code, on);
        story.ExamineAll(null, isGranted);
        story.Office(new DecideCase(null, isGranted, "材料齐全，符合条件。"));
        return story;
    }

    public static Actor Resident => new(Wang.ToString(), ActorRole.Resident);

    public static DateOnly Day(string text) => DateOnly.Parse(text);

    public Story On(string day)
    {
        Today = Day(day);
        return this;
    }

    public Member Member(string? matter = null) => matter is null ? Now.Members[0] : Now.Find(matter)!;

    public Outcome<Case> Applicant(CaseCommand command) => Do(command, Resident, true);

    public Outcome<Case> Stranger(CaseCommand command) => Do(command, new(Li.ToString(), ActorRole.Resident), false);

    public Outcome<Case> Office(CaseCommand command, string? agency = null) =>
        Do(command, new("official", ActorRole.Official, agency ?? Now.Members[0].Agency), false);

    public Outcome<Case> Clerk(CaseCommand command, string station = "ST0001") =>
        Do(command, new("clerk", ActorRole.Clerk, station), false);

    public Outcome<Case> Engine(CaseCommand command) => Do(command, Actor.Engine, false);

    public Outcome<Case> Do(CaseCommand command, Actor by, bool actsFor)
    {
        var outcome = command.TryOn(Now, Facts(by, actsFor));
        if (outcome.Refusal is { } refusal) return refusal;
        foreach (var happened in outcome.Value) Happen(happened);
        return Now;
    }

    public void ExamineAll(string? matter = null, bool isPassed = true)
    {
        while (Member(matter).Steps.FirstOrDefault(step => step.IsOpen) is { } step)
            Office(new ExamineStep(Member(matter).Matter, step.Key, isPassed, "见附件"), step.Agency);
    }

    public CaseFacts Facts(Actor by, bool actsFor) => FactsOn(Today, by, actsFor) with { Stream = id };

    /// <summary>What a decision knows on a day.</summary>
    public static CaseFacts FactsOn(DateOnly today, Actor by, bool actsFor, CityPack? pack = null) =>
        new(default, Act.Of(new(today, new(9, 0), TimeSpan.FromHours(8)), by, "test"), today, pack ?? Pack.Dalian)
        {
            ActsForSubject = actsFor,
        };

    public void FillIn()
    {
        foreach (var question in CaseForm.Questions(Now, Catalogue).Where(q => !Now.Answers.ContainsKey(q.Key)))
            Applicant(new GiveAnswers(new Dictionary<string, string?> { [question.Key] = Sample(question) }));
        foreach (var material in CaseForm.Materials(Now, Catalogue)
            .Where(material => material.Supply == MaterialSupply.Applicant && material.Necessity != Necessity.Optional))
            Applicant(new HandOverMaterial(Copy(material.Key)));
    }

    public static MaterialCopy Copy(string material) =>
        new(material, "材料.pdf", new string('a', 64), "application/pdf", 1_024);

    /// <summary>Another file than <see cref="Copy"/>.</summary>
    public static MaterialCopy Mended(string material) => Copy(material) with { Blob = new string('b', 64) };

    public static string Sample(Question question) => question.Kind switch
    {
        AnswerKind.Choice => question.Options[0],
        AnswerKind.Number => "12",
        AnswerKind.Money => "20万元",
        AnswerKind.Date => "2026-09-01",
        AnswerKind.Phone => "13800000000",
        AnswerKind.CitizenNumber => PersonCode,
        AnswerKind.UnifiedCreditCode => "91210204MYD000008Y",
        _ => "大连",
    };

    private void Happen(CaseEvent happened)
    {
        Events.Add(happened);
        Now = CaseFold.Apply(id, Now, happened);
    }
}
