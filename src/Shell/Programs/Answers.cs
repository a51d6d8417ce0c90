using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.Shell;

/// <summary>What a request with an idempotency key was answered.</summary>
internal sealed class AnswerRow
{
    /// <summary>Who asked.</summary>
    public string Caller { get; set; } = "";
    /// <summary>The key as sent.</summary>
    public string Key { get; set; } = "";
    /// <summary>Digest of the request.</summary>
    public string Hash { get; set; } = "";
    /// <summary>The process that takes care of it.</summary>
    public Guid Process { get; set; }
    /// <summary>When it was asked.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>The status; 0 while the answer is being worked out.</summary>
    public int Status { get; set; }
    /// <summary>Media type of the body; null without one.</summary>
    public string? MediaType { get; set; }
    /// <summary>Where what was made is found; null where nothing was.</summary>
    public string? Location { get; set; }
    /// <summary>The body.</summary>
    public byte[] Body { get; set; } = [];
}

/// <summary>Declares the table of answers.</summary>
internal sealed class AnswerTables : IRowModel
{
    /// <inheritdoc/>
    public void Configure(ModelBuilder model) => model.Entity<AnswerRow>(row =>
    {
        row.IsKept("what programs were answered under their keys").ToTable("answers").HasKey(r => new { r.Caller, r.Key });
        row.HasIndex(r => r.At);
    });
}

/// <summary>How a request with a key is to be met.</summary>
internal enum KeyedRequest
{
    /// <summary>It is new: do it.</summary>
    New,
    /// <summary>It was answered: answer the same.</summary>
    Answered,
    /// <summary>Its first sending is still being worked on.</summary>
    UnderWay,
    /// <summary>The key stands for another request.</summary>
    Reused,
}

/// <summary>
/// Keeps what requests with an idempotency key were answered, so that whoever got no answer sends the same again and gets it,
/// whatever the request did. Thread-safe; nodes share the table.
/// </summary>
internal sealed class Answers(Rows rows, TimeProvider clock)
{
    // What this process took up it also ends. Another one that has not ended it by now has died, and the acts' own keys see to it
    // that nothing happens twice.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Guid Self = Guid.NewGuid();
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Takes a request up, or says why not; the answer that was given is in the row.</summary>
    public async Task<(KeyedRequest Meet, AnswerRow? Given)> BeginAsync(string caller, string key, string hash)
    {
        var now = clock.GetUtcNow();
        var given = new AnswerRow { Caller = caller, Key = key, Hash = hash, Process = Self, At = now };
        await using var db = rows.Open();
        if (await db.Set<AnswerRow>().SingleOrDefaultAsync(row => row.Caller == caller && row.Key == key) is not { } known)
        {
            db.Add(given);
            try
            {
                await db.SaveChangesAsync();
                return (KeyedRequest.New, null);
            }
            catch (DbUpdateException)
            {
                return (KeyedRequest.UnderWay, null); // The same was sent twice at once, and the other one was first.
            }
        }
        if (known.Hash != hash) return (KeyedRequest.Reused, null);
        if (known.Status != 0) return (KeyedRequest.Answered, known);
        if (known.Process == Self || now - known.At < Patience) return (KeyedRequest.UnderWay, null);
        var taken = await db.Set<AnswerRow>().Where(row => row.Caller == caller && row.Key == key && row.At == known.At)
            .ExecuteUpdateAsync(row => row.SetProperty(each => each.At, now).SetProperty(each => each.Process, Self));
        return (taken == 1 ? KeyedRequest.New : KeyedRequest.UnderWay, null);
    }

    /// <summary>Keeps the answer, before it is sent.</summary>
    public async Task KeepAsync(string caller, string key, HttpResponse answer, byte[] body)
    {
        var (status, mediaType) = (answer.StatusCode, answer.ContentType);
        var location = answer.Headers.Location.ToString() is { Length: > 0 } path ? path : null;
        await using var db = rows.Open();
        await db.Set<AnswerRow>().Where(row => row.Caller == caller && row.Key == key).ExecuteUpdateAsync(row => row
            .SetProperty(each => each.Status, status).SetProperty(each => each.MediaType, mediaType)
            .SetProperty(each => each.Location, location).SetProperty(each => each.Body, body));
    }

    /// <summary>Lets go of a request that did nothing: it may be sent again, and do something then.</summary>
    public async Task DropAsync(string caller, string key)
    {
        await using var db = rows.Open();
        await db.Set<AnswerRow>().Where(row => row.Caller == caller && row.Key == key).ExecuteDeleteAsync();
    }

    /// <summary>Forgets answers that nobody will ask for again.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() - Kept;
        await using var db = rows.Open();
        await db.Set<AnswerRow>().Where(row => row.At < until).ExecuteDeleteAsync(cancellation);
    }
}

/// <summary>Forgets old answers once an hour.</summary>
internal sealed class AnswerSweep(Answers answers, TimeProvider clock) : Sweep(TimeSpan.FromHours(1), clock)
{
    /// <inheritdoc/>
    protected override Task RoundAsync(CancellationToken cancellation) => answers.ForgetAsync(cancellation);
}
