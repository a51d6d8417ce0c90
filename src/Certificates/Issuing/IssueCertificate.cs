using System.Collections.Immutable;
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

    /// <summary>The id of the certificate.</summary>
    public Guid Id => IdOf(Case, Matter, Round);

    /// <summary>The id of the certificate that a case's matter issues in a round, whichever node makes it.</summary>
    public static Guid IdOf(Guid @case, string matter, int round = 0) =>
        StreamIds.Of(round == 0 ? $"certificate {@case} {matter}" : $"certificate {@case} {matter} {round}");
}

/// <summary>Who holds a certificate.</summary>
/// <param name="Party">The party's id.</param>
/// <param name="Name">Name.</param>
/// <param name="Code">Citizen number or credit code.</param>
/// <param name="IsPerson">Whether it is a natural person.</param>
public sealed record CertificateHolder(Guid Party, string Name, string Code, bool IsPerson);
