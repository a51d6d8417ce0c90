using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>Looks by emergency access, and lists of who had it. Thread-safe.</summary>
public sealed class EmergencyDesk(
    Desk<EmergencyAccess, EmergencyEvent> desk, Rows rows, CityPack pack, Exchange exchange, TimeProvider clock)
{
    /// <summary>The registered purpose.</summary>
    public const string Purpose = "emergency";

    /// <summary>Looks: the exchange writes down an entry that the person sees, and only then the values leave.</summary>
    public async Task<Outcome<EvidenceAnswer>> LookAsync(Guid id, Caller caller, string channel)
    {
        var now = clock.GetUtcNow();
        var request = Guid.CreateVersion7(now);
        var used = await desk.DoAsync(id, caller, new UseEmergency(request));
        if (used.Refusal is { } refusal) return refusal;
        var asked = used.Value.Asked;
        var resource = pack.Evidence().Resources[asked.Resource];
        return await exchange.AskAsync(Act.Of(now, caller.By, "look-in-emergency"), new()
        {
            Id = request, CaseNumber = "", Matter = "", Requirement = "", Purpose = Purpose, Resource = resource,
            Subject = asked.Subject, Office = asked.Office, Channel = channel, Reason = asked.Reason,
            Facts = new()
            {
                Asked = resource.All, Declared = resource.All, ChannelCarries = GradeOfData.Important, IsGlassBroken = true,
            },
        }, pack.City.DayOf(now));
    }

    /// <summary>Emergency accesses that somebody may know of, the latest first: an agency's own; supervision all.</summary>
    public Task<IReadOnlyList<EmergencyRow>> SeenByAsync(Actor by, int most = 100)
    {
        var (office, all) = (by.Office, by.Role == ActorRole.Supervisor);
        return rows.ReadAsync((IQueryable<EmergencyRow> every) => every.Where(row => all || row.Office == office)
            .OrderByDescending(row => row.AskedAt).Take(most));
    }

    /// <summary>Approved emergency accesses to somebody's data, the latest first.</summary>
    public Task<IReadOnlyList<EmergencyRow>> OfAsync(IReadOnlyCollection<string> subjects, int most = 20) =>
        rows.ReadAsync((IQueryable<EmergencyRow> every) => every
            .Where(row => subjects.Contains(row.Subject) && row.Until != null)
            .OrderByDescending(row => row.AskedAt).Take(most));
}
