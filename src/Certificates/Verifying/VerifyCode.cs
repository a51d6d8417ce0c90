using Yitong.Acting;

namespace Yitong.Certificates;

/// <summary>
/// Anybody verifies a certificate's code (核验). What was shown on a screen is used up by it (<see cref="UsePresentation"/>).
/// </summary>
/// <param name="Code">The code as it was scanned: with or without its address. None is as one that cannot be read.</param>
[Act("verify-code", Unclear = null)]
public sealed record VerifyCode([Ask(IsOptional = true)] string? Code);
