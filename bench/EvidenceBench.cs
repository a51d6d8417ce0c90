using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Bench;

/// <summary>
/// Requests for evidence per second, each with its durable entry before its answer, against two naive ways in the same run, both
/// with one SM2 signature for each: a bare synchronised file write, and the same exchange with a transaction for each request. And
/// what a decision of the gate costs.
/// </summary>
public static class EvidenceBench
{
    /// <summary>Options: <c>--store sqlite|postgres</c> (default both), <c>--seconds 4</c>, <c>--in-flight 256</c>.</summary>
    public static int Run(string[] args, TextWriter output) => RunAsync(args, output).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var length = TimeSpan.FromSeconds(double.Parse(Option(args, "--seconds", "4"), CultureInfo.InvariantCulture));
        var inFlight = int.Parse(Option(args, "--in-flight", "256"), CultureInfo.InvariantCulture);
        await output.WriteLineAsync(Machine.Describe() + "\n");
        var library = Modules.ReadPack(Path.Combine(Checkout.Root, "packs", "dalian")).Pack!.Evidence();
        await output.WriteLineAsync(GateTable(library));
        foreach (var store in Option(args, "--store", "sqlite,postgres").Split(','))
        {
            await using var plain = await Asking.OpenAsync(store, library, batchLimit: 1, new Signing());
            await using var ours = await Asking.OpenAsync(store, library, batchLimit: 1_000, null);
            await ClosedLoop.RunAsync(inFlight, length / 4, plain.AskOneAsync);
            await ClosedLoop.RunAsync(inFlight, length / 4, ours.AskOneAsync);
            var file = await NaiveFile.RunAsync(length);
            var single = await ClosedLoop.RunAsync(inFlight, length, plain.AskOneAsync);
            var full = await ClosedLoop.RunAsync(inFlight, length, ours.AskOneAsync);
            var half = await HalfAsync(full.PerSecond / 2, length, ours.AskOneAsync);
            await plain.CheckAsync();
            await ours.CheckAsync();
            await output.WriteLineAsync(Table(store, inFlight, file, single, full, half));
        }
        return 0;
    }

    // One installation that is asked; after the run it must hold as many entries as it gave answers.
    private sealed class Asking(Place place, Database database, EvidenceLibrary library, Signing? signing) : IAsyncDisposable
    {
        private readonly Exchange exchange = new(database.Journal, library, new Ready(), TimeProvider.System);
        private long count;

        public static async Task<Asking> OpenAsync(string store, EvidenceLibrary library, int batchLimit, Signing? signing)
        {
            var place = await Place.NewAsync(store);
            return new(place, await place.OpenAsync([new EvidenceTables()], batchLimit), library, signing);
        }

        public async Task<int> AskOneAsync()
        {
            var ask = For(library, Interlocked.Increment(ref count));
            signing?.Sign();
            var answer = await exchange.AskAsync(Act.Of(DateTimeOffset.UtcNow, Actor.Engine, "ask-evidence"), ask, Today);
            return answer is { IsGranted: true, Value.Values.Count: > 0 } ? 1 : throw new InvalidOperationException("no answer");
        }

        public async Task CheckAsync()
        {
            if (await database.Journal.ReadHeadAsync() != Interlocked.Read(ref count))
                throw new InvalidOperationException("Entries and answers differ.");
        }

        public async ValueTask DisposeAsync()
        {
            await database.DisposeAsync();
            await place.DisposeAsync();
        }
    }

    private static readonly DateOnly Today = new(2026, 9, 1);

    private static EvidenceAsk For(EvidenceLibrary library, long turn)
    {
        var resource = library.Resources["gaj-identity"];
        return new()
        {
            Id = Guid.CreateVersion7(), Case = Guid.CreateVersion7(), CaseNumber = "DL2026000001", Matter = "M061",
            Requirement = "id-card", Purpose = EvidenceLibrary.CaseHandling, Resource = resource,
            Subject = $"2102991990{turn % 100_000_000:00000000}", Office = "mzj", Channel = "engine", Facts = Allowed(resource),
        };
    }

    private static GateFacts Allowed(EvidenceResource resource) => new()
    {
        IsCaseOpen = true, IsNeededNow = true, HoldsTask = true, Relation = EvidenceRelation.Subject, IsRelationDeclared = true,
        Asked = resource.Usual, Declared = resource.Usual, Agreed = resource.All, Existing = resource.All,
        Sharing = resource.Sharing, Grade = resource.Grade, ChannelCarries = GradeOfData.Important,
    };

    private static string GateTable(EvidenceLibrary library)
    {
        var facts = library.Resources.Values.Select(Allowed).ToArray();
        var (allowed, turns) = (0, 200_000);
        int Decide()
        {
            var yes = 0;
            foreach (ref readonly var each in facts.AsSpan()) yes += Gate.Decide(each).IsAllowed ? 1 : 0;
            return yes;
        }
        for (var turn = 0; turn < turns / 10; turn++) allowed += Decide();
        var (before, begun) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        for (var turn = 0; turn < turns; turn++) allowed += Decide();
        var nanoseconds = Stopwatch.GetElapsedTime(begun).TotalNanoseconds / turns / facts.Length;
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allowed == 0) throw new InvalidOperationException("Nothing was allowed.");
        return string.Create(CultureInfo.InvariantCulture,
            $"A decision of the gate: {nanoseconds:N1} ns (aim ≤ 2,000), {bytes} bytes allocated in {turns * facts.Length:N0}.\n");
    }

    // Open loop: requests come at their times, whether or not earlier ones are done, and wait from then on.
    private static async Task<(double PerSecond, double P50, double P99)> HalfAsync(
        double perSecond, TimeSpan length, Func<Task<int>> askOne)
    {
        var times = new double[(int)(perSecond * length.TotalSeconds)];
        var (begun, done, fault) = (0, 0, (Exception?)null);
        var clock = Stopwatch.StartNew();
        while (begun < times.Length)
        {
            for (; begun < times.Length && begun / perSecond <= clock.Elapsed.TotalSeconds; begun++)
                _ = OneAsync(begun);
            await Task.Delay(1);
        }
        while (Volatile.Read(ref done) < begun)
            await Task.Delay(1);
        if (fault is not null) throw new InvalidOperationException("A request failed.", fault);
        Array.Sort(times);
        return (times.Length / length.TotalSeconds, times[times.Length / 2], times[(int)(times.Length * 0.99)]);

        async Task OneAsync(int place)
        {
            await Task.Yield();
            try
            {
                await askOne();
            }
#pragma warning disable CA1031 // Nobody awaits this; it is told at the end.
            catch (Exception cause)
#pragma warning restore CA1031
            {
                fault = cause;
            }
            times[place] = clock.Elapsed.TotalMilliseconds - 1_000 * place / perSecond;
            Interlocked.Increment(ref done);
        }
    }

    private static string Table(
        string store, int inFlight, Measured file, Measured single, Measured full,
        (double PerSecond, double P50, double P99) half) =>
        string.Create(CultureInfo.InvariantCulture, $"""
            ### {store}

            | path | in flight | per s | p50 ms | p99 ms | CPU µs | × naive |
            |---|---|---|---|---|---|---|
            | naive file: one synchronised write and one SM2 signature each | 1 | {file.PerSecond:N0} | {file.P50Ms:N1} | {file.P99Ms:N1} | {file.ProcessorMicroseconds:N0} | {file.PerSecond / single.PerSecond:0.0} |
            | naive exchange: the same path with one transaction and one SM2 signature each | {inFlight} | {single.PerSecond:N0} | {single.P50Ms:N1} | {single.P99Ms:N1} | {single.ProcessorMicroseconds:N0} | 1.0 |
            | exchange: gate, source, durable entry and row, answer | {inFlight} | {full.PerSecond:N0} | {full.P50Ms:N1} | {full.P99Ms:N1} | {full.ProcessorMicroseconds:N0} | {full.PerSecond / single.PerSecond:0.0} (file: {full.PerSecond / file.PerSecond:0.0}) |
            | the same at half load, arrivals on time | open | {half.PerSecond:N0} | {half.P50:N1} | {half.P99:N1} | | |

            """);

    private static string Option(string[] args, string name, string otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : otherwise;

    // A source that answers at once: what is measured is the exchange, not somebody else's register.
    private sealed class Ready : IEvidenceSource
    {
        private static readonly ImmutableDictionary<string, string> Values = new Dictionary<string, string>
        {
            ["name"] = "N", ["number"] = "210299199003151289", ["birth-day"] = "1990-03-15", ["issuer"] = "PSB",
            ["valid-until"] = "2036-05-20",
        }.ToImmutableDictionary();

        public Task<SourceAnswer> AskAsync(SourceQuestion question, CancellationToken cancellation) =>
            Task.FromResult<SourceAnswer>(new SourceFound(Values, DateTimeOffset.UtcNow));
    }

    // One signature for each entry, as a log without batches has it.
    private sealed class Signing
    {
        private readonly ParametersWithRandom secret = NewSecret();
        private readonly byte[] entry = new byte[900];

        public byte[] Sign()
        {
            var signer = new SM2Signer();
            signer.Init(true, secret);
            signer.BlockUpdate(entry, 0, entry.Length);
            return signer.GenerateSignature();
        }

        private static ParametersWithRandom NewSecret()
        {
            var curve = CustomNamedCurves.GetByOid(GMObjectIdentifiers.sm2p256v1);
            var keys = new ECKeyPairGenerator();
            keys.Init(new ECKeyGenerationParameters(new ECDomainParameters(curve), new SecureRandom()));
            return new(keys.GenerateKeyPair().Private);
        }
    }

    // Each request signs its entry and waits for the disk, without a gate, a source, a database or a row for the person's page.
    private static class NaiveFile
    {
        public static async Task<Measured> RunAsync(TimeSpan length)
        {
            var signing = new Signing();
            var path = Path.Combine(Directory.CreateTempSubdirectory("yitong-naive-").FullName, "log");
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
            var entry = new byte[900];
            var measured = await ClosedLoop.RunAsync(1, length, () =>
            {
                file.Write(entry);
                file.Write(signing.Sign());
                file.Flush(flushToDisk: true);
                return Task.FromResult(1);
            });
            file.Close();
            Directory.Delete(Path.GetDirectoryName(path)!, true);
            return measured;
        }
    }
}
