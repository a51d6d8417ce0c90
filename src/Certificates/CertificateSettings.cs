using System.Globalization;
using Yitong.Shell;

namespace Yitong.Certificates;

/// <summary>How an installation issues certificates.</summary>
/// <param name="Profile">By which profile it signs: <c>certificates:profile</c>, one of sm2, p256, ed25519.</param>
/// <param name="Address">The address that codes begin with: <c>certificates:address</c>; null: that of the request.</param>
/// <param name="StatusHours">
/// How many hours a status list that somebody took along says how a certificate stands: <c>certificates:status-hours</c>.
/// </param>
public sealed record CertificateSettings(KeyProfile Profile, string? Address, int StatusHours = KeyDocument.UsualStatusHours)
{
    private const int MostStatusHours = 24 * 365;

    /// <summary>By which profile certificates are signed unless an installation says otherwise.</summary>
    public const KeyProfile UsualProfile = KeyProfile.Sm2;

    internal static CertificateSettings Of(HostSettings settings) => new(
        settings["certificates:profile"] is not { Length: > 0 } profile ? UsualProfile
            : Enum.TryParse<KeyProfile>(profile, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known
            : throw new InvalidOperationException($"certificates:profile is {profile}; it must be sm2, p256 or ed25519."),
        settings["certificates:address"] is { Length: > 0 } address ? address.TrimEnd('/') : null, HoursOf(settings));

    private static int HoursOf(HostSettings settings) =>
        settings["certificates:status-hours"] is not { Length: > 0 } said ? KeyDocument.UsualStatusHours
        : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && hours is > 0 and <= MostStatusHours ? hours
            : throw new InvalidOperationException($"certificates:status-hours is {said}; it must be 1 to {MostStatusHours}.");
}
