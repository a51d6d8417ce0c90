using Yitong.Acting;

namespace Yitong.Benefits;

/// <summary>
/// Somebody applies with one tap (即申即享), for themself or for whom they act. What comes of it (<see cref="GrantBenefit"/>,
/// <see cref="ReferClaim"/>) the policy's rule says (<see cref="InstantApplying"/>).
/// </summary>
/// <param name="Policy">The policy's id.</param>
/// <param name="For">For whom: party id or code; oneself when missing.</param>
/// <param name="Remark">Which fact is not so; then an official looks into it.</param>
[Act("take-benefit", Unclear = null)]
public sealed record TakeBenefit(
    [Ask(Missing = "instant.no-such-policy")] string? Policy, [Ask(IsOptional = true)] string? For,
    [Ask(IsOptional = true, IsLong = true, Most = 1_000, Unreadable = GrantClaim.NoReason)] string? Remark);
