using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Yitong.Kernel;

/// <summary>
/// The identifier of an electronic certificate (电子证照标识, GB/T 36904):
/// <c>1.2.156.3005.2.type(21).issuer.serial.version(3).check</c>. The check character is ISO 7064 MOD 37,36 over type, issuer,
/// serial and version without dots and without the root.
/// </summary>
public readonly record struct CertificateIdentifier
{
    private const string Root = "1.2.156.3005.2.";
    private const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static readonly SearchValues<char> Allowed = SearchValues.Create(Characters);
    private const int TypeLength = 21;
    private const int LongestIssuer = 18;
    private const int LongestSerial = 32;
    private const int VersionLength = 3;

    private CertificateIdentifier(string type, string issuer, string serial, string version, CertificateCheck check,
        char given) =>
        (Type, Issuer, Serial, Version, Check, Given) = (type, issuer, serial, version, check, given);

    /// <summary>Code of the type of certificate: the definer's credit code of 18 characters and three digits.</summary>
    public string Type { get; }
    /// <summary>Code of the issuing authority: its credit code; in practice also a shorter one.</summary>
    public string Issuer { get; }
    /// <summary>Serial number.</summary>
    public string Serial { get; }
    /// <summary>Version, three digits.</summary>
    public string Version { get; }
    /// <summary>By which computation the check character is right.</summary>
    public CertificateCheck Check { get; }
    private char Given { get; }

    /// <summary>Makes an identifier with its check character.</summary>
    /// <param name="type">21 characters of 0–9 and A–Z.</param>
    /// <param name="issuer">1 to 18 of them.</param>
    /// <param name="serial">1 to 32 of them.</param>
    /// <param name="version">1 to 999.</param>
    /// <exception cref="ArgumentException">A part has another form.</exception>
    public static CertificateIdentifier Make(string type, string issuer, string serial, int version)
    {
        var text = version.ToString("000", System.Globalization.CultureInfo.InvariantCulture);
        if (!AreParts(type, issuer, serial, text) || version < 1)
            throw new ArgumentException($"{type}.{issuer}.{serial}.{text} is no certificate identifier.");
        return new(type, issuer, serial, text, CertificateCheck.Standard, Standard(type + issuer + serial + text));
    }

    /// <summary>
    /// Reads an identifier whose check character is right, or is what a widespread faulty program writes
    /// (<see cref="CertificateCheck.Faulty"/>): such certificates exist and must be found; new ones are never made.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CertificateIdentifier identifier)
    {
        identifier = default;
        if (text is null || text.Length > 120 || !text.StartsWith(Root, StringComparison.Ordinal)
            || text[Root.Length..].Split('.') is not [var type, var issuer, var serial, var version, [var given]]
            || !AreParts(type, issuer, serial, version)) return false;
        var body = type + issuer + serial + version;
        if (given != Standard(body) && given != Faulty(body)) return false;
        var check = given == Standard(body) ? CertificateCheck.Standard : CertificateCheck.Faulty;
        identifier = new(type, issuer, serial, version, check, given);
        return true;
    }

    /// <summary>The identifier in full; empty for the default.</summary>
    public override string ToString() => Type is null ? "" : $"{Root}{Type}.{Issuer}.{Serial}.{Version}.{Given}";

    private static bool AreParts(string type, string issuer, string serial, string version) =>
        type.Length == TypeLength && issuer.Length is > 0 and <= LongestIssuer && serial.Length is > 0 and <= LongestSerial
        && version.Length == VersionLength && version.All(char.IsAsciiDigit)
        && !(type + issuer + serial).AsSpan().ContainsAnyExcept(Allowed);

    private static char Standard(string body)
    {
        var product = 36;
        foreach (var character in body)
        {
            var sum = (product + Characters.IndexOf(character)) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return Characters[(37 - product) % 36];
    }

    // Letters one too high and a reduction that depends on the character: the whole program, mistakes included.
    private static char Faulty(string body)
    {
        var product = 36;
        foreach (var character in body)
        {
            var value = char.IsAsciiDigit(character) ? character - '0' : Characters.IndexOf(character) + 1;
            var sum = product + value;
            if (value > 10 && sum > 37) sum %= 37;
            else if (value < 10 && sum > 36) sum %= 36;
            product = (sum % 36 == 0 ? 36 : sum % 36) * 2 % 37;
        }
        var check = 37 - product;
        while (check < 1) check += 36;
        return Characters[(check - 1) % 36];
    }
}

/// <summary>By which computation a certificate's check character is right.</summary>
public enum CertificateCheck
{
    /// <summary>ISO 7064 MOD 37,36, as GB/T 36904 wants it.</summary>
    Standard,
    /// <summary>That of a faulty program in wide use: understood, never written.</summary>
    Faulty,
}
