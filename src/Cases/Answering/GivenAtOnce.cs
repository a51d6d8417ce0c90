using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>Answers and materials that come together with another act: decided as if each were given by itself.</summary>
internal static class GivenAtOnce
{
    /// <summary>What happens to a case; or the first refusal, and nothing of it happens.</summary>
    public static Outcome<IReadOnlyList<CaseEvent>> On(
        Case now, IReadOnlyDictionary<string, string?>? answers, IReadOnlyList<MaterialCopy>? copies, CaseFacts facts)
    {
        List<CaseEvent> events = [];
        if (answers is { Count: > 0 })
        {
            var given = new GiveAnswers(answers).TryOn(now, facts);
            if (given.Refusal is { } refusal) return refusal;
            events.AddRange(given.Value);
        }
        foreach (var copy in copies ?? [])
        {
            var handed = new HandOverMaterial(copy).TryOn(now, facts);
            if (handed.Refusal is { } refusal) return refusal;
            events.AddRange(handed.Value);
        }
        return events;
    }
}
