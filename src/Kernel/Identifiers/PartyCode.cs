namespace Yitong.Kernel;

/// <summary>The code that a party is known by: a citizen number (公民身份号码) or a unified social credit code.</summary>
/// <param name="Text">The code as it is kept, however it was written.</param>
/// <param name="IsPerson">Whether it is a citizen number, which is never read as a credit code.</param>
public readonly record struct PartyCode(string Text, bool IsPerson)
{
    /// <summary>Reads a code by its shape and check digit; null when it is neither.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="isKnown">
    /// Whether it comes from a register or is looked up there: some credit codes were given out with a wrong check character.
    /// </param>
    public static PartyCode? Parse(string? text, bool isKnown = false) =>
        CitizenNumber.TryParse(text, out var citizen) ? new(citizen.Text, true)
        : UnifiedCreditCode.TryParse(text, isKnown, out var company) ? new PartyCode(company.Text, false) : null;
}
