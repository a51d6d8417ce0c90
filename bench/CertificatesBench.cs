using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yitong.Certificates;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Bench;

/// <summary>
/// Certificates issued durably and verified one by one, by profile: signed alone and signed in batches, and the whole path
/// through the desk and the store.
/// </summary>
public static class CertificatesBench
{
    private const int Batch = 1_024;
    private static readonly DateOnly Day = new(2026, 11, 23);

    /// <summary>
    /// Options: <c>--certificates 1000000</c> (through the store), <c>--singles 20000</c> (signatures of each kind),
    /// <c>--kills 10</c> (of a process that issues 20,000), <c>--store sqlite|postgres</c>, <c>--profiles Sm2,P256,Ed25519</c>.
    /// </summary>
    /// <returns>0, or an exception when a certificate does not verify or is missing.</returns>
    public static int Run(string[] args, TextWriter output) => RunAsync(args, output).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var pack = Modules.ReadPack(Path.Combine(Checkout.Root, "packs", "dalian")).Pack
            ?? throw new InvalidOperationException("The pack has faults.");
        if (args is ["--worker", var connection, var folder, ..])
            return await CertificatesKilled.WorkAsync(connection, folder, pack, Options.Number(args, "--certificates", 0));
        await output.WriteLineAsync(Machine.Describe() + "\n");
        await output.WriteLineAsync("| signed | alone/s | verified/s | in batches/s | ÷ alone | verified with path/s | signature kept/s |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|");
        foreach (var profile in Enum.GetValues<KeyProfile>())
            await output.WriteLineAsync(Signatures(profile, Options.Number(args, "--singles", 20_000)));
        foreach (var store in Options.Stores(args))
            foreach (var profile in Options.Profiles(args))
                await output.WriteLineAsync(
                    await ThroughStoreAsync(store, profile, pack, Options.Number(args, "--certificates", 1_000_000)));
        var kills = Options.Number(args, "--kills", 10);
        if (kills > 0)
            foreach (var store in Options.Stores(args))
                await output.WriteLineAsync(await CertificatesKilled.RunAsync(
                    store, pack, Math.Min(20_000, Options.Number(args, "--certificates", 20_000)), kills));
        return 0;
    }

    private static string Signatures(KeyProfile profile, int count)
    {
        var key = SigningKey.Of(profile, "11210200MY9T10360X", SigningKey.NewSecret(profile), Day);
        var documents = Enumerable.Range(0, count).Select(number => Content(number).Canonical()).ToArray();
        var signatures = new byte[count][];
        var alone = Rate(count, () => Parallel.For(0, count, i => signatures[i] = key.Sign(documents[i])));
        var verified = Rate(count, () => Parallel.For(0, count, i => Must(key.Key.Verify(documents[i], signatures[i]))));
        var seals = new BatchSeal[count];
        var batched = Rate(count, () => Parallel.ForEach(Enumerable.Range(0, count).Chunk(Batch), some =>
        {
            var signed = BatchSeal.Sign(key, [.. some.Select(i => documents[i])]);
            for (var i = 0; i < some.Length; i++) seals[some[i]] = signed[i];
        }));
        var withPath = Rate(count, () => Parallel.For(0, count, i => Must(seals[i].Verify(key.Key, documents[i]))));
        // Who verifies many of a batch verifies its signature once.
        var known = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        var kept = Rate(count, () => Parallel.For(0, count, i => Must(
            known.GetOrAdd(seals[i].Root, _ => seals[i].Verify(key.Key, documents[i])) && seals[i].Holds(documents[i]))));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {profile} | {alone:N0} | {verified:N0} | {batched:N0} | {batched / alone:0.0} | {withPath:N0} | {kept:N0} |");
    }

    private static async Task<string> ThroughStoreAsync(string store, KeyProfile profile, CityPack pack, int count)
    {
        await using var place = await Place.NewAsync(store);
        await using var database = await place.OpenAsync([new CertificateTables(), new ThemeLibrary.LibraryTables()]);
        var keys = new KeyRing(null);
        var desk = IssuingOn(database, pack, keys, profile);
        var type = pack.Section<CertificateTypes>().ByCode.Values.First(each => each.Matter == "M078").Code;
        var act = Act.Of(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero), Actor.Engine, "issue-certificate");
        var (issuing, verifying) = (new Stopwatch(), new Stopwatch());
        foreach (var some in Enumerable.Range(0, count).Chunk(8 * Batch))
        {
            issuing.Start();
            var done = await Task.WhenAll(some.Select(number => Wish(number, type)).Chunk(Batch)
                .Select(wishes => desk.IssueAsync(act, wishes)));
            issuing.Stop();
            verifying.Start();
            Parallel.ForEach(done.SelectMany(each => each), each => Must(each.Value.Seal!.Verify(
                keys.Find(Convert.ToUInt32(each.Value.Seal.Key, 16))!, each.Value.Content.Canonical())));
            verifying.Stop();
        }
        await using var db = database.Rows.Open();
        Must(await db.Set<CertificateRow>().CountAsync() == count);
        return string.Create(CultureInfo.InvariantCulture, $"\n{store}, {profile}: {count:N0} issued in {issuing.Elapsed.TotalSeconds:0.0} s"
            + $" ({count / issuing.Elapsed.TotalSeconds:N0}/s, durable, row and journal), verified each with path and signature in "
            + $"{verifying.Elapsed.TotalSeconds:0.0} s ({count / verifying.Elapsed.TotalSeconds:N0}/s).");
    }

    internal static BatchIssuing IssuingOn(
        Database database, CityPack pack, KeyRing keys, KeyProfile profile = CertificateSettings.UsualProfile)
    {
        var sealing = new Sealing(keys, new(database.Rows), pack) { Profile = profile };
        return new(new(database.Journal, CertificateHistory.Kind), ListsOn(database), sealing, pack);
    }

    internal static CertificateLists ListsOn(Database database) =>
        new(new(database.Journal, CertificateHistory.Kind), database.Rows);

    internal static IssueCertificate Wish(int number, string type) => new(
        new Guid(number, 0, 0, new byte[8]), "M078", type, "hg",
        new(new Guid(number % 600, 1, 0, new byte[8]), $"大连第{number % 600}果业有限公司", "91210200MY9T90014R", false), Day,
        ImmutableDictionary<string, string>.Empty.Add("DWLB", "出境水果果园").Add("CQDZ", "金州区七顶山街道"));

    private static CertificateContent Content(int number) => new(
        $"1.2.156.3005.2.11210200MY9T10360X001.11210200MY9T10360X.{number:d13}.001.0", $"{number:d13}", "11210200MY9T10360X001",
        "出境水果果园检疫注册登记证书", "11210200MY9T10360X", "大连海关", "大连红果果业有限公司", "91210200MY9T90014R", false, Day, Day.AddYears(5),
        [new("DWLB", "登记类别", "出境水果果园")]);

    private static double Rate(int count, Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return count / watch.Elapsed.TotalSeconds;
    }

    internal static void Must(bool isSo)
    {
        if (!isSo) throw new InvalidOperationException("A certificate is missing or does not verify.");
    }
}
