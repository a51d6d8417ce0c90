using Yitong.Store;

namespace Yitong.Cases;

/// <summary>The events of cases by their stable names.</summary>
internal static class CaseEventNames
{
    public static EventTypes<CaseEvent> Types { get; } = new();
}
