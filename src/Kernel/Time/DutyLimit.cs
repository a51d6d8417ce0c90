namespace Yitong.Kernel;

/// <summary>A limit for something that an office owes, with where it comes from. Pack data.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Law">The article that sets it; null where the city sets it itself or none is known.</param>
/// <param name="IsVerified">Whether the article was read; what was not is shown as such.</param>
public sealed record DutyLimit(TimeLimit Limit, string? Law, bool IsVerified);
