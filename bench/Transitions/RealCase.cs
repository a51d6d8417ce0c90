using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
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
    private static readonly Lazy<CityPack> Pack = new(() =>
        SpinePack.Read(System.IO.Path.Combine(Checkout.Root, "packs", "dalian")).Pack ?? throw new InvalidOperationException("The pack has faults."));

    private readonly Database database;
    private readonly CaseDesk desk;
    private readonly MatterEdition edition;
    private readonly Actor resident;
    private readonly Actor official;
    private readonly Subject subject = new(Guid.Parse("0199a000-0000-7000-8000-000000000001"), "王海燕", false);
    private readonly FrozenDictionary<string, string?> answers;
    private readonly List<MaterialCopy> materials;

    private RealCase(Database database)
    {
        this.database = database;
        var parties = new PartyRegister(database.Journal, database.Rows);
        desk = new(database.Journal, Pack.Value, parties, new CaseNumbers(database.Rows, Pack.Value), TimeProvider.System);
        edition = Pack.Value.Catalogue().Matters[Matter].On(desk.Today)!;
        resident = new($"{subject.Party}", ActorRole.Resident);
        official = new("official", ActorRole.Official, edition.Agency);
        answers = edition.Form.ToFrozenDictionary(question => question.Key, question => (string?)Answer(question));
        materials = [.. edition.Materials.Where(material => material.Supply == MaterialSupply.Applicant)
            .Select(material => new MaterialCopy(material.Key, "a.pdf", new string('a', 64), "application/pdf", 1_024))];
    }

    public static CasePath Path { get; } = new("Yitong, the real command path", YitongHost.Tables, database => new RealCase(database));

    public async Task<int> RunOneAsync()
    {
        var open = new OpenCase(Matter, null, subject, new(subject.Party, subject.Name), null, answers, materials);
        var id = Granted(await desk.OpenAsync(resident, open)).Id;
        Granted(await desk.DoAsync(id, resident, new SubmitCase()));
        Granted(await desk.DoAsync(id, official, new AcceptCase()));
        Granted(await desk.DoAsync(id, official, new ExamineStep(null, null, true, null)));
        Granted(await desk.DoAsync(id, official, new DecideCase(null, true, "符合")));
        Granted(await desk.DoAsync(id, official, new DeliverResult(null, DeliveryMethod.Online)));
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

    private static Case Granted(Outcome<Case> done) =>
        done.IsGranted ? done.Value : throw new InvalidOperationException($"Refused: {done.Refusal!.Code}");

    private static string Answer(Question question) => question.Kind switch
    {
        AnswerKind.Choice => question.Options[0],
        AnswerKind.Number => "12",
        AnswerKind.Money => "200000",
        AnswerKind.Date => "2026-09-01",
        AnswerKind.Phone => "13000000000",
        AnswerKind.CitizenNumber => "210299199003151289",
        AnswerKind.UnifiedCreditCode => "91210200MY9T90014R",
        _ => "大连",
    };
}
