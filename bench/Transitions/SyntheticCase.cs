using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Bench;

internal abstract record StepEvent;

[Event("step.opened")]
internal sealed record Opened(string Number, string Matter, string Applicant, DateTimeOffset Due) : StepEvent;

[Event("step.done")]
internal sealed record StepDone(int Step, string Office, string Opinion) : StepEvent;

internal sealed record StepState(
    Guid Id, string Number, string Matter, string Applicant, int Step, int Version, DateTimeOffset OpenedAt, DateTimeOffset Due);

internal sealed class StepCaseRow
{
    public Guid Id { get; set; }
    public string Number { get; set; } = "";
    public string Matter { get; set; } = "";
    public string Applicant { get; set; } = "";
    public int Step { get; set; }
    public int Version { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public DateTimeOffset Due { get; set; }
}

internal sealed class StepTaskRow
{
    public Guid Case { get; set; }
    public int Step { get; set; }
    public string Office { get; set; } = "";
    public bool IsDone { get; set; }
    public DateTimeOffset Due { get; set; }
}

internal sealed class StepTables : IRowModel
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<StepCaseRow>().ToTable("step_cases").HasKey(row => row.Id);
        model.Entity<StepTaskRow>().ToTable("step_tasks").HasKey(row => new { row.Case, row.Step });
    }
}

/// <summary>A case of a beginning and five steps; each transition is one event row, one case row and one task row.</summary>
internal static class SyntheticCase
{
    public const int Steps = 5;
    public const int Transitions = Steps + 1;
    private static readonly string[] Offices = [.. Enumerable.Range(0, 40).Select(i => $"office-{i:00}")];

    public static readonly StreamKind<StepState, StepEvent> Kind = new(
        Fold, Rows, [typeof(StepCaseRow), typeof(StepTaskRow)]);

    public static readonly CasePath Path =
        new("streams, synthetic case", [new StepTables()], database => new Running(database));

    public static Act Act(string name, DateTimeOffset at) =>
        new(Guid.CreateVersion7(at), at, new("official-17", ActorRole.Official, "office-07"), name);

    public static StepEvent Next(StepState? before, long number, DateTimeOffset at) => before is null
        ? new Opened($"210200-2026-{number:00000000}", "M001", $"party-{number % 10_000}", at.AddDays(5))
        : new StepDone(before.Step, Offices[(number + before.Step) % Offices.Length], "材料齐全，符合法定形式");

    public static StepState Fold(StepState? before, StepEvent happened, in Happening at) => happened switch
    {
        Opened opened => new(
            at.Stream, opened.Number, opened.Matter, opened.Applicant, 1, 1, at.Act.At, opened.Due),
        _ => before! with { Step = before.Step + 1, Version = at.Version },
    };

    public static RowChange[] Rows(StepState? before, StepState after) =>
    [
        RowChange.Upsert(CaseRow(after)), RowChange.Upsert(TaskRow(after)),
    ];

    public static StepCaseRow CaseRow(StepState state) => new()
    {
        Id = state.Id, Number = state.Number, Matter = state.Matter, Applicant = state.Applicant,
        Step = state.Step, Version = state.Version, OpenedAt = state.OpenedAt, Due = state.Due,
    };

    public static StepTaskRow TaskRow(StepState state) => new()
    {
        Case = state.Id, Step = state.Step, Office = Offices[state.Step], Due = state.Due,
        IsDone = state.Step > Steps,
    };

    private sealed class Running(Database database) : IRunningCases
    {
        private readonly Streams<StepState, StepEvent> streams = new(database.Journal, Kind);
        private long cases;

        public async Task<int> RunOneAsync()
        {
            var id = Guid.CreateVersion7();
            var number = Interlocked.Increment(ref cases);
            for (var version = 0; version < Transitions; version++)
            {
                var at = DateTimeOffset.UtcNow;
                var outcome = await streams.ActAsync(id, Act("do-step", at), version, null, state =>
                    (StepEvent[])[Next(state, number, at)]);
                if (outcome.Value.Version != version + 1)
                    throw new InvalidOperationException($"Version {outcome.Value.Version} after {version}.");
            }
            return Transitions;
        }

        public async Task CheckAsync(long cases, long transitions)
        {
            await using var db = database.Rows.Open();
            var found = (
                Cases: await db.Set<StepCaseRow>().LongCountAsync(row => row.Version == Transitions),
                Tasks: await db.Set<StepTaskRow>().LongCountAsync(),
                Head: await database.Journal.ReadHeadAsync());
            if (found != (cases, transitions, transitions))
                throw new InvalidOperationException($"Expected {cases} cases, {transitions} transitions: {found}.");
        }
    }
}
