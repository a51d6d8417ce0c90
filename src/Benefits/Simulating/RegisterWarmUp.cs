using Microsoft.Extensions.Hosting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Builds the registers in the background once the server runs, so that no official's first try of a card has to wait for it.
/// </summary>
public sealed class RegisterWarmUp(CityRegisters registers, CityProfile city, TimeProvider clock) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            foreach (var kind in Enum.GetValues<SubjectKind>())
                if (!stoppingToken.IsCancellationRequested)
                    await registers.AskAsync(kind, city.DayOf(clock.GetUtcNow()), register => register.Count);
        }
        catch (Exception fault) when (Away.Is(fault))
        {
            // The first question builds them then.
        }
    }
}
