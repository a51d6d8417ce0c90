using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Yitong.Store;

/// <summary>
/// Reads the newest rows of one key from one or several tables of the same columns. Whoever asks while two queries are under way
/// shares the next one: on PostgreSQL one statement answers for many keys, so that many readers cost little more than one.
/// Thread-safe.
/// </summary>
/// <typeparam name="TRow">The row type that is read.</typeparam>
public sealed class NewestRows<TRow>
    where TRow : class
{
    private const int MostAtOnce = 256;
    private const int Lanes = 2;

    private readonly ConcurrentQueue<Asking> waiting = new();
    private readonly Rows rows;
    private readonly Func<TRow, string> keyOf;
    private readonly string text;
    private readonly Func<DbDataReader, TRow> make;
    private int underWay;

    /// <summary>A reader of tables whose primary keys begin with the key and go on with the order.</summary>
    /// <param name="rows">The tables.</param>
    /// <param name="key">Property of the key, a text.</param>
    /// <param name="order">Properties of the order; the highest is the newest.</param>
    /// <param name="keyOf">The key of a row.</param>
    /// <param name="take">How many rows of a key are read at most, of all tables together.</param>
    /// <param name="also">Further row types, whose tables have the same columns (<typeparamref name="TRow"/>) too.</param>
    public NewestRows(
        Rows rows, string key, IReadOnlyList<string> order, Func<TRow, string> keyOf, int take,
        params IReadOnlyList<Type> also)
    {
        (this.rows, this.keyOf) = (rows, keyOf);
        using var db = rows.Open();
        make = RowMaker.For<TRow>(db.Model.FindEntityType(typeof(TRow))!);
        text = TextFor(db, [typeof(TRow), .. also], key, order, take);
    }

    /// <summary>The newest rows of a key, newest first; empty when it has none.</summary>
    public Task<IReadOnlyList<TRow>> ReadAsync(string of)
    {
        var asking = new Asking(of);
        waiting.Enqueue(asking);
        if (TryEnter()) _ = AnswerAsync();
        return asking.Answer;
    }

    // Whoever finds a lane free answers for all who wait. Who finds none has not been missed: a lane looks again after leaving.
    private async Task AnswerAsync()
    {
        var some = new List<Asking>();
        do
        {
            while (waiting.TryDequeue(out var asking))
            {
                some.Add(asking);
                if (some.Count < MostAtOnce && !waiting.IsEmpty) continue;
                await AnswerAsync(some);
                some.Clear();
            }
            if (some.Count > 0) await AnswerAsync(some);
            some.Clear();
            Interlocked.Decrement(ref underWay);
        }
        while (!waiting.IsEmpty && TryEnter());
    }

    private bool TryEnter()
    {
        for (var seen = Volatile.Read(ref underWay); seen < Lanes;)
        {
            var was = Interlocked.CompareExchange(ref underWay, seen + 1, seen);
            if (was == seen) return true;
            seen = was;
        }
        return false;
    }

    private async Task AnswerAsync(List<Asking> some)
    {
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

    private async Task<List<TRow>> QueryAsync(string[] keys)
    {
        await using var connection = await rows.ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        var found = new List<TRow>();
        if (command is NpgsqlCommand)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = keys });
            await ReadAsync(command, found);
            return found;
        }
        var parameter = command.CreateParameter();
        parameter.ParameterName = "$key";
        command.Parameters.Add(parameter);
        foreach (var one in keys)
        {
            parameter.Value = one;
            await ReadAsync(command, found);
        }
        return found;
    }

    private async Task ReadAsync(DbCommand command, List<TRow> found)
    {
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) found.Add(make(reader));
    }

    // Only names of the model go into the text; keys are parameters.
    private static string TextFor(YitongDb db, IReadOnlyList<Type> from, string key, IReadOnlyList<string> order, int take)
    {
        var first = db.Model.FindEntityType(typeof(TRow))!;
        var columns = string.Join(", ", RowMaker.PropertiesOf(first).Select(property => Of(property.Name)));
        var newest = $"order by {string.Join(", ", order.Select(property => $"{Of(property)} desc"))} limit {take}";
        var one = db.Database.IsNpgsql() ? "wanted" : "$key";
        var all = string.Join(" union all ", from.Select(row =>
            $"select * from (select {columns} from \"{TableOf(row).Name}\" where {Of(key)} = {one} {newest}) each_of"));
        var both = from.Count == 1 ? all : $"select * from ({all}) both_of {newest}";
        return db.Database.IsNpgsql() ? $"select r.* from unnest($1) wanted cross join lateral ({both}) r" : both;

        StoreObjectIdentifier TableOf(Type row) =>
            StoreObjectIdentifier.Create(db.Model.FindEntityType(row)!, StoreObjectType.Table)!.Value;

        string Of(string property) => $"\"{first.FindProperty(property)!.GetColumnName(TableOf(typeof(TRow)))}\"";
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
