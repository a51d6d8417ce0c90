using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Yitong.Store;

/// <summary>
/// Reads the newest rows of one key. Whoever asks while a query is under way shares the next one: on PostgreSQL one statement
/// answers for many keys, so that many readers cost little more than one. Thread-safe.
/// </summary>
/// <typeparam name="TRow">The table's row type.</typeparam>
public sealed class NewestRows<TRow> : IAsyncDisposable
    where TRow : class
{
    private const int MostAtOnce = 256;
    private const int Lanes = 2;

    private readonly Channel<Asking> waiting = Channel.CreateUnbounded<Asking>();
    private readonly Rows rows;
    private readonly Func<TRow, string> keyOf;
    private readonly string key;
    private readonly IReadOnlyList<string> order;
    private readonly int take;
    private readonly Task[] lanes;
    private volatile string? text;

    /// <summary>A reader of a table whose primary key begins with the key and goes on with the order.</summary>
    /// <param name="rows">The tables.</param>
    /// <param name="key">Property of the key, a text.</param>
    /// <param name="order">Properties of the order; the highest is the newest.</param>
    /// <param name="keyOf">The key of a row.</param>
    /// <param name="take">How many rows of a key are read at most.</param>
    public NewestRows(Rows rows, string key, IReadOnlyList<string> order, Func<TRow, string> keyOf, int take)
    {
        (this.rows, this.key, this.order, this.keyOf, this.take) = (rows, key, order, keyOf, take);
        lanes = [.. Enumerable.Range(0, Lanes).Select(_ => Task.Run(AnswerAsync))];
    }

    /// <summary>The newest rows of a key, newest first; empty when it has none.</summary>
    public Task<IReadOnlyList<TRow>> ReadAsync(string of)
    {
        var asking = new Asking(of);
        return waiting.Writer.TryWrite(asking) ? asking.Answer
            : Task.FromException<IReadOnlyList<TRow>>(new ObjectDisposedException(nameof(NewestRows<>)));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await Task.WhenAll(lanes);
    }

    private async Task AnswerAsync()
    {
        var some = new List<Asking>(MostAtOnce);
        while (await waiting.Reader.WaitToReadAsync())
        {
            some.Clear();
            while (some.Count < MostAtOnce && waiting.Reader.TryRead(out var asking)) some.Add(asking);
            if (some.Count == 0) continue;
            try
            {
                var found = (await QueryAsync([.. some.Select(each => each.Key).Distinct()]))
                    .GroupBy(keyOf, StringComparer.Ordinal)
                    .ToDictionary(same => same.Key, same => (IReadOnlyList<TRow>)[.. same], StringComparer.Ordinal);
                foreach (var each in some) each.Reply(found.GetValueOrDefault(each.Key) ?? []);
            }
#pragma warning disable CA1031 // Whatever the database says belongs to those who asked.
            catch (Exception cause)
#pragma warning restore CA1031
            {
                foreach (var each in some) each.Fail(cause);
            }
        }
    }

    private async Task<List<TRow>> QueryAsync(string[] keys)
    {
        await using var db = rows.Open();
        text ??= TextFor(db);
        if (db.Database.IsNpgsql()) return await db.Set<TRow>().FromSqlRaw(text, [keys]).ToListAsync();
        var found = new List<TRow>();
        foreach (var one in keys) found.AddRange(await db.Set<TRow>().FromSqlRaw(text, one).ToListAsync());
        return found;
    }

    // Only names of the model go into the text; keys are parameters.
    private string TextFor(YitongDb db)
    {
        var type = db.Model.FindEntityType(typeof(TRow))!;
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var newest = string.Join(", ", order.Select(property => $"t.{Of(property)} desc"));
        return db.Database.IsNpgsql()
            ? $"select r.* from unnest({{0}}) k(key) cross join lateral (select * from \"{table.Name}\" t "
                + $"where t.{Of(key)} = k.key order by {newest} limit {take}) r"
            : $"select * from \"{table.Name}\" t where t.{Of(key)} = {{0}} order by {newest} limit {take}";

        string Of(string property) => $"\"{type.FindProperty(property)!.GetColumnName(table)}\"";
    }

    private sealed class Asking(string key)
    {
        private readonly TaskCompletionSource<IReadOnlyList<TRow>> answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Key => key;
        public Task<IReadOnlyList<TRow>> Answer => answer.Task;

        public void Reply(IReadOnlyList<TRow> found) => answer.TrySetResult(found);

        public void Fail(Exception cause) => answer.TrySetException(cause);
    }
}
