using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>An agency opens a run (新建发放批次): one policy, for one period, from one of its budgets.</summary>
/// <param name="Policy">The policy's id.</param>
/// <param name="Period">The period; the policy's own for today when null.</param>
/// <param name="Budget">The budget that pays.</param>
/// <param name="NoticeDays">Working days of public notice; 5 when null.</param>
/// <param name="Lines">A list that the agency hands in; it is drawn up by the policy's card when null.</param>
[Act("open-run", Unclear = NotValid)]
internal sealed record OpenRun(
    [Ask(Most = 40, Missing = "run.no-such-policy")] string? Policy, [Ask(IsOptional = true, Most = 40)] string? Period,
    [Ask(Missing = "budget.not-found")] Guid? Budget, [Ask(IsOptional = true)] int? NoticeDays,
    IReadOnlyList<Entitled>? Lines = null) : IBeginning<BenefitRun, RunEvent, RunFacts>
{
    private const string NotValid = "run.terms-not-valid";
    private const int MostLines = 5_000;
    private const int UsualNoticeDays = 5;
    private const int MostNoticeDays = 60;

    public Refusal? NotNow(RunFacts facts) => facts.Budget is not { } budget ? Benefits.Budget.NotFound
        : Benefits.Budget.NotFor(facts.By, budget.Office);

    public IEnumerable<FieldFault> Faults(RunFacts facts)
    {
        if (Period is not null && !PaymentTerms.IsCode(Period)) yield return new("period", NotValid);
        if (NoticeDays is < 1 or > MostNoticeDays) yield return new("noticeDays", NotValid);
    }

    public Outcome<IReadOnlyList<RunEvent>> Decide(RunFacts facts)
    {
        var policies = facts.Policies!;
        if (policies.Find(Policy!)?.On(facts.Today) is not { } edition) return Fault("policy", "run.no-such-policy");
        if (Lines is { Count: 0 or > MostLines }) return Fault("lines", "run.too-many-lines");
        var terms = new RunTerms(
            edition.Policy, edition.Card.Title, PaymentTerms.ClauseOf(edition, policies),
            Lines is null ? edition.Card.Edition : RunTerms.HandedIn, PaymentTerms.ClaimOf(edition),
            Period ?? PaymentTerms.PeriodOf(edition, facts.Today), facts.Budget!.Id, NoticeDays ?? UsualNoticeDays, facts.Today)
        {
            Excludes = PaymentTerms.ExcludesOf(edition, policies, facts.Today),
        };
        return new RunEvent[] { new RunOpened(terms, facts.Budget.Office) };
    }

    private static Refusal Fault(string field, string code) => new(code, RefusalKind.NotValid) { Fields = [new(field, code)] };
}
