using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Builds the registers in the background once the server runs, so that no official's first try of a card has to wait for it.
/// </summary>
internal sealed class RegisterWarmUp(
    CityRegisters registers, CityProfile city, TimeProvider clock, ILogger<RegisterWarmUp> log) : BackgroundService
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
#pragma warning disable CA1031 // The first question builds them then, or says what is wrong.
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (!DatabaseFaults.IsPassing(fault)) log.LogError(fault, "The registers cannot be built ahead.");
        }
    }
}
