using System.Collections.Frozen;
using Yitong.Packs;

namespace Yitong.Certificates;

/// <summary>
/// A type of certificate (证照类型), as a pack defines it: what certificates of this type say and how long they last.
/// </summary>
/// <param name="Code">21 characters: the definer's credit code of 18 and three more (GB/T 36902).</param>
/// <param name="Name">What the certificate is called (证照名称).</param>
/// <param name="DefinedBy">The authority that defined the type (证照定义机构).</param>
/// <param name="Level">That authority's level (证照定义机构级别).</param>
/// <param name="Holder">Who can hold one (持证主体类别).</param>
/// <param name="Matter">The matter whose grant issues it.</param>
/// <param name="When">Only when this question was answered so; null: whatever was answered.</param>
/// <param name="ValidYears">Years from the day of issue to the last day; null: for long (长期).</param>
/// <param name="Fields">What it says beyond the fields that all certificates have.</param>
/// <param name="CopyDays">Longest life of a purpose-bound copy in calendar days; 0: none may be made.</param>
/// <param name="Provenance">Where the definition comes from.</param>
public sealed record CertificateType(
    string Code, string Name, string DefinedBy, AuthorityLevel Level, HolderKind Holder, string Matter, RequiredAnswer? When,
    int? ValidYears, IReadOnlyList<TypeField> Fields, int CopyDays, Provenance Provenance)
{
    /// <summary>The last day of a certificate issued on a day; null: for long.</summary>
    public DateOnly? ValidUntil(DateOnly issued) => ValidYears is { } years ? issued.AddYears(years).AddDays(-1) : null;
}

/// <summary>A question with the answer that makes a type the one to issue.</summary>
public sealed record RequiredAnswer(string Question, string Answer);

/// <summary>A field of a type beyond those of all certificates.</summary>
/// <param name="Code">Its code: capitals and digits, as GB/T 36903 forms them.</param>
/// <param name="Name">Its name.</param>
/// <param name="Question">The question of the matter whose answer fills it.</param>
public sealed record TypeField(string Code, string Name, string Question);

/// <summary>Level of the authority that defines a type (证照定义机构级别).</summary>
public enum AuthorityLevel
{
    /// <summary>国家级</summary>
    National,
    /// <summary>省部级</summary>
    Ministry,
    /// <summary>地市级</summary>
    City,
    /// <summary>区县级</summary>
    District,
}

/// <summary>Who can hold a certificate of a type (持证主体类别).</summary>
public enum HolderKind
{
    /// <summary>自然人</summary>
    Person,
    /// <summary>法人、其他组织、个体工商户</summary>
    Company,
    /// <summary>Either.</summary>
    Any,
}

/// <summary>The types of certificates of a city. Immutable.</summary>
public sealed class CertificateTypes
{
    private readonly FrozenDictionary<string, IReadOnlyList<CertificateType>> byMatter;

    internal CertificateTypes(IEnumerable<CertificateType> types)
    {
        var all = types.ToList();
        ByCode = all.DistinctBy(type => type.Code).ToFrozenDictionary(type => type.Code, StringComparer.Ordinal);
        byMatter = all.GroupBy(type => type.Matter, StringComparer.Ordinal).ToFrozenDictionary(
            same => same.Key, same => (IReadOnlyList<CertificateType>)[.. same], StringComparer.Ordinal);
    }

    /// <summary>The section to register when a pack is read, behind the catalogue's.</summary>
    public static PackSection Section { get; } = PackSection.Of(["certificate-types"], CertificateTypeParser.Read);

    /// <summary>The types by code.</summary>
    public FrozenDictionary<string, CertificateType> ByCode { get; }

    /// <summary>Whether a matter's grant issues a certificate.</summary>
    public bool HasFor(string matter) => byMatter.ContainsKey(matter);

    /// <summary>
    /// What a matter's grant issues, given the answers: the first type whose answer was given, else the one that asks for none;
    /// null when the matter issues none.
    /// </summary>
    public CertificateType? Of(string matter, Func<string, string?> answers)
    {
        if (!byMatter.TryGetValue(matter, out var types)) return null;
        return types.FirstOrDefault(type => type.When is { } wanted && answers(wanted.Question) == wanted.Answer)
            ?? types.FirstOrDefault(type => type.When is null);
    }
}
