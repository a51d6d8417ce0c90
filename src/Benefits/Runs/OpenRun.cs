using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>
/// An agency opens a run (新建发放批次): one policy that needs no application, for one period, from one of its budgets.
/// </summary>
/// <param name="Policy">The policy's id.</param>
/// <param name="Period">The period; in any spelling of the policy's own rhythm; that of today when null.</param>
/// <param name="Budget">The budget that pays.</param>
/// <param name="NoticeDays">Working days of public notice; 5 when null.</param>
/// <param name="Lines">A list that the agency hands in, in ascending order; drawn up by the policy's card when null.</param>
[Act("open-run", Unclear = NotValid)]
public sealed record OpenRun(
    [Ask(Most = 40, Missing = "run.no-such-policy")] string? Policy, [Ask(IsOptional = true, Most = 40)] string? Period,
    [Ask(Missing = "budget.not-found")] Guid? Budget, [Ask(IsOptional = true)] int? NoticeDays,
    [Ask(IsOptional = true)] IReadOnlyList<Entitled>? Lines = null) : IBeginning<BenefitRun, RunEvent, RunFacts>
{
    private const string NotValid = "run.terms-not-valid";
    private const int MostLines = 5_000;
    private const int UsualNoticeDays = 5;
    private const int MostNoticeDays = 60;

    /// <summary>
    /// The list that is handed in, identifiers and names as they are kept; what a line leaves out is found as wrong with it.
    /// </summary>
    internal IReadOnlyList<Entitled>? Given => Lines is null ? null : [.. Lines.Select(line => new Entitled(
        PartyCode.Parse(line.Subject)?.Text ?? line.Subject ?? "", PartyName.Clean(line.Name) ?? line.Name ?? "",
        line.Fen, line.Reason ?? "", line.Account is null ? null : WideText.FoldCode(line.Account)))];

    /// <inheritdoc/>
    public Refusal? NotNow(RunFacts facts) => facts.Budget is { } budget ? Benefits.Budget.NotFor(facts.By, budget.Office)
        : Budget is null ? null : Benefits.Budget.NotFound;

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(RunFacts facts)
    {
        // Nothing is owed yet for a period that has not begun.
        if (EditionOf(facts) is { } edition && Period is not null && !(PeriodOf(edition, facts)?.From <= facts.Today))
            yield return new("period", NoPeriodOf(PaymentTerms.RhythmOf(edition)));
        if (NoticeDays is < 1 or > MostNoticeDays) yield return new("noticeDays", NotValid);
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<RunEvent>> Decide(RunFacts facts)
    {
        var (policies, budget) = (facts.Policies!, facts.Budget!);
        if (EditionOf(facts) is not { } edition) return Fault("policy", "run.no-such-policy");
        if (edition.Delivery != BenefitDelivery.Automatic) return Fault("policy", "run.not-automatic");
        if (edition.Agency != budget.Office) return Fault("policy", "run.other-agencys-policy");
        if (PaymentTerms.OwnerOf(budget.Code, policies) is { } owner && owner.Id != edition.Policy)
            return Fault("budget", "run.other-policys-budget");
        if (Lines is { Count: 0 or > MostLines }) return Fault("lines", "run.too-many-lines");
        var clause = PaymentTerms.ClauseOf(edition, policies);
        if (FaultyLine(edition, clause) is { } faulty) return faulty;
        var terms = new RunTerms(
            edition.Policy, edition.Card.Title, clause,
            Lines is null ? edition.Card.Edition : RunTerms.HandedIn, PaymentTerms.ClaimOf(edition),
            PeriodOf(edition, facts)!.Value.Text, budget.Id, NoticeDays ?? UsualNoticeDays, facts.Today)
        {
            Excludes = PaymentTerms.ExcludesOf(edition, policies, facts.Today),
        };
        return new RunEvent[] { new RunOpened(terms, budget.Office) };
    }

    // Before anything is opened: a line that is passed over, doubled or somebody else's would be paid wrongly, or not at all.
    private Refusal? FaultyLine(PolicyEdition edition, string clause)
    {
        var (before, seen) = ("", new HashSet<string>(StringComparer.Ordinal));
        foreach (var (i, line) in (Given ?? []).Index())
        {
            var code = PartyCode.Parse(line.Subject);
            var cause = code is null ? "run.cause.subject"
                : !seen.Add(line.Subject) ? "run.cause.doubled"
                : edition.Card.For == SubjectKind.Person && !code.Value.IsPerson ? "run.cause.company"
                : DrawLines.CauseOf(line, before);
            if (cause is not null) return DrawLines.Faulty(cause, i + 1, line, edition.Policy, clause);
            before = line.Subject;
        }
        return null;
    }

    private static string NoPeriodOf(OncePer rhythm) => rhythm switch
    {
        OncePer.Year => "run.period-not-year",
        OncePer.Quarter => "run.period-not-quarter",
        OncePer.Month => "run.period-not-month",
        _ => "run.period-not-ever",
    };

    private PolicyEdition? EditionOf(RunFacts facts) =>
        Policy is null ? null : facts.Policies!.Find(Policy)?.On(facts.Today);

    private BenefitPeriod? PeriodOf(PolicyEdition edition, RunFacts facts) =>
        PaymentTerms.RhythmOf(edition) is var rhythm && Period is null ? BenefitPeriod.Of(rhythm, facts.Today)
            : BenefitPeriod.Parse(rhythm, Period);

    private static Refusal Fault(string field, string code) => new(code, RefusalKind.NotValid) { Fields = [new(field, code)] };
}
