using Yitong.Benefits.Population;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>How many invented subjects stand in the registers of a demonstration; none in a real city.</summary>
/// <param name="Companies">Companies.</param>
/// <param name="People">People.</param>
public sealed record InventedCity(int Companies, int People)
{
    /// <summary>Nobody is invented.</summary>
    public static InventedCity Nobody { get; } = new(0, 0);

    /// <summary>The seed of the invented city.</summary>
    public const long Seed = 20_260_601;
}

/// <summary>
/// The registers of companies and people on this node, built from what was loaded and from the benefit files when first asked
/// for. One asks at a time. Thread-safe.
/// </summary>
public sealed class CityRegisters(FileDesk files, RegisterDesk loads, CityCatalogue catalogue, InventedCity invented)
    : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<SubjectKind, Register> registers = [];

    /// <summary>Asks something of a register; nobody changes it meanwhile.</summary>
    /// <param name="kind">Companies or people.</param>
    /// <param name="today">Today in the city.</param>
    /// <param name="ask">The question.</param>
    public async Task<T> AskAsync<T>(SubjectKind kind, DateOnly today, Func<Register, T> ask)
    {
        await turn.WaitAsync();
        try
        {
            if (!registers.TryGetValue(kind, out var register))
                register = registers[kind] = await BeginAsync(kind, today);
            await TakeOverAsync(register);
            return ask(register);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    // What was loaded, else an invented city; the single files come on top.
    private async Task<Register> BeginAsync(SubjectKind kind, DateOnly today)
    {
        var count = kind == SubjectKind.Company ? invented.Companies : invented.People;
        return count == 0 || await loads.FindAsync(kind) is not null
            ? await loads.ReadAsync(kind, catalogue.Facts)
            : new City(catalogue.Facts, InventedCity.Seed, today).Register(kind, count);
    }

    // Every file is read again: what another node supplied meanwhile counts, too.
    private async Task TakeOverAsync(Register register)
    {
        var after = "";
        while (await files.CodesAfterAsync(after) is { Count: > 0 } codes)
        {
            foreach (var text in codes)
            {
                if (!SubjectCode.TryParse(text, out var code) || await files.FindAsync(text) is not { } file) continue;
                if (file.Kind != register.Subject) continue;
                var known = catalogue.Facts.Facts.Where(fact => file.Facts.ContainsKey(fact.Id))
                    .Select(fact => (fact.Index, file.ValueOf(fact))).ToList();
                if (register.Put(code, known).Refusal is { } refusal)
                    throw new InvalidOperationException($"{text}: {refusal.Code}");
            }
            after = codes[^1];
        }
    }
}
