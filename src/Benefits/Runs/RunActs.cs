using System.Collections.Immutable;
using System.Globalization;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>What whoever is signed in does with benefit runs; pages and programs alike. One per request.</summary>
internal sealed class RunActs(
    RunDesk desk, Desk<Budget, BudgetEvent, BudgetFacts> budgets, PaymentLists lists, LiveLibrary library, CityCatalogue city,
    Wording wording, Visitor visitor, TimeProvider clock)
{
    private const int MostLines = 5_000;
    private const int UsualNoticeDays = 5;

    /// <summary>The runs of the visitor's agency; of all for a supervisor.</summary>
    public Task<IReadOnlyList<RunRow>> ListAsync(int skip, int take) => lists.RunsAsync(Office, skip, take);

    /// <summary>A run that the visitor may see.</summary>
    public async Task<Outcome<BenefitRun>> FindAsync(Guid id) =>
        await desk.FindAsync(id) is { } run && (Office is null || run.Office == Office) ? run : RunDesk.NotFound;

    /// <summary>What the budget knows of a run; null before it is signed off.</summary>
    public async Task<RunMoney?> MoneyAsync(BenefitRun run) =>
        (await budgets.FindAsync(run.Terms.Budget))?.Runs.GetValueOrDefault(run.Id);

    /// <summary>Opens a run. A list handed in is drawn up at once; else the follower draws it up by the policy's card.</summary>
    public async Task<Outcome<BenefitRun>> OpenAsync(
        string? policy, string? period, Guid budget, int? noticeDays, IReadOnlyList<Entitled>? lines)
    {
        var policies = await library.NowAsync();
        if (policies.Find(policy ?? "")?.On(wording.Today) is not { } edition)
            return Fault("policy", "run.no-such-policy");
        if (lines is { Count: 0 or > MostLines }) return Fault("lines", "run.too-many-lines");
        var terms = new RunTerms(
            edition.Policy, edition.Card.Title, ClauseOf(edition, policies), edition.Card.Edition, ClaimOf(edition),
            period ?? PeriodOf(edition, wording.Today), budget, noticeDays ?? UsualNoticeDays, wording.Today)
        {
            Excludes = ExcludesOf(edition, policies, wording.Today),
        };
        if (lines is not null) terms = terms with { Edition = RunTerms.HandedIn };
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var opened = await desk.OpenAsync(id, ActOf("open-run"), terms);
        if (opened.Refusal is not null) return opened;
        return lines is null ? opened : await desk.DrawAsync(
            id, ActOf, (_, after) => lines.Where(line => string.CompareOrdinal(line.Subject, after) > 0).ToAsyncEnumerable());
    }

    /// <summary>Confirms a list.</summary>
    public Task<Outcome<BenefitRun>> ConfirmAsync(Guid id) => desk.ConfirmAsync(id, ActOf("confirm-list"));

    /// <summary>Shows a list to everybody.</summary>
    public Task<Outcome<BenefitRun>> PublishAsync(Guid id) =>
        desk.PublishAsync(id, ActOf("publish-notice"), wording.Today, city.Calendar);

    /// <summary>The masked lines of a notice that stands today, or stood.</summary>
    public async Task<Outcome<Notice>> NoticeAsync(Guid id, int skip, int take)
    {
        var run = await desk.FindAsync(id);
        if (run is null || run.NoticeFrom is null || run.State == RunState.Cancelled) return RunDesk.NotFound;
        // What was shown is over with its last day: names do not stay in the net for ever.
        if (wording.Today > run.NoticeUntil) return new Refusal("run.notice-over");
        return new Notice(run, [.. (await lists.LinesAsync(run, skip, take)).Select(line => line.Row)]);
    }

    /// <summary>Objects to a line.</summary>
    public Task<Outcome<BenefitRun>> ObjectAsync(Guid id, int chunk, int line, string? reason) =>
        desk.ObjectAsync(id, ActOf("object-to-line"), wording.Today, chunk, line, reason);

    /// <summary>Decides an objection.</summary>
    public Task<Outcome<BenefitRun>> DecideAsync(Guid id, Guid objection, bool isUpheld, string? answer) =>
        desk.DecideAsync(id, ActOf("decide-objection"), objection, isUpheld, answer);

    /// <summary>Signs a run off.</summary>
    public Task<Outcome<BenefitRun>> SignAsync(Guid id) => desk.SignAsync(id, ActOf("sign-run"), wording.Today);

    /// <summary>Draws up the orders from where they stand.</summary>
    public async Task<Outcome<BenefitRun>> OrderAsync(Guid id)
    {
        var done = await desk.OrderAsync(id, ActOf);
        return done.Refusal is { } refusal ? refusal : await FindAsync(id);
    }

    /// <summary>Orders what had to wait.</summary>
    public async Task<Outcome<BenefitRun>> OrderWaitingAsync(Guid id)
    {
        var done = await desk.OrderWaitingAsync(id, ActOf("order-waiting"));
        return done.Refusal is { } refusal ? refusal : await FindAsync(id);
    }

    /// <summary>Closes a run.</summary>
    public Task<Outcome<BenefitRun>> CloseAsync(Guid id) => desk.CloseAsync(id, ActOf("close-run"));

    /// <summary>Gives a run up.</summary>
    public Task<Outcome<BenefitRun>> CancelAsync(Guid id, string? reason) => desk.CancelAsync(id, ActOf("cancel-run"), reason);

    /// <summary>The clause that a policy's payments rest on, with the document that it stands in.</summary>
    public static string ClauseOf(PolicyEdition edition, PolicyLibrary policies) =>
        policies.Documents.TryGetValue(edition.Document, out var document)
            ? $"{document.Number ?? document.Title} {edition.Card.Clause}" : edition.Card.Clause;

    /// <summary>Under which name a policy's payments are unique.</summary>
    public static string ClaimOf(PolicyEdition edition) => edition.ExclusiveGroup ?? edition.Policy;

    /// <summary>The claims of the policies that cannot be had together with this one.</summary>
    public static ImmutableArray<string> ExcludesOf(PolicyEdition edition, PolicyLibrary policies, DateOnly day) =>
        [.. policies.ExcludedBy(edition, day).Select(ClaimOf).Where(claim => claim != ClaimOf(edition)).Distinct()];

    /// <summary>The period of a policy's amount in which a day lies.</summary>
    public static string PeriodOf(PolicyEdition edition, DateOnly day) => edition.Card.Amount?.OncePer switch
    {
        OncePer.Year => day.Year.ToString(CultureInfo.InvariantCulture),
        OncePer.Quarter => $"{day.Year}-Q{(day.Month + 2) / 3}",
        OncePer.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => "ever",
    };

    // A supervisor reads all; an official what is the agency's.
    private string? Office => visitor.Role == ActorRole.Supervisor ? null : visitor.Office ?? "";

    private Act ActOf(string name) => Act.Of(clock.GetUtcNow(), visitor.ToActor(), name);

    private static Refusal Fault(string field, string code) => new(code, RefusalKind.NotValid) { Fields = [new(field, code)] };
}

/// <summary>A page of a public notice.</summary>
/// <param name="Run">The run.</param>
/// <param name="Lines">Its lines; whoever shows them masks them.</param>
public sealed record Notice(BenefitRun Run, IReadOnlyList<RunLineRow> Lines);
