using Microsoft.EntityFrameworkCore;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>One measured saving: the mean over finished cases, separately and bundled; null where there are no cases.</summary>
/// <param name="Separate">Sum over the members of the mean of their finished single cases.</param>
/// <param name="Bundled">Mean of the journey's finished cases.</param>
public sealed record MeasuredSaving(decimal? Separate, decimal? Bundled)
{
    /// <summary>(separate − bundled) ÷ separate; null when one is missing or there was nothing to save.</summary>
    public decimal? Ratio => Separate is > 0 && Bundled is { } bundled ? (Separate - bundled) / Separate : null;
}

/// <summary>
/// What a journey saved in finished cases, beside what its definition promises. A member of which no single case was
/// ever finished leaves the separate side unknown: nothing is guessed.
/// </summary>
/// <param name="Journey">The journey's code.</param>
/// <param name="BundledCases">Finished cases of the journey that were counted.</param>
/// <param name="SeparateCases">Finished single cases of its members that were counted.</param>
/// <param name="Steps">Hand-ins by the applicant: the submission and each supplement.</param>
/// <param name="Time">Working days from the submission to the last decision, time that law does not count included.</param>
/// <param name="Materials">Materials that the applicant handed over.</param>
/// <param name="Trips">Visits: lodging at a counter and collecting there.</param>
public sealed record MeasuredJourney(
    string Journey, int BundledCases, int SeparateCases,
    MeasuredSaving Steps, MeasuredSaving Time, MeasuredSaving Materials, MeasuredSaving Trips);

/// <summary>Measures savings from finished cases.</summary>
public sealed class MeasuredSavings(Rows rows, CityPack pack)
{
    private readonly WorkCalendar calendar = pack.Catalogue().Calendar;

    /// <summary>The measured savings of a journey.</summary>
    public async Task<MeasuredJourney> OfAsync(Journey journey)
    {
        var members = journey.Members.Select(member => member.Matter).ToList();
        var means = await MeansAsync([journey.Code, .. members]);
        var bundled = means.GetValueOrDefault(journey.Code);
        var separate = members.Select(matter => means.GetValueOrDefault(matter)).ToList();
        return new(
            journey.Code, bundled?.Cases ?? 0, separate.Sum(mean => mean?.Cases ?? 0),
            Saving(mean => mean.Steps), Saving(mean => mean.Time), Saving(mean => mean.Materials), Saving(mean => mean.Trips));

        MeasuredSaving Saving(Func<Mean, decimal?> of) => new(
            separate.Any(mean => mean is null || of(mean) is null) ? null : separate.Sum(mean => of(mean!)),
            bundled is null ? null : of(bundled));
    }

    // Equal pairs of days are counted by the database, so that the working days are computed once for each pair.
    private async Task<Dictionary<string, Mean>> MeansAsync(IReadOnlyList<string> codes)
    {
        await using var db = rows.Open();
        var groups = await db.Set<FinishedRow>().Where(row => codes.Contains(row.Code))
            .GroupBy(row => new { row.Code, row.SubmittedOn, row.DecidedOn })
            .Select(group => new Group(
                group.Key.Code, group.Key.SubmittedOn, group.Key.DecidedOn, group.Count(),
                group.Sum(row => row.Steps), group.Sum(row => row.Materials), group.Sum(row => row.Trips)))
            .ToListAsync();
        return groups.GroupBy(group => group.Code).ToDictionary(same => same.Key, MeanOf);
    }

    private Mean MeanOf(IEnumerable<Group> groups)
    {
        var all = groups.ToList();
        var cases = all.Sum(group => group.Cases);
        var timed = all.Select(group => (Days: calendar.WorkingDaysBetween(group.From, group.To), group.Cases))
            .Where(group => group.Days is not null).ToList();
        var timedCases = timed.Sum(group => group.Cases);
        return new(
            cases, (decimal)all.Sum(group => group.Steps) / cases,
            timedCases == 0 ? null : (decimal)timed.Sum(group => group.Days!.Value * group.Cases) / timedCases,
            (decimal)all.Sum(group => group.Materials) / cases, (decimal)all.Sum(group => group.Trips) / cases);
    }

    private sealed record Group(
        string Code, DateOnly From, DateOnly To, int Cases, int Steps, int Materials, int Trips);

    private sealed record Mean(int Cases, decimal? Steps, decimal? Time, decimal? Materials, decimal? Trips);
}
