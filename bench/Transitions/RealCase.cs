using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Bench;

/// <summary>
/// The product's own path: a matter of the Dalian pack is opened with its answers, submitted, accepted, examined, decided and
/// delivered through <see cref="CaseDesk"/>, with permission, law, clocks, journal and rows.
/// </summary>
internal sealed class RealCase : IRunningCases
{
    private const string Matter = "M024";
    private const string Code = "91210200MY9T90014R";
    private static readonly Lazy<CityPack> Pack = new(() =>
        Modules.ReadPack(System.IO.Path.Combine(Checkout.Root, "packs", "dalian")).Pack ?? throw new InvalidOperationException("The pack has faults."));

    private static readonly MatterEdition Edition =
        Pack.Value.Catalogue().Matters[Matter].On(DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)))!;
    private static readonly Subject Subject = new(Guid.Parse("0199a000-0000-7000-8000-000000000001"), "海味小馆", true);
    private static readonly Actor Resident = new($"{Subject.Party}", ActorRole.Resident);
    private static readonly Actor Official = new("official", ActorRole.Official, Edition.Agency);
    private static readonly OpenCase Open = new(
        Matter, null, Subject: Subject, Applicant: new(Subject.Party, Subject.Name),
        Answers: Edition.Form.ToFrozenDictionary(question => question.Key, question => (string?)Answer(question)),
        Copies: [.. Edition.Materials.Where(material => material.Supply == MaterialSupply.Applicant)
            .Select(material => new MaterialCopy(material.Key, "a.pdf", new string('a', 64), "application/pdf", 1_024))]);

    private static readonly (Actor By, ICommand<Case, CaseEvent, CaseFacts> Command)[] Steps =
    [
        (Resident, new SubmitCase()), (Official, new AcceptCase()), (Official, new ExamineStep(null, null, true, null)),
        (Official, new DecideCase(null, true, "符合")), (Official, new DeliverResult(null, DeliveryMethod.Online)),
    ];

    private readonly Database database;
    private readonly CaseDesk desk;
    private readonly Lazy<Task<(OpenCase Open, Actor By)>> applicant;

    private RealCase(Database database)
    {
        this.database = database;
        var parties = new PartyRegister(database.Rows, new(database.Journal, PartyHistory.Kind));
        desk = CaseDesk.Of(database.Journal, Pack.Value, parties, new CaseNumbers(database.Rows, Pack.Value), TimeProvider.System,
            new(Pack.Value, KnownFacts.None));
        applicant = new(async () =>
        {
            var registering = new Desk<Party, PartyEvent, NamedParties>(
                new(database.Journal, PartyHistory.Kind), new NamedPartiesLookup(parties), Pack.Value, TimeProvider.System);
            var party = Granted(await registering.BeginAsync(
                Actor.Engine, new RegisterParty(PartyKind.Company, Code, Subject.Name, Pack.Value.City.Code)));
            return (Open with { Subject = Subject with { Party = party.Id }, Applicant = new(party.Id, party.Name) },
                new Actor($"{party.Id}", ActorRole.Resident));
        });
    }

    public static CityPack City => Pack.Value;

    /// <summary>The acts of one case as pure decisions.</summary>
    public static IEnumerable<(Actor By, string Name, Func<Case?, Outcome<IReadOnlyList<CaseEvent>>> Decide)> Acts(Guid id, int serial)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
        yield return (Resident, NameOf(Open), _ => Open.TryOn(null, Facts(Resident)));
        foreach (var (by, command) in Steps) yield return (by, NameOf(command), current => command.TryOn(current!, Facts(by)));

        CaseFacts Facts(Actor by) => new(id, Act.Of(DateTimeOffset.UtcNow, by, "bench"), today, Pack.Value)
        {
            ActsForSubject = by.Role == ActorRole.Resident, Number = $"21020020260921{serial:D7}",
        };

        static string NameOf(object command) => ActForm.Of(command.GetType()).Name;
    }

    public static CasePath Path { get; } = new("Yitong, the real command path", Modules.Tables, database => new RealCase(database));

    public async Task<int> RunOneAsync()
    {
        var (open, self) = await applicant.Value;
        var id = Granted(await desk.OpenAsync(self, open)).Id;
        foreach (var (by, command) in Steps) Granted(await desk.DoAsync(id, by == Resident ? self : by, command));
        return 6;
    }

    public async Task CheckAsync(long cases, long transitions)
    {
        await using var db = database.Rows.Open();
        var finished = await db.Set<CaseRow>().LongCountAsync(row => row.Stage == CaseStage.Concluded);
        var counted = await db.Set<FinishedRow>().LongCountAsync();
        if (finished != cases || counted != cases || transitions != 6 * cases)
            throw new InvalidOperationException($"{cases} cases were acknowledged, {finished} are concluded, {counted} are counted.");
    }

    private static T Granted<T>(Outcome<T> done) =>
        done.IsGranted ? done.Value : throw new InvalidOperationException($"Refused: {done.Refusal!.Code}");

    private static string Answer(Question question) => question.Kind switch
    {
        AnswerKind.Choice => question.Options[0],
        AnswerKind.Number => "12",
        AnswerKind.Money => "200000",
        AnswerKind.Date => "2026-09-01",
        AnswerKind.Phone => "13000000000",
        AnswerKind.CitizenNumber => "210299199003151289",
        AnswerKind.UnifiedCreditCode => Code,
        _ => "大连",
    };
}
