using Yitong.Acting;

namespace Yitong.Benefits;

/// <summary>What decisions about a benefit file may know besides: which policies there are now.</summary>
public sealed record BenefitFileFacts : Facts
{
    internal BenefitFileFacts(Facts known, PolicyLibrary policies)
        : base(known) => Policies = policies;

    /// <summary>The policies.</summary>
    internal PolicyLibrary Policies { get; }
}

/// <summary>Hands the policies to decisions about benefit files. Thread-safe.</summary>
internal sealed class BenefitFileFactsGathering(LiveLibrary library) : IFactsFor<BenefitFileFacts>
{
    public async ValueTask<BenefitFileFacts> GatherAsync(Facts known, object command, CancellationToken cancellation) =>
        new(known, await library.NowAsync());
}
