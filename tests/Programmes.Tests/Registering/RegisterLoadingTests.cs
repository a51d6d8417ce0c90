using Microsoft.EntityFrameworkCore;
using Yitong.Benefits;
using Yitong.Catalogue;
using Yitong.Demo.Population;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Programmes.Tests.Registering;

public sealed class RegisterLoadingTests
{
    private const int Count = 12_345;
    private static readonly IReadOnlyList<IRowModel> Tables = [new LoadTables()];
    private static readonly FactBook Facts = Pack.Dalian.Catalogue().Facts;
    private static readonly City Invented = new(Facts, 3, new(2026, 6, 1));

    private static RegisterLoading Loading(Database store) => new(
        new(new(store.Journal, LoadHistory.Kind), Pack.Dalian, TimeProvider.System), store.Rows);

    private static IEnumerable<string> Some(int from, FactValue[] values) =>
        Invented.Make(SubjectKind.Company, Count, values, from);

    private static async Task<Database> OpenAsync(string kind) => await Database.OpenAsync(new()
    {
        Connection = kind == "sqlite" ? "sqlite::memory:" : await (await PrivatePostgres.Shared).NewDatabaseAsync(),
    }, Tables);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_was_loaded_is_read_back_to_the_last_value_and_agrees_with_its_seals(string kind)
    {
        await using var store = await OpenAsync(kind);
        var desk = Loading(store);
        Assert.Equal(Count, (await desk.LoadAsync(Actor.Engine, SubjectKind.Company, "s", Facts, Some)).Value.Count);
        AssertSame(Invented.Register(SubjectKind.Company, Count), await desk.ReadAsync(SubjectKind.Company, Facts));
        Assert.Empty((await Replay.VerifyAsync(store, Tables, [LoadHistory.Kind])).Differences);
    }

    [Fact]
    public async Task A_load_that_was_broken_off_goes_on_behind_its_last_chunk()
    {
        await using var store = await OpenAsync("sqlite");
        using var stopping = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => Loading(store)
            .LoadAsync(Actor.Engine, SubjectKind.Company, "s", Facts, Some, _ => stopping.Cancel(), stopping.Token));
        var desk = Loading(store);
        Assert.Equal(RegisterLoading.ChunkSubjects, (await desk.FindAsync(SubjectKind.Company))!.Count);
        Assert.Equal(Count, (await desk.LoadAsync(Actor.Engine, SubjectKind.Company, "s", Facts, Some)).Value.Count);
        Assert.Equal(Count, (await desk.ReadAsync(SubjectKind.Company, Facts)).Count);
    }

    [Fact]
    public async Task Another_source_does_not_go_on_with_a_load()
    {
        await using var store = await OpenAsync("sqlite");
        var desk = Loading(store);
        await desk.LoadAsync(Actor.Engine, SubjectKind.Person, "one", Facts, (_, _) => []);
        Assert.Equal("load.other-source",
            (await desk.LoadAsync(Actor.Engine, SubjectKind.Person, "another", Facts, (_, _) => [])).Refusal?.Code);
    }

    [Fact]
    public async Task A_broken_row_is_named_and_nothing_of_its_chunk_is_kept()
    {
        await using var store = await OpenAsync("sqlite");
        var desk = Loading(store);
        Facts.TryFind("staff_count", out var staff);
        IEnumerable<string> Broken(int from, FactValue[] values)
        {
            foreach (var code in Some(from, values))
            {
                if (code == Some(0, new FactValue[Facts.Facts.Count]).ElementAt(4)) values[staff!.Index] = FactValue.Of(-1);
                yield return code;
            }
        }
        var refusal = (await desk.LoadAsync(Actor.Engine, SubjectKind.Company, "s", Facts, Broken)).Refusal;
        Assert.Equal(("register.out-of-bounds", "5", staff!.Name, "-1"),
            (refusal?.Code, refusal!.Args["row"], refusal.Args["fact"], refusal.Args["value"]));
        Assert.Equal(0, (await desk.ReadAsync(SubjectKind.Company, Facts)).Count);
    }

    private static void AssertSame(Register wanted, Register found)
    {
        Assert.Equal(wanted.Count, found.Count);
        var (one, other) = (new FactValue[Facts.Facts.Count], new FactValue[Facts.Facts.Count]);
        for (var row = 0; row < wanted.Count; row++)
        {
            wanted.Read(row, one);
            found.Read(row, other);
            Assert.True(wanted.CodeOf(row) == found.CodeOf(row) && one.AsSpan().SequenceEqual(other), $"row {row}");
        }
    }
}
