using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Wakes what waits for a city: it was just heard. Thread-safe.</summary>
internal sealed class HandoverPulse
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> bells = new();

    public void Wake(string city)
    {
        var bell = BellOf(city);
        if (bell.CurrentCount == 0) bell.Release();
    }

    public Task WaitAsync(string city, TimeSpan most, CancellationToken cancellation) =>
        BellOf(city).WaitAsync(most, cancellation);

    private SemaphoreSlim BellOf(string city) => bells.GetOrAdd(city, _ => new(0));
}

/// <summary>
/// Tells the connected cities what waits for them, each by itself: one that is down holds up nobody else. What is told twice,
/// because a process died before it noted the answer, does no harm; so several nodes may run it.
/// </summary>
internal sealed class HandoverSender(
    Partners partners, CrossCityClient client, HandoverDesk desk, Blobs blobs, HandoverPulse pulse, ILogger<HandoverSender> log)
    : BackgroundService
{
    private const int Batch = 100;
    private const int AtOnce = 4;
    private const int MostRefused = 10;
    private const string Broken = "regional.fault.broken";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    // Cases that the city could not take now, for a reason of their own: they wait while others go on.
    private readonly ConcurrentDictionary<Guid, long> held = new();

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(partners.Cities.Values.Select(partner => ServeAsync(partner, stoppingToken)));

    private async Task ServeAsync(Partner partner, CancellationToken stopping)
    {
        var (failures, spoke) = (0, 0L);
        while (!stopping.IsCancellationRequested)
        {
            var told = new StrongBox<int>();
            try
            {
                await TellAsync(partner, told, stopping);
                var went = told.Value;
                if (went == 0 && (spoke == 0 || Environment.TickCount64 - spoke > Silence.TotalMilliseconds))
                {
                    await client.SendAsync(partner, HttpMethod.Get, CrossCityRoutes.Hello, [], stopping);
                    went = 1;
                }
                if (went > 0 || failures > 0) await desk.NoteAsync(partner.City, null, stopping);
                if (went > 0) spoke = Environment.TickCount64;
                failures = 0;
                await pulse.WaitAsync(partner.City, Pause, stopping);
            }
            catch (PartnerAwayException away)
            {
                // A bad line on which some get through is not a city that is down: the rest is told soon.
                if (told.Value > 0) failures = 0;
                if (failures++ == 0) log.LogWarning("City {City} does not answer: {Fault}.", partner.City, away.Code);
                await NoteAsync(partner, away.Code, stopping);
                await pulse.WaitAsync(partner.City, PauseAfter(failures), stopping);
            }
#pragma warning disable CA1031 // What waits, waits; nothing that happens here may end the process.
            catch (Exception fault) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                if (!DatabaseFaults.IsPassing(fault)) log.LogError(fault, "City {City} cannot be told what waits.", partner.City);
                failures++;
                await Task.Delay(DatabaseFaults.IsPassing(fault) ? Pause : PauseAfter(failures), stopping);
            }
        }
    }

    private static TimeSpan PauseAfter(int failures)
    {
        var pause = Pause * (1 << Math.Min(failures, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    private async Task NoteAsync(Partner partner, string fault, CancellationToken stopping)
    {
        try
        {
            await desk.NoteAsync(partner.City, fault, stopping);
        }
        catch (Exception away) when (DatabaseFaults.IsPassing(away))
        {
            // It is noted with the next try.
        }
    }

    private async Task TellAsync(Partner partner, StrongBox<int> told, CancellationToken stopping)
    {
        var (refused, after) = (0, Guid.Empty);
        while (await desk.WaitingAsync(partner.City, after, Batch, stopping) is { Count: > 0 } letters)
        {
            after = letters[^1].CaseId;
            await Parallel.ForEachAsync(
                letters.Where(letter => !IsHeld(letter.CaseId)),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping },
                async (letter, stop) =>
                {
                    if (await TryTellAsync(partner, letter, stop)) Interlocked.Increment(ref told.Value);
                    else if (Interlocked.Increment(ref refused) >= MostRefused) throw new PartnerAwayException(Broken);
                });
        }
    }

    // One case that cannot be told must not hold up the others; many that cannot are a city that is broken.
    private async Task<bool> TryTellAsync(Partner partner, LetterRow letter, CancellationToken stopping)
    {
        try
        {
            if (await TellAsync(partner, letter, stopping)) return true;
        }
        catch (PartnerAwayException away) when (away.Code == Broken)
        {
            log.LogWarning("City {City} failed over case {Case}.", partner.City, letter.CaseId);
        }
        catch (InvalidOperationException fault) when (!DatabaseFaults.IsPassing(fault))
        {
            log.LogError(fault, "Case {Case} cannot be told.", letter.CaseId);
        }
        held[letter.CaseId] = Environment.TickCount64 + (long)Later.TotalMilliseconds;
        return false;
    }

    private bool IsHeld(Guid id) =>
        held.TryGetValue(id, out var until) && (until > Environment.TickCount64 || !held.TryRemove(id, out _));

    private async Task<bool> TellAsync(Partner partner, LetterRow letter, CancellationToken stopping)
    {
        var (package, report) = await desk.LetterAsync(letter.CaseId, stopping);
        if (package is not null) return await HandOverAsync(partner, package, stopping);
        if (report is null) return false;
        var body = JsonSerializer.SerializeToUtf8Bytes(report, HandoverJson.Default.PartnerReport);
        if (body.Length > CrossCityRoutes.Message) return false;
        var said = await client.SendAsync(partner, HttpMethod.Post, CrossCityRoutes.Reports, body, stopping);
        if (said.Status != StatusCodes.Status200OK) return Complain(partner, letter.CaseId, said);
        await desk.DoneAsync(letter.CaseId, report.Sequence, stopping);
        return true;
    }

    private async Task<bool> HandOverAsync(Partner partner, CasePackage package, CancellationToken stopping)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(package, HandoverJson.Default.CasePackage);
        for (var round = 0; round < 3 && body.Length <= CrossCityRoutes.Message; round++)
        {
            var said = await client.SendAsync(partner, HttpMethod.Post, CrossCityRoutes.Packages, body, stopping);
            if (said.Status == StatusCodes.Status422UnprocessableEntity)
                return await RefusedAsync(partner, package, said, stopping);
            if (said.Status != StatusCodes.Status200OK
                || HandoverJson.Read(said.Body, HandoverJson.Default.PackageAnswer) is not { } answer)
                return Complain(partner, package.Case, said);
            if (answer.Report is { } report)
            {
                if (!(await desk.TakeAsync(partner.City, report, stopping)).IsGranted)
                    return Complain(partner, package.Case, said);
                await desk.DoneAsync(package.Case, package.Sequence, stopping);
                return true;
            }
            foreach (var hash in answer.Missing)
                if (!await SendContentAsync(partner, package, hash, stopping)) return false;
        }
        return false;
    }

    // Only what is in the package: nobody may fish for other contents.
    private async Task<bool> SendContentAsync(Partner partner, CasePackage package, string hash, CancellationToken stopping)
    {
        if (package.Materials.All(copy => copy.Blob != hash)
            || await blobs.GetAsync(hash, stopping) is not { } blob) return false;
        var said = await client.SendAsync(
            partner, HttpMethod.Put, CrossCityRoutes.Contents + hash, blob.Bytes.ToArray(), stopping);
        return said.Status == StatusCodes.Status200OK || Complain(partner, package.Case, said);
    }

    private async Task<bool> RefusedAsync(Partner partner, CasePackage package, Said said, CancellationToken stopping)
    {
        if (SaidNo.Read(said.Body) is not { } no) return Complain(partner, package.Case, said);
        var refused = await desk.RefuseAsync(package.Case, partner.City, package.Sequence, no.Detail, stopping);
        // What was taken before is not refused by a later word: it is told again.
        if (refused is not { IsGranted: true, Value.CrossCity.Handover.Report: null })
            return Complain(partner, package.Case, said);
        await desk.DoneAsync(package.Case, package.Sequence, stopping);
        return true;
    }

    private bool Complain(Partner partner, Guid id, Said said)
    {
        log.LogWarning("City {City} answered {Status} to what was told of case {Case}.", partner.City, said.Status, id);
        return false;
    }
}
