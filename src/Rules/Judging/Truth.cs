namespace Yitong.Rules;

/// <summary>
/// Yes, no, or unknown because a fact is missing. <c>and</c> and <c>or</c> follow Kleene's strong logic: unknown only where the
/// missing fact could still turn the answer.
/// </summary>
public enum Truth : byte
{
    /// <summary>It does not hold, whatever is missing.</summary>
    No,
    /// <summary>A missing fact decides.</summary>
    Unknown,
    /// <summary>It holds, whatever is missing.</summary>
    Yes,
}
