using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>Who may call a route. Values combine: <c>Access.Clerk | Access.Official</c>.</summary>
[Flags]
public enum Access
{
    /// <summary>Not declared; the host refuses to start with such a route.</summary>
    None = 0,
    /// <summary>Everybody, signed in or not.</summary>
    Anyone = 1,
    /// <summary>A resident, for themself or under a mandate.</summary>
    Resident = 2,
    /// <summary>A clerk of a service station.</summary>
    Clerk = 4,
    /// <summary>An official of an agency.</summary>
    Official = 8,
    /// <summary>A supervisor.</summary>
    Supervisor = 16,
    /// <summary>Anybody who has signed in.</summary>
    SignedIn = Resident | Clerk | Official | Supervisor,
}

/// <summary>What a route declares about itself: who may call it.</summary>
/// <param name="Allowed">The roles allowed.</param>
public sealed record RouteAccess(Access Allowed)
{
    /// <summary>Whether somebody in this role may call the route; null is a visitor who has not signed in.</summary>
    public bool Admits(ActorRole? role) => Allowed.HasFlag(Access.Anyone) || role switch
    {
        ActorRole.Resident => Allowed.HasFlag(Access.Resident),
        ActorRole.Clerk => Allowed.HasFlag(Access.Clerk),
        ActorRole.Official => Allowed.HasFlag(Access.Official),
        ActorRole.Supervisor => Allowed.HasFlag(Access.Supervisor),
        _ => false,
    };
}

/// <summary>Which part of the product answers for a route: portal, workbench, desk, supervision, api, shell.</summary>
/// <param name="Owner">The part's name.</param>
public sealed record RouteOwner(string Owner);

/// <summary>The declarations that every route carries.</summary>
public static class RouteDeclarations
{
    /// <summary>Declares who may call the route and has it enforced.</summary>
    public static TBuilder For<TBuilder>(this TBuilder route, Access allowed)
        where TBuilder : IEndpointConventionBuilder
    {
        route.WithMetadata(new RouteAccess(allowed));
        if (allowed.HasFlag(Access.Anyone))
            return route.AllowAnonymous();
        return route.RequireAuthorization(policy => policy
            .RequireAuthenticatedUser()
            .RequireAssertion(context => new RouteAccess(allowed).Admits(Visitor.RoleOf(context.User))));
    }

    /// <summary>Declares which part of the product answers for the route.</summary>
    public static TBuilder OwnedBy<TBuilder>(this TBuilder route, string owner)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteOwner(owner));

    /// <summary>
    /// Marks a route that takes a page's form: its antiforgery token is checked before anything runs, and what no form of ours
    /// sends is answered as a stale form.
    /// </summary>
    public static RouteHandlerBuilder TakesForm(this RouteHandlerBuilder route) => route
        .WithMetadata(new RequireAntiforgeryTokenAttribute(true))
        .AddEndpointFilter(async (context, next) =>
        {
            if (context.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
                return Screens.Error(StatusCodes.Status400BadRequest, "error.stale-form");
            try
            {
                return await next(context);
            }
            catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status400BadRequest)
            {
                return Screens.Error(StatusCodes.Status400BadRequest, "error.stale-form");
            }
        });

    /// <summary>The routes of an application that lack a declaration.</summary>
    public static IReadOnlyList<string> Undeclared(IEnumerable<Endpoint> endpoints) =>
        [.. endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<RouteAccess>() is not { Allowed: not Access.None }
                || endpoint.Metadata.GetMetadata<RouteOwner>() is null)
            .Select(endpoint => endpoint.DisplayName ?? "?")];
}
