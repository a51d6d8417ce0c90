namespace Yitong.Kernel;

/// <summary>What is wrong with a matter's codes.</summary>
public enum MatterCodeFault
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>The basic code is not 12 digits.</summary>
    BasicForm,
    /// <summary>The implementation code is not 31 characters with a level digit at the 19th.</summary>
    ImplementationForm,
    /// <summary>The implementation code does not begin with a valid unified social credit code.</summary>
    ImplementationAgency,
    /// <summary>The implementation code does not end with the basic code.</summary>
    ImplementationBasic,
    /// <summary>The handling code is not 33 characters ending in two digits.</summary>
    HandlingForm,
    /// <summary>The handling code does not begin with the implementation code.</summary>
    HandlingImplementation,
}

/// <summary>
/// The three codes of a matter (事项编码), each within the next: the basic code (基本编码) of 12 digits;
/// the implementation code (实施编码) of 31 = the agency's unified social credit code 18 + level 1 +
/// basic code 12; the handling code (业务办理项编码) of 33 = implementation code + 2 digits.
/// </summary>
public readonly record struct MatterCodes
{
    private MatterCodes(string basic, string implementation, string handling, UnifiedCreditCode agency) =>
        (Basic, Implementation, Handling, Agency) = (basic, implementation, handling, agency);

    /// <summary>12 digits, the same in the whole country.</summary>
    public string Basic { get; }

    /// <summary>31 characters: who exercises the matter and at which level.</summary>
    public string Implementation { get; }

    /// <summary>33 characters: the single thing that can be applied for.</summary>
    public string Handling { get; }

    /// <summary>The agency that exercises the matter.</summary>
    public UnifiedCreditCode Agency { get; }

    /// <summary>Reads the three codes; spaces, lower case and full-width characters are understood.</summary>
    /// <returns>The first fault found, or <see cref="MatterCodeFault.None"/> with the codes.</returns>
    public static MatterCodeFault TryParse(
        string? basic, string? implementation, string? handling, out MatterCodes codes)
    {
        codes = default;
        var (inner, middle) = (WideText.FoldCode(basic), WideText.FoldCode(implementation));
        var outer = WideText.FoldCode(handling);
        if (inner.Length != 12 || !inner.All(char.IsAsciiDigit)) return MatterCodeFault.BasicForm;
        if (middle.Length != 31 || !char.IsAsciiDigit(middle[18])) return MatterCodeFault.ImplementationForm;
        if (!UnifiedCreditCode.TryParse(middle[..18], out var agency))
            return MatterCodeFault.ImplementationAgency;
        if (!middle.EndsWith(inner, StringComparison.Ordinal)) return MatterCodeFault.ImplementationBasic;
        if (outer.Length != 33 || !outer[31..].All(char.IsAsciiDigit)) return MatterCodeFault.HandlingForm;
        if (!outer.StartsWith(middle, StringComparison.Ordinal))
            return MatterCodeFault.HandlingImplementation;
        codes = new(inner, middle, outer, agency);
        return MatterCodeFault.None;
    }
}
