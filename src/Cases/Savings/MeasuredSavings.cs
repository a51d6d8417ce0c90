using Microsoft.EntityFrameworkCore;
using Yitong.Catalogue;
using Yitong.Catalogue.Savings;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Measures savings from finished cases.</summary>
internal sealed class MeasuredSavings(Rows rows, CityPack pack)
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
