using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// An official grants an application that was referred; the budget has granted it before (<see cref="InstantGranting"/>).
/// </summary>
/// <param name="Fen">How much. A program that names none refuses the application (<see cref="RefuseClaim"/>).</param>
/// <param name="Reason">Why.</param>
[Act("grant-claim", Unclear = null)]
public sealed record GrantClaim(
    [Ask(IsMoney = true, IsOptional = true)] long? Fen,
    [Ask(IsLong = true, Most = 1_000, Missing = GrantClaim.NoReason, Unreadable = GrantClaim.NoReason)] string? Reason)
    : ICommand<Referral, ReferralEvent>
{
    /// <summary>Code where the reason is missing.</summary>
    internal const string NoReason = "referral.reason-empty";

    private const long MostFen = 100_000_000_00;

    /// <inheritdoc/>
    public Refusal? NotNow(Referral now, Facts facts) => Closed(now, facts);

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Referral now, Facts facts) =>
        Fen is null ? [new("fen", AddMoney.Nothing)] : AddMoney.FaultsOf(Fen, MostFen);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<ReferralEvent>> Decide(Referral now, Facts facts) =>
        new ReferralEvent[] { new ClaimGranted(Fen!.Value, Reason!) };

    /// <summary>Why the actor cannot decide a referral; null when they can.</summary>
    internal static Refusal? Closed(Referral now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : now.State != ReferralState.Waiting ? new("referral.decided-already") : null;
}
