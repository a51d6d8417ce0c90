using System.Text;
using System.Globalization;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Demo;

/// <summary>
/// Fills an empty store with a believable small city from a seed: people and businesses with valid check digits, and cases
/// in every state over the last months. All through the same acts that people use.
/// </summary>
internal sealed class DemoPopulation(
    HostSettings settings, CityPack pack, Journal journal, Rows rows, Blobs blobs, PartyRegister parties,
    Streams<Party, PartyEvent> streams, TimeProvider clock, ILogger<DemoPopulation> log)
{
    private const int Seed = 20_260_928;
    private const int AtOnce = 64;
    private readonly CityCatalogue catalogue = pack.Catalogue();

    /// <summary>
    /// Fills the city when it holds no more than the personas and the settings <c>demo:people</c> and
    /// <c>demo:cases</c> ask for it.
    /// </summary>
    public async Task FillAsync(CancellationToken cancellation)
    {
        var (people, cases) = (Wanted("demo:people"), Wanted("demo:cases"));
        if (people == 0 || await journal.ReadHeadAsync(cancellation) > 50) return;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var subjects = await RegisterAsync(people, cancellation);
        var now = new SeedClock(clock);
        using var numbers = new CaseNumbers(rows, pack);
        var desk = CaseDesk.Of(journal, pack, parties, numbers, now, new(pack, KnownFacts.None));
        var (copy, mended) = (await SampleFileAsync(""), await SampleFileAsync("% mended\n"));
        await Parallel.ForEachAsync(Enumerable.Range(0, cases), Options(cancellation), async (i, _) =>
        {
            var random = new Random(Seed + i);
            await new DemoCase(desk, catalogue, now, random, subjects, copy, mended, clock.GetUtcNow()).LiveAsync();
        });
        log.LogInformation(
            "Seeded {Subjects} people and businesses and {Cases} cases in {Seconds:0.0} s.",
            subjects.Length, cases, watch.Elapsed.TotalSeconds);
    }

    private int Wanted(string setting) =>
        int.Parse(settings.More.GetValueOrDefault(setting) ?? "0", CultureInfo.InvariantCulture);

    // One business for four people; its legal representative is one of them.
    private async Task<Party[]> RegisterAsync(int people, CancellationToken cancellation)
    {
        var past = new SeedClock(clock);
        past.Set(clock.GetUtcNow().AddDays(-200));
        var desk = new Desk<Party, PartyEvent, NamedParties>(streams, new NamedPartiesLookup(parties), pack, past);
        var businesses = Enumerable.Range(0, people / 4).ToList();
        var wanted = Enumerable.Range(0, people).Select(Person).Concat(businesses.Select(Business)).ToList();
        var known = new Party[wanted.Count];
        await Parallel.ForEachAsync(wanted.Index(), Options(cancellation), async (each, _) =>
            known[each.Index] = await KnownAsync(desk, each.Item));
        await Parallel.ForEachAsync(businesses, Options(cancellation), async (i, _) =>
            await desk.DoAsync(
                known[people + i].Id, Actor.Engine,
                new GiveMandate(null, $"{known[i * 4].Id}", null, new(2020, 1, 1), null, MandateBasis.LegalRepresentative),
                cancellation));
        return known;
    }

    // A demo that was stopped while it was filled has some of them already.
    private async Task<Party> KnownAsync(Desk<Party, PartyEvent, NamedParties> desk, RegisterParty wanted)
    {
        var done = await desk.BeginAsync(Actor.Engine, wanted);
        return done.IsGranted ? done.Value : (await desk.FindAsync((await parties.FindByCodeAsync(wanted.Code))!.Id))!;
    }

    private RegisterParty Person(int i)
    {
        var random = new Random(Seed * 3 + i);
        // Day of birth and serial together differ for any two of the first 22,000 people.
        var born = new DateOnly(1946, 1, 1).AddDays((int)(i * 7_919L % 22_000));
        // Division 210299 is given to nobody, so no number here is anybody's.
        var division = DivisionCode.TryParse(pack.City.Code[..4] + "99", out var code) ? code : default;
        var number = CitizenNumber.Make(division, born, i % 1_000).Text;
        var name = Pick("demo.surnames", random) + Pick("demo.given-names", random)
            + (random.Next(4) > 0 ? Pick("demo.given-names", random) : "");
        return new(PartyKind.Person, number, name, District(random));
    }

    private RegisterParty Business(int i)
    {
        var random = new Random(Seed * 5 + i);
        var isShop = random.Next(3) == 0;
        var code = UnifiedCreditCode.Make($"9{(isShop ? '2' : '1')}{pack.City.Code}MYD{i:D6}").Text;
        var name = pack.City.Name.TrimEnd(pack.Texts["demo.city-suffix"][0])
            + Pick("demo.business-words", random) + Pick("demo.business-words", random)
            + Phrase("demo.trades", random) + pack.Texts[isShop ? "demo.shop" : "demo.company"];
        return new(isShop ? PartyKind.SelfEmployed : PartyKind.Company, code, name, District(random));
    }

    private string District(Random random) => catalogue.Districts[random.Next(catalogue.Districts.Count)].Code;

    private string Pick(string key, Random random)
    {
        var characters = pack.Texts[key];
        return characters[random.Next(characters.Length)].ToString();
    }

    private string Phrase(string key, Random random)
    {
        var phrases = pack.Texts[key].Split(' ');
        return phrases[random.Next(phrases.Length)];
    }

    private async Task<MaterialCopy> SampleFileAsync(string remark)
    {
        var bytes = Encoding.ASCII.GetBytes("""
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
            trailer<</Root 1 0 R>>
            %%EOF

            """ + remark);
        var hash = await blobs.PutAsync(bytes, "application/pdf");
        return new("", pack.Texts["demo.file-name"], hash, "application/pdf", bytes.Length);
    }

    private static ParallelOptions Options(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
}

/// <summary>A clock that each seeded case sets to its own past.</summary>
internal sealed class SeedClock(TimeProvider real) : TimeProvider
{
    private readonly AsyncLocal<DateTimeOffset?> now = new();

    /// <summary>Sets the instant for what follows in this flow.</summary>
    public void Set(DateTimeOffset at) => now.Value = at;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now.Value ?? real.GetUtcNow();
}
