using System.Security.Claims;
using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>Who is looking at the page, as their session says.</summary>
/// <param name="Id">The account; null when not signed in.</param>
/// <param name="Name">The name shown in the header.</param>
/// <param name="Role">The capacity; <see cref="ActorRole.Anonymous"/> when not signed in.</param>
/// <param name="Office">The agency or station of an official or clerk.</param>
/// <param name="OnBehalfOf">The party acted for, when it is not themself.</param>
/// <param name="OnBehalfOfName">That party's name.</param>
public sealed record Visitor(
    string? Id, string Name, ActorRole Role, string? Office, string? OnBehalfOf, string? OnBehalfOfName)
{
    private const string RoleClaim = "role";
    private const string OfficeClaim = "office";
    private const string ForClaim = "for";
    private const string ForNameClaim = "for_name";

    /// <summary>Somebody who has not signed in.</summary>
    public static readonly Visitor Anonymous = new(null, "", ActorRole.Anonymous, null, null, null);

    /// <summary>Whether they have signed in.</summary>
    public bool IsSignedIn => Id is not null;

    /// <summary>The name of the party whose affairs these are.</summary>
    public string ActsFor => OnBehalfOfName ?? Name;

    /// <summary>Whether they may apply for themself or somebody else; who has not signed in is asked to first.</summary>
    public bool MayApply => Role is ActorRole.Anonymous or ActorRole.Resident;

    /// <summary>The page on which their own affairs or their work are.</summary>
    public string Home => Role switch
    {
        ActorRole.Resident => "/my",
        ActorRole.Clerk => "/desk",
        ActorRole.Official => "/work",
        ActorRole.Supervisor => "/supervision",
        _ => "/",
    };

    /// <summary>The actor that acts from this page carry.</summary>
    public Actor ToActor() => new(Id ?? "anonymous", Role, Office, OnBehalfOf);

    /// <summary>Reads the session.</summary>
    public static Visitor Of(ClaimsPrincipal user) =>
        RoleOf(user) is not { } role || user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id
            ? Anonymous
            : new Visitor(id, user.FindFirstValue(ClaimTypes.Name) ?? id, role, user.FindFirstValue(OfficeClaim),
                user.FindFirstValue(ForClaim), user.FindFirstValue(ForNameClaim));

    /// <summary>The role of a signed-in user; null when there is none that Yitong knows.</summary>
    public static ActorRole? RoleOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
        && Enum.TryParse<ActorRole>(user.FindFirstValue(RoleClaim), ignoreCase: true, out var role)
        && role is ActorRole.Resident or ActorRole.Clerk or ActorRole.Official or ActorRole.Supervisor
            ? role
            : null;

    /// <summary>The session's claims.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, Id!), new(ClaimTypes.Name, Name), new(RoleClaim, Role.ToString())];
        if (Office is not null)
            claims.Add(new(OfficeClaim, Office));
        if (OnBehalfOf is not null)
            claims.AddRange([new(ForClaim, OnBehalfOf), new(ForNameClaim, OnBehalfOfName ?? OnBehalfOf)]);
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, ClaimTypes.Name, RoleClaim));
    }
}

/// <summary>Signs somebody in as a persona of a demonstration; null when there is none. Absent in a real city.</summary>
public delegate Task<Visitor?> SignInAsPersona(string persona);
