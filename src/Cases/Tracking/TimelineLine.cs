namespace Yitong.Cases;

/// <summary>One line of a case's history as people read it.</summary>
/// <param name="When">Day and time.</param>
/// <param name="What">What happened, in a sentence.</param>
/// <param name="Who">The office or person; null for the engine.</param>
public sealed record TimelineLine(string When, string What, string? Who);
