using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Parties;
using CaseCommand = Yitong.Acting.ICommand<Yitong.Cases.Case, Yitong.Cases.CaseEvent, Yitong.Cases.CaseFacts>;

namespace Yitong.Demo;

/// <summary>
/// The life of one invented case: opened on some day of the last months and carried on, act by act, until it is finished or
/// today is reached. So every state occurs, late ones included.
/// </summary>
internal sealed class DemoCase(
    CaseDesk desk, CityCatalogue catalogue, SeedClock now, Random random, IReadOnlyList<Party> subjects,
    MaterialCopy sample, MaterialCopy mended, DateTimeOffset today)
{
    private const int DaysBack = 110;
    private static readonly DivisionCode Nowhere = DivisionCode.TryParse("210299", out var code) ? code : default;
    private DateTimeOffset at;
    private Case current = null!;

    /// <summary>Lives it.</summary>
    public async Task LiveAsync()
    {
        at = today.Date.AddDays(-DaysBack + DaysBack * Math.Sqrt(random.NextDouble())).Date.AddHours(1 + random.Next(7));
        if (!await OpenAsync() || Chance(3)) return;
        await FillInAsync();
        if (!await ApplicantAsync(new SubmitCase()) || Chance(1)) return;
        while (Next() is { } next && Wait(next.Days))
        {
            await AttachAsync(next.Command);
            if (!await DoAsync(next.Office, next.Command)) return;
        }
        if (current.Stage == CaseStage.Concluded && Chance(45) && Wait(random.Next(3)))
            await ApplicantAsync(new RateCase(Stars()));
    }

    private async Task<bool> OpenAsync()
    {
        now.Set(at);
        var isJourney = Chance(25);
        var journey = isJourney ? Any([.. catalogue.Journeys.Values.OrderBy(each => each.Code, StringComparer.Ordinal)]) : null;
        var matter = isJourney ? null : Any([.. catalogue.Matters.Values.OrderBy(each => each.Code, StringComparer.Ordinal)]);
        var subject = Any([.. subjects.Where(each => Takes(journey, matter, Eligibility.Of(each.Kind)))]);
        var clerk = subject.Kind == PartyKind.Person && Chance(20)
            ? Any([.. catalogue.Stations.Values.OrderBy(each => each.Code, StringComparer.Ordinal)])
            : null;
        var open = new OpenCase(matter?.Code, journey?.Code)
        {
            Subject = new(subject.Id, subject.Name, subject.Kind != PartyKind.Person), Applicant = new(subject.Id, subject.Name),
        };
        var by = clerk is null
            ? new Actor($"{subject.Id}", ActorRole.Resident)
            : new Actor($"demo:clerk:{clerk.Code}", ActorRole.Clerk, clerk.Code);
        var opened = await desk.OpenAsync(by, open);
        if (opened.IsGranted) current = opened.Value;
        return opened.IsGranted;
    }

    private bool Takes(Journey? journey, Matter? matter, Audience subject) =>
        journey is not null ? Eligibility.Takes(journey, subject, catalogue, desk.DayOf(at))
        : matter!.On(desk.DayOf(at)) is not { } edition || Eligibility.Takes(edition, subject);

    private async Task FillInAsync()
    {
        // The situational answers decide which other questions are asked, so there may be several rounds.
        for (var round = 0; round < 3; round++)
        {
            var answers = CaseForm.Questions(current, catalogue)
                .Where(question => !question.IsOptional && !current.Answers.ContainsKey(question.Key))
                .ToDictionary(question => question.Key, question => (string?)Answer(question));
            if (answers.Count == 0) break;
            await ApplicantAsync(new GiveAnswers(answers));
        }
        foreach (var material in CaseForm.Materials(current, catalogue)
            .Where(each => each.Supply == MaterialSupply.Applicant && each.Necessity != Necessity.Optional))
            await ApplicantAsync(new HandOverMaterial(sample with { Material = material.Key }));
    }

    private string Answer(Question question) => question.Kind switch
    {
        AnswerKind.Choice => Any(question.Options),
        AnswerKind.Number => $"{random.Next((int)Math.Max(1, question.Least), (int)Math.Min(199, question.Most ?? 199) + 1)}",
        AnswerKind.Money => $"{random.Next(1, 100)}0000",
        AnswerKind.Date => $"{desk.DayOf(at).AddDays(-random.Next(60)):yyyy-MM-dd}",
        AnswerKind.Phone => $"130{random.Next(100_000_000):D8}",
        AnswerKind.CitizenNumber => CitizenNumber.Make(Nowhere, new(1990, 1, 1), 1).Text,
        AnswerKind.UnifiedCreditCode => UnifiedCreditCode.Make("91210200MYD000000").Text,
        _ => current.Subject.Name,
    };

    /// <summary>What an office does next, and after how many days.</summary>
    private (string Office, CaseCommand Command, int Days)? Next()
    {
        foreach (var member in current.Members.Where(member => !member.IsFinal).OrderBy(_ => random.Next()))
        {
            if (Next(member) is { } next) return (next.Office, next.Command, random.Next(2) + (Chance(8) ? random.Next(12) : 0));
        }
        return null;
    }

    private (string Office, CaseCommand Command)? Next(Member member) => member.State switch
    {
        MemberState.Received when member.Supplement is null && Chance(8) => (member.Agency, AskFor(member)),
        MemberState.Received when Chance(3) => (member.Agency, new RefuseAcceptance(
            member.Matter, catalogue.Edition(member.Matter, member.Edition).Conditions, Basis(member))),
        MemberState.Received => (member.Agency, new AcceptCase(member.Matter)),
        MemberState.SupplementRequested => ("", new SupplyGaps(
            member.Matter, Copies: [.. member.Supplement!.Gaps.Select(gap => mended with { Material = gap.Material })])),
        MemberState.Accepted when member.IsSuspended => (member.Agency, new ResumeClock(member.Matter)),
        MemberState.Accepted when member.Steps.FirstOrDefault(step => step.IsOpen) is { } step =>
            (step.Agency, new ExamineStep(
                member.Matter, step.Key, !Chance(3), catalogue.Edition(member.Matter, member.Edition).Conditions)),
        MemberState.Accepted => (member.Agency, Decide(member)),
        MemberState.Decided => (member.Agency, new DeliverResult(
            member.Matter, current.Lodging.Station is null ? DeliveryMethod.Online : DeliveryMethod.Station)),
        _ => null,
    };

    private async Task AttachAsync(CaseCommand command)
    {
        if (command is DeliverResult { Method: DeliveryMethod.Online, Matter: { } matter }
            && current.Find(matter) is { Decision.IsGranted: true } member
            && catalogue.Edition(matter, member.Edition).Result is { IsDocument: true, Name: var name })
            await DoAsync(member.Agency, new AttachResult(
                matter, sample.Blob, Copy: sample with { Material = "", FileName = $"{name}.pdf" }));
    }

    private RequestSupplement AskFor(Member member)
    {
        var edition = catalogue.Edition(member.Matter, member.Edition);
        var gaps = edition.Materials.Where(material => material.Necessity == Necessity.Required).Take(2)
            .Select(material => new SupplementGap(material.Key, material.Name, edition.Basis[0].Text));
        return new(member.Matter, [.. gaps], desk.DayOf(at).AddDays(15));
    }

    private DecideCase Decide(Member member)
    {
        var isGranted = member.Steps.All(step => step.IsPassed == true);
        var conditions = catalogue.Edition(member.Matter, member.Edition).Conditions;
        return new(member.Matter, isGranted, conditions, null, conditions);
    }

    private string Basis(Member member) => catalogue.Edition(member.Matter, member.Edition).Basis[0].Text;

    private bool Wait(int days)
    {
        at = at.AddDays(days).AddMinutes(random.Next(1, 90));
        return at <= today;
    }

    private Task<bool> DoAsync(string office, CaseCommand command) => office.Length == 0
        ? ApplicantAsync(command)
        : ActAsync(new($"demo:official:{office}", ActorRole.Official, office), command);

    private Task<bool> ApplicantAsync(CaseCommand command) => ActAsync(
        current.Lodging.Station is { } station && command is not RateCase
            ? new($"demo:clerk:{station}", ActorRole.Clerk, station)
            : new($"{current.Applicant.Party}", ActorRole.Resident),
        command);

    private async Task<bool> ActAsync(Actor by, CaseCommand command)
    {
        now.Set(at);
        var done = await desk.DoAsync(current.Id, by, command);
        if (done.IsGranted) current = done.Value;
        return done.IsGranted;
    }

    private int Stars() => random.Next(20) switch { 0 => 1, 1 => 2, 2 or 3 => 3, < 9 => 4, _ => 5 };

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
