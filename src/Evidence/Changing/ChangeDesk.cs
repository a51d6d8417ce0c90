using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>Where agencies announce that data which they provide changed. Thread-safe.</summary>
public sealed class ChangeDesk(Journal journal, CityPack pack, TimeProvider clock)
{
    private readonly EvidenceLibrary library = pack.Evidence();
    private readonly Streams<DataChanged, DataChanged> streams = new(journal, DataChanged.Kind);

    /// <summary>
    /// Announces it. Within a second no node gives a copy of it again that was kept, and open cases that hold it ask the source
    /// again. Nothing is disclosed by it, not even whether the city holds anything.
    /// </summary>
    /// <returns>
    /// What was announced; or <c>change.not-clear</c> with the fields, and <c>change.other-office</c> where another agency
    /// provides it.
    /// </returns>
    public async Task<Outcome<DataChanged>> AnnounceAsync(Actor by, string? resource, string? subject)
    {
        var faults = new List<FieldFault>();
        var provided = resource is null ? null : library.Resources.GetValueOrDefault(resource);
        if (provided is null) faults.Add(new("resource", "change.no-resource"));
        var code = CitizenNumber.TryParse(subject, out var citizen) ? citizen.Text
            : UnifiedCreditCode.TryParse(subject, out var company) ? company.Text : null;
        if (code is null) faults.Add(new("subject", "change.no-subject"));
        if (faults.Count > 0) return new Refusal("change.not-clear", RefusalKind.NotValid) { Fields = faults };
        if (by.Role != ActorRole.Official || by.Office != provided!.Provider)
            return new Refusal("change.other-office", RefusalKind.NotAllowed);
        var act = Act.Of(clock.GetUtcNow(), by, "announce-change");
        var done = await streams.ActAsync(Guid.CreateVersion7(act.At), act, 0, null, _ => new DataChanged[]
        {
            new(provided.Code, code!, provided.Provider, pack.City.DayOf(act.At)),
        });
        return done.Then<DataChanged>(granted => granted.State);
    }
}
