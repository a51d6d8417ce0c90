namespace Yitong.Shell;

/// <summary>A list with the place to go on from; null at the end.</summary>
/// <param name="Items">What is shown.</param>
/// <param name="Next">What to hand back as <c>after</c>.</param>
public sealed record ListView<T>(IReadOnlyList<T> Items, string? Next);
