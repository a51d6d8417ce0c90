using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yitong.Store;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>How a witness was found when it was asked last.</summary>
internal enum WitnessFound
{
    /// <summary>It has signed the last checkpoint, or there is none yet.</summary>
    Cosigned,
    /// <summary>It does not answer, or not as a witness does: it is asked again later and catches up.</summary>
    Away,
    /// <summary>It says that the log showed it another history: the evidence is kept.</summary>
    Alarmed,
}

/// <summary>
/// Asks each witness to cosign the last checkpoint, apart from all else: a witness that is down, slow or wrong stops nothing. Any
/// node may ask; what a witness signed is kept once.
/// </summary>
internal sealed class WitnessRounds(
    LogTree tree, Rows rows, LogIdentity log, HttpClient http, TimeProvider clock, ILogger<WitnessRounds> logger)
    : BackgroundService
{
    private const int LongestAnswer = 16 * 1024;
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Asks one witness once, twice where it has signed another size than we know.</summary>
    public async Task<WitnessFound> AskAsync(WitnessAddress witness, CancellationToken cancellation = default)
    {
        if (await tree.LatestAsync(cancellation) is not { } latest) return WitnessFound.Cosigned;
        var before = await LastSizeAsync(witness, cancellation);
        if (before >= latest.Size) return WitnessFound.Cosigned;
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var (status, answer) = await SendAsync(witness, before, latest, cancellation);
            switch (status)
            {
                case HttpStatusCode.OK:
                    return await KeepAsync(witness, latest, answer, cancellation);
                case HttpStatusCode.Conflict when TrySize(answer, out var has) && has < latest.Size && has != before:
                    before = has;
                    break;
                case HttpStatusCode.Conflict when TrySize(answer, out var has) && has == latest.Size && before < has:
                    before = has; // Another node was first, or it has another root: asked from there it says which.
                    break;
                case HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity:
                    return await AlarmAsync(witness, latest, $"{(int)status} {answer}", cancellation);
                default:
                    return WitnessFound.Away;
            }
        }
        return WitnessFound.Away;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(log.Witnesses.Select(witness => FollowAsync(witness, stoppingToken)));

    private async Task FollowAsync(WitnessAddress witness, CancellationToken cancellation)
    {
        var pause = Usual;
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                var found = await AskAsync(witness, cancellation);
                pause = found == WitnessFound.Cosigned ? Usual : Later(pause);
            }
#pragma warning disable CA1031 // Whatever a witness provokes, it is asked again later, and the others meanwhile.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                pause = Later(pause);
                if (fault is not (HttpRequestException or IOException or InvalidDataException or TileMissingException
                    or OperationCanceledException) && !DatabaseFaults.IsPassing(fault))
                    logger.LogError(fault, "The witness {Witness} cannot be asked.", witness.Address);
            }
        }
    }

    private static TimeSpan Later(TimeSpan pause) => 2 * pause < Longest ? 2 * pause : Longest;

    private async Task<(HttpStatusCode Status, string Answer)> SendAsync(
        WitnessAddress witness, long before, PublishedCheckpoint latest, CancellationToken cancellation)
    {
        var reader = await tree.ReaderAsync(Math.Max(0, before - 1), latest.Size, cancellation);
        var edge = await tree.ReaderAsync(before, latest.Size, cancellation);
        var proof = Consistency.Prove(before, latest.Size, (height, index) => Read(reader, edge, height, index));
        var body = new AddCheckpoint(before, proof, latest.Own).ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(witness.Address, "add-checkpoint"))
        {
            Content = new StringContent(body, Encoding.UTF8, "text/plain"),
        };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        // Whoever answers instead of the witness must not fill the memory.
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[LongestAnswer];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return (response.StatusCode, Encoding.UTF8.GetString(buffer, 0, length));
    }

    private static Digest Read(TileReader first, TileReader second, int height, long index)
    {
        try
        {
            return first.Read(height, index);
        }
        catch (TileMissingException)
        {
            return second.Read(height, index);
        }
    }

    private static bool TrySize(string answer, out long size) =>
        long.TryParse(answer.TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out size);

    private async Task<long> LastSizeAsync(WitnessAddress witness, CancellationToken cancellation)
    {
        await using var db = rows.Open();
        return await db.Set<LogCosignatureRow>().Where(row => row.Witness == witness.Key.Name)
            .MaxAsync(row => (long?)row.Size, cancellation) ?? 0;
    }

    private async Task<WitnessFound> KeepAsync(
        WitnessAddress witness, PublishedCheckpoint latest, string lines, CancellationToken cancellation)
    {
        if (!SignedNote.TryParse(latest.Note.Text + "\n" + lines, out var answered)
            || !witness.Key.Verify(answered, out var seen)) return WitnessFound.Away;
        var line = answered.Signatures.First(each => each.Name == witness.Key.Name && each.KeyId == witness.Key.Id).Line;
        await using var db = rows.Open();
        var row = new LogCosignatureRow { Size = latest.Size, Witness = witness.Key.Name, Line = line, At = seen!.Value };
        var isThere = await db.Set<LogCosignatureRow>()
            .AnyAsync(each => each.Size == row.Size && each.Witness == row.Witness, cancellation);
        if (isThere) return WitnessFound.Cosigned;
        db.Add(row);
        await db.SaveChangesAsync(cancellation);
        return WitnessFound.Cosigned;
    }

    private async Task<WitnessFound> AlarmAsync(
        WitnessAddress witness, PublishedCheckpoint latest, string answer, CancellationToken cancellation)
    {
        // Another node may have published and been cosigned while this one asked: that is no other history.
        if (await tree.LatestAsync(cancellation) is { } now && now.Size > latest.Size) return WitnessFound.Away;
        await using var db = rows.Open();
        if (!await db.Set<LogAlarmRow>().AnyAsync(
            each => each.Witness == witness.Key.Name && each.Size == latest.Size, cancellation))
        {
            logger.LogCritical(
                "The witness {Witness} was shown another history than this log's checkpoint of size {Size}: {Answer}",
                witness.Key.Name, latest.Size, answer);
            db.Add(new LogAlarmRow
            {
                Witness = witness.Key.Name, Size = latest.Size, Note = latest.Note.ToString(), Answer = answer,
                At = clock.GetUtcNow(),
            });
            await db.SaveChangesAsync(cancellation);
        }
        return WitnessFound.Alarmed;
    }
}
