using System.Collections.Immutable;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>A certificate to be issued as the outcome of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Matter">
/// Its member that was granted. A case's matter issues one certificate a round, however often they are named.
/// </param>
/// <param name="Type">Code of its type.</param>
/// <param name="Agency">The issuing agency, by its code in the pack.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="On">The day of issue.</param>
/// <param name="Fields">Values of the type's own fields, by their codes; those without a value are left out.</param>
public sealed record IssueCertificate(
    Guid Case, string Matter, string Type, string Agency, CertificateHolder Holder, DateOnly On,
    ImmutableDictionary<string, string> Fields)
{
    /// <summary>How often a grant of the matter in this case had been taken back before this one; usually 0.</summary>
    public int Round { get; init; }

    /// <summary>The id of the certificate that a case's matter issues in a round.</summary>
    public static Guid IdOf(Guid @case, string matter, int round = 0) =>
        IdOf(round == 0 ? $"{@case} {matter}" : $"{@case} {matter} {round}");

    /// <summary>An id that follows from what a certificate comes from, whichever node makes it.</summary>
    internal static Guid IdOf(string origin) =>
        StreamIds.Of($"certificate {origin}");
}

/// <summary>Who holds a certificate.</summary>
/// <param name="Party">The party's id.</param>
/// <param name="Name">Name.</param>
/// <param name="Code">Citizen number or credit code.</param>
/// <param name="IsPerson">Whether it is a natural person.</param>
public sealed record CertificateHolder(Guid Party, string Name, string Code, bool IsPerson);

/// <summary>A certificate from elsewhere to be made known here.</summary>
/// <param name="Identifier">Its identifier.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Number">Its number.</param>
/// <param name="IssuerName">Who issued it.</param>
/// <param name="Agency">The agency here that checked it against the source.</param>
/// <param name="Matter">The matter that it is used for.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="IssuedOn">The day of issue.</param>
/// <param name="ValidUntil">Its last day; null: for long.</param>
public sealed record ImportCertificate(
    string? Identifier, string? Name, string? Number, string? IssuerName, string Agency, string Matter, CertificateHolder Holder,
    DateOnly IssuedOn, DateOnly? ValidUntil)
{
    /// <summary>Whether it can be taken over, and its identifier.</summary>
    /// <returns>
    /// The identifier; or <c>certificate.identifier-not-valid</c>, <c>certificate.import-incomplete</c>,
    /// <c>certificate.own-issue</c> with the field.
    /// </returns>
    public Outcome<CertificateIdentifier> Check(bool isOwnIssuer) =>
        !CertificateIdentifier.TryParse(Identifier, out var identifier)
            ? StatusRules.Field("identifier", "certificate.identifier-not-valid")
        : isOwnIssuer ? StatusRules.Field("identifier", "certificate.own-issue")
        : StatusRules.IsBad(Name) ? StatusRules.Field("name", "certificate.import-incomplete")
        : StatusRules.IsBad(IssuerName) ? StatusRules.Field("issuer", "certificate.import-incomplete")
        : StatusRules.IsBad(Number) ? StatusRules.Field("number", "certificate.import-incomplete")
        : ValidUntil < IssuedOn ? StatusRules.Field("until", "certificate.import-incomplete")
        : identifier;
}
