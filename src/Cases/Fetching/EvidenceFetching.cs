using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Cases;

/// <summary>
/// Gets the materials of a case that the city holds itself: from the source, else the copy that an office has verified before;
/// else the applicant is asked. A source that is away never stops a case: it is asked again. Thread-safe.
/// </summary>
internal sealed class EvidenceFetching(
    CaseDesk desk, CaseExchange exchange, EarlierCopies earlier, CityPack pack, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private readonly EvidenceLibrary library = pack.Evidence();
    private readonly CityCatalogue catalogue = pack.Catalogue();

    /// <summary>The case after all that is still wanted has been asked for; the same case when nothing is.</summary>
    /// <param name="current">The case.</param>
    /// <param name="cancellation">Gives up; what was disclosed before stays written down.</param>
    public async Task<Case> FetchAsync(Case current, CancellationToken cancellation = default)
    {
        var wanted = Wanted(current);
        if (wanted.Count == 0) return current;
        // Whoever is named by other evidence of the same case can only be asked after once that has come.
        var (first, then) = (wanted.Where(each => !IsProvenLater(each)).ToList(), wanted.Where(IsProvenLater).ToList());
        current = await FetchAsync(current, first, cancellation);
        return then.Count == 0 ? current : await FetchAsync(current, then, cancellation);
    }

    /// <summary>Whether the engine would ask a source for something in the case now.</summary>
    public bool IsAnythingWanted(Case current) => Wanted(current).Count > 0;

    /// <summary>
    /// What would be fetched for a draft if the applicant agreed, who was not asked about all of it yet; else nothing.
    /// 个人信息保护法 第十七条: who is asked after is told before.
    /// </summary>
    public IReadOnlyList<Material> ToAgree(Case current) => current.SubmittedOn is not null || current.Evidence.IsFetchingDeclined
        ? [] : [.. Lacking(current).Where(material => !current.Evidence.Agreed.Contains(material.Key))];

    /// <summary>Whether a material still waits for the applicant's consent.</summary>
    public bool NeedsConsent(Case current, Material material) =>
        material is { Supply: MaterialSupply.City, EvidenceType: { } type } && !current.Evidence.Consents.Contains(material.Key)
        && !current.Evidence.Held.ContainsKey(material.Key) && !current.Evidence.IsFetchingDeclined
        && library.Resources.Values.Any(each => each.Type == type && each.NeedsConsent);

    /// <summary>What the case's evidence answers to a question; null where it answers nothing.</summary>
    public SourcedAnswer? AnswerTo(Case current, Question question) => SourcedAnswer.Of(current, question, library);

    // What a draft's applicant has not agreed to, nobody fetches; after the submission the office needs it, unless they declined.
    private List<Material> Wanted(Case current) => current.Evidence.IsFetchingDeclined ? []
        : current.SubmittedOn is not null ? Lacking(current)
        : Lacking(current).FindAll(material => current.Evidence.Agreed.Contains(material.Key));

    private List<Material> Lacking(Case current)
    {
        if (current.IsFinished) return [];
        var now = clock.GetUtcNow();
        return
        [
            .. CaseForm.Materials(current, catalogue).Where(material =>
                material is { Supply: MaterialSupply.City, EvidenceType: not null }
                && current.Evidence.Of(material.Key) is null or { IsOutdated: true }
                && (!current.Evidence.Missed.TryGetValue(material.Key, out var missed) || missed.RetryAt <= now)
                && !NeedsConsent(current, material) && !IsMadeHere(current, material)),
        ];
    }

    private static bool IsProvenLater(Material material) =>
        material.Of is EvidenceRelation.Spouse or EvidenceRelation.Child or EvidenceRelation.LegalRepresentative;

    // A journey that founds the company needs no licence from outside: it is what the journey makes.
    private bool IsMadeHere(Case current, Material material) =>
        !current.Subject.IsCompany && current.Kind == CaseKind.Journey
        && library.Resolve(material.EvidenceType!, EvidenceHolder.Person) is null
        && CaseForm.Editions(current, catalogue).Any(edition => edition.FoundsSubject
            && edition.Agency == catalogue.EvidenceTypes.GetValueOrDefault(material.EvidenceType!)?.Holder);

    private async Task<Case> FetchAsync(Case current, List<Material> wanted, CancellationToken cancellation)
    {
        var came = await Task.WhenAll(wanted.Select(material => AskAsync(current, material, cancellation)));
        var done = await desk.DoAsync(
            current.Id, Actor.Engine, new RecordEvidence(
                [.. came.Select(each => each.Held).OfType<HeldEvidence>()],
                [.. came.Select(each => each.Missed).OfType<MissedEvidence>()]), cancellation);
        return done.IsGranted ? done.Value : current;
    }

    private async Task<(HeldEvidence? Held, MissedEvidence? Missed)> AskAsync(
        Case current, Material material, CancellationToken cancellation)
    {
        var by = Actor.Engine with { OnBehalfOf = current.Subject.Party.ToString() };
        var wanted = new AskEvidence(null, null, material.Key, Channel: EvidenceChannel.Engine);
        var asked = await exchange.AskAsync(current.Id, by, wanted, AttemptOf(current, material), cancellation);
        var today = desk.Today;
        if (asked is { IsGranted: true, Value: { Outcome: EvidenceOutcome.Supplied or EvidenceOutcome.Partial } answer })
            return (Snapshot(current, material, answer, today), null);
        // What the source said before this process fell is no longer what it says: it is asked anew.
        if (asked.Refusal is { Code: "evidence.answer-changed" })
            return (null, Missed(current, material, nameof(EvidenceOutcome.Away), null, today) with
            {
                RetryAt = clock.GetUtcNow(),
            });
        if (asked.Refusal is { Kind: RefusalKind.Busy }) return (null, null);
        if (asked is { IsGranted: true, Value: { Outcome: EvidenceOutcome.Away } away })
            return (null, Missed(current, material, nameof(EvidenceOutcome.Away), away, today));
        // The source has spoken, and it was not a yes: a copy that an office verified is the next best.
        if (await earlier.FindAsync(current, material, today, cancellation) is { } copy) return (copy, null);
        return (null, asked.Refusal is { } refusal
            ? Missed(current, material, refusal.Code, null, today)
            : Missed(current, material, asked.Value.Outcome == EvidenceOutcome.Denied
                ? asked.Value.Rule.ToString() : asked.Value.Outcome.ToString(), asked.Value, today));
    }

    private HeldEvidence Snapshot(Case current, Material material, EvidenceAnswer answer, DateOnly today)
    {
        var held = new HeldEvidence(material.Key, EvidenceLevel.A, today)
        {
            Of = material.Of ?? EvidenceRelation.Subject, Resource = answer.Receipt.Resource, Values = answer.Values,
            Receipt = answer.Receipt, IsCheck = current.Evidence.Missed.ContainsKey(material.Key),
        };
        var with = current with { Evidence = current.Evidence.After(new EvidenceObtained(held)) };
        return held with
        {
            Differs =
            [
                .. CaseForm.Questions(current, catalogue)
                    .Where(question => current.AnswerTo(question) is { } given
                        && SourcedAnswer.Of(with, question, library) is { } sourced
                        && sourced.Held.Material == material.Key && sourced.Value != given)
                    .Select(question => question.Key),
            ],
        };
    }

    // What is asked again because it changed is another look than the one that it replaces.
    private static string AttemptOf(Case current, Material material) =>
        $"{current.Evidence.Of(material.Key)?.Receipt?.Position} {TryOf(current, material)}";

    private static int TryOf(Case current, Material material) =>
        (current.Evidence.MissedOf(material.Key)?.Tries ?? 0) + 1;

    // The source says when to ask again; after several tries the own pause is longer, so that a day's outage is not a flood of
    // entries.
    private MissedEvidence Missed(
        Case current, Material material, string why, EvidenceAnswer? answer, DateOnly today)
    {
        var tries = TryOf(current, material);
        var now = clock.GetUtcNow();
        var pause = FirstPause * Math.Pow(2, Math.Min(tries - 1, 10));
        var own = now + (pause < LongestPause ? pause : LongestPause);
        DateTimeOffset? retry = answer is not { Outcome: EvidenceOutcome.Away } ? null
            : answer.RetryAt is { } said && said > own ? said : own;
        return new(material.Key, why, retry, tries, answer?.Receipt.Position, today);
    }
}
