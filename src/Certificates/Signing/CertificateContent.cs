using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Yitong.Certificates;

/// <summary>What a certificate says: what its issuer signs.</summary>
/// <param name="Identifier">Its identifier (证照标识).</param>
/// <param name="Number">The number that people quote (证照编号).</param>
/// <param name="Type">Code of its type (证照类型代码).</param>
/// <param name="Name">What it is called (证照名称).</param>
/// <param name="IssuerCode">The issuing authority's credit code (证照颁发机构代码).</param>
/// <param name="IssuerName">The issuing authority (证照颁发机构).</param>
/// <param name="HolderName">Who holds it (持证主体).</param>
/// <param name="HolderCode">The holder's citizen number or credit code (持证主体代码).</param>
/// <param name="IsPerson">Whether the holder is a natural person.</param>
/// <param name="IssuedOn">The day of issue (颁发日期).</param>
/// <param name="ValidUntil">Its last day (有效期截止); null: for long.</param>
/// <param name="Fields">What it says beyond that, in the order of its type.</param>
/// <param name="Replaces">The identifier of the one whose place it takes; null when there is none.</param>
public sealed record CertificateContent(
    string Identifier, string Number, string Type, string Name, string IssuerCode, string IssuerName, string HolderName,
    string HolderCode, bool IsPerson, DateOnly IssuedOn, DateOnly? ValidUntil, ImmutableArray<CertificateField> Fields,
    string? Replaces = null)
{
    /// <summary>Code of the holder's kind of code: 111 a citizen number, 001 a credit code (持证主体代码类型代码).</summary>
    [JsonIgnore]
    public string HolderCodeKind => IsPerson ? "111" : "001";

    /// <summary>Whether a day lies in its time.</summary>
    public bool IsInForce(DateOnly day) => IssuedOn <= day && (ValidUntil is null || day <= ValidUntil);

    /// <summary>The fields by their national codes (GB/T 36903 as used), then its own.</summary>
    public IEnumerable<(string Code, string Value)> Lines()
    {
        yield return ("ZZMC", Name);
        yield return ("ZZLXDM", Type);
        yield return ("ZZBH", Number);
        yield return ("ZZBS", Identifier);
        yield return ("ZZBFJG", IssuerName);
        yield return ("ZZBFJGDM", IssuerCode);
        yield return ("ZZBFRQ", DayText(IssuedOn));
        yield return ("CZZT", HolderName);
        yield return ("CZZTDM", HolderCode);
        yield return ("CZZTDMLXDM", HolderCodeKind);
        yield return ("ZZYXQQSRQ", DayText(IssuedOn));
        yield return ("ZZYXQJZRQ", ValidUntil is { } until ? DayText(until) : "");
        foreach (var field in Fields) yield return (field.Code, field.Value);
        if (Replaces is not null) yield return ("associatedZzeCertID", Replaces);
    }

    /// <summary>
    /// The canonical form that is signed, version 1: a first line with the version, then one line for each field: code, tab,
    /// value. Backslash, tab and line breaks in a value are written \\, \t, \n and \r. UTF-8.
    /// </summary>
    public byte[] Canonical()
    {
        var text = new StringBuilder("yitong-certificate/v1\n");
        foreach (var (code, value) in Lines()) text.Append(code).Append('\t').Append(Escaped(value)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The first 16 bytes of the canonical form's SHA-256: what a printed code carries of it.</summary>
    public byte[] ShortDigest() => SHA256.HashData(Canonical())[..16];

    private static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Escaped(string value) => value.AsSpan().IndexOfAny("\\\t\n\r") < 0 ? value
        : value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
}

/// <summary>A field beyond those that all certificates have.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record CertificateField(string Code, string Name, string Value);
