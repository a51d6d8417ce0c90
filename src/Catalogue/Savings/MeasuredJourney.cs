namespace Yitong.Catalogue.Savings;

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

/// <summary>Measures what a journey saved, where the host counts finished cases; null elsewhere.</summary>
public delegate Task<MeasuredJourney?> MeasureJourney(Journey journey);
