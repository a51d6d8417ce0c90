using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>The register of an invented city, where a demonstration has one; null in a real city.</summary>
/// <param name="kind">Companies or people.</param>
/// <param name="today">Today in the city.</param>
public delegate Register? InventRegister(SubjectKind kind, DateOnly today);

/// <summary>
/// The registers of companies and people on this node, built from what was loaded and from the benefit files when first asked
/// for. One asks at a time. Thread-safe.
/// </summary>
internal sealed class CityRegisters(
    Journal journal, BenefitFiles files, RegisterLoading loads, CityCatalogue catalogue, InventRegister invent) : IDisposable
{
    private static readonly EventTypes<BenefitFileEvent> Events = new();
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<SubjectKind, (Register Register, long Until)> registers = [];

    /// <summary>Asks something of a register; nobody changes it meanwhile.</summary>
    /// <param name="kind">Companies or people.</param>
    /// <param name="today">Today in the city.</param>
    /// <param name="ask">The question.</param>
    public async Task<T> AskAsync<T>(SubjectKind kind, DateOnly today, Func<Register, T> ask)
    {
        await turn.WaitAsync();
        try
        {
            if (!registers.TryGetValue(kind, out var known)) known = await FilledAsync(kind, today);
            known = registers[kind] = (known.Register, await FollowAsync(known.Register, known.Until));
            return ask(known.Register);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    // What was loaded, else an invented city; the single files come on top.
    private async Task<Register> BeginAsync(SubjectKind kind, DateOnly today) =>
        (await loads.FindAsync(kind) is null ? invent(kind, today) : null) ?? await loads.ReadAsync(kind, catalogue.Facts);

    private async Task<(Register, long)> FilledAsync(SubjectKind kind, DateOnly today)
    {
        // What is supplied while the files are read comes again with the journal.
        var (until, register, after) = (await journal.ReadHeadAsync(), await BeginAsync(kind, today), "");
        while (await files.CodesAfterAsync(after) is { Count: > 0 } codes)
        {
            foreach (var code in codes)
                if (await files.FindAsync(code) is { } file && file.Kind == kind)
                    Take(register, code, file.Facts.Select(each => new SuppliedFact(each.Key, each.Value)));
            after = codes[^1];
        }
        return (register, until);
    }

    // Every node follows the journal, so what another one was supplied with counts, too.
    private async Task<long> FollowAsync(Register register, long until)
    {
        if (await journal.ReadHeadAsync() == until) return until;
        await foreach (var recorded in journal.ReadAllAsync(until))
        {
            until = recorded.Position;
            if (Events.Has(recorded.Type) && Events.Read(recorded) is FactsSupplied supplied
                && supplied.Kind == register.Subject) Take(register, supplied.Code, supplied.Facts);
        }
        return until;
    }

    private void Take(Register register, string text, IEnumerable<SuppliedFact> facts)
    {
        if (!SubjectCode.TryParse(text, out var code)) return;
        var values = new List<(int, FactValue)>();
        foreach (var (id, held) in facts)
            if (catalogue.Facts.TryFind(id, out var fact))
                values.Add((fact.Index, held is null ? FactValue.Unknown : FactText.Read(fact, held.Value) ?? FactValue.Unknown));
        if (register.Put(code, values).Refusal is { } refusal) throw new InvalidOperationException($"{text}: {refusal.Code}");
    }
}
