using Yitong.Acting;

namespace Yitong.Benefits;

/// <summary>An official tries a card (试算): nothing changes by it.</summary>
/// <param name="Card">The card as YAML.</param>
[Act("try-card", Unclear = null)]
public sealed record TryCard([Ask(IsLong = true, Most = SaveDraft.Longest, Missing = "body.field-missing")] string? Card);
