using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Tells a subject that a payment came back from the bank (退票通知), so that they confirm another account. Whoever the city had no
/// file of gets one.
/// </summary>
/// <param name="Code">Citizen number or credit code.</param>
/// <param name="Policy">Id of the policy.</param>
[Act("tell-returned")]
internal sealed record TellReturned(string Code, string Policy) : IBeginning<SubjectFile, BenefitFileEvent, BenefitFileFacts>
{
    public string About => SubjectFile.AboutOf(Code);

    public Outcome<IReadOnlyList<BenefitFileEvent>> Decide(BenefitFileFacts facts) =>
        new BenefitFileEvent[] { new PaymentReturned(Code, KindOf(Code), Policy) };

    public Outcome<IReadOnlyList<BenefitFileEvent>> Again(SubjectFile now, BenefitFileFacts facts) => Decide(facts);

    private static SubjectKind KindOf(string code) =>
        CitizenNumber.TryParse(code, out _) ? SubjectKind.Person : SubjectKind.Company;
}

/// <summary>
/// Tells everybody whose money the bank gave back, as soon as its answer is booked. It may be killed anywhere: each return is
/// told once.
/// </summary>
internal sealed class ReturnedFollower(BenefitFileDesk files) : ActFollower("returned-payments", "budget.result-booked")
{
    /// <inheritdoc/>
    public override async Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var recorded in events)
            if (BudgetHistory.Kind.Events.Read(recorded) is ResultBooked { Returned: var returned })
                for (var line = 0; line < returned.Length; line++)
                    await TellAsync(returned[line], FollowUps.KeyOf(Name, recorded.Position, line), cancellation);
    }

    private async Task TellAsync(ReturnedLine back, IdempotencyKey key, CancellationToken cancellation)
    {
        var told = new TellReturned(back.Key.Subject, back.Purpose.Policy);
        (await files.BeginAsync(new Caller(Actor.Engine) { Key = key }, told, cancellation)).Refusal.OrWait();
    }
}
