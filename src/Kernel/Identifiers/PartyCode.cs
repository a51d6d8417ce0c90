namespace Yitong.Kernel;

/// <summary>The code that a party is known by: a citizen number (公民身份号码) or a unified social credit code.</summary>
/// <param name="Text">The code as it is kept, however it was written.</param>
/// <param name="IsPerson">Whether it is a citizen number. One of 31 is a valid credit code, too, and is a person's.</param>
public readonly record struct PartyCode(string Text, bool IsPerson)
{
    /// <summary>Reads a code by its shape and check digit; null when it is neither.</summary>
    public static PartyCode? Parse(string? text) =>
        CitizenNumber.TryParse(text, out var citizen) ? new(citizen.Text, true)
        : UnifiedCreditCode.TryParse(text, out var company) ? new PartyCode(company.Text, false) : null;
}
