using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Acting;

/// <summary>Who wants an act done, and what their client said about repeating it and about what it had on screen.</summary>
/// <param name="By">Who acts.</param>
public sealed record Caller(Actor By)
{
    private int taken;

    /// <summary>The client's idempotency key: the same request again does nothing again. Null: it gave none.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>Name of the version that a client had on screen, in forms and bodies.</summary>
    public const string VersionField = "version";

    /// <summary>The version of the thing that the client had on screen; null when it makes no claim.</summary>
    public int? Seen { get; init; }

    /// <summary>
    /// Whether the claim is a field of a form. Such a claim is left to an act that asks for it itself, which knows what of the
    /// thing its screen showed; by a header a client claims to have seen the whole.
    /// </summary>
    public bool IsSeenInForm { get; init; }

    /// <summary>The version that nobody may have changed since when this act is done; null when it does not matter.</summary>
    internal int? SeenBy(ActForm act) => IsSeenInForm && act.AsksVersion ? null : Seen;

    /// <summary>
    /// The version of the thing as this request found or left it, for the client to claim with its next act; null when
    /// nothing was told.
    /// </summary>
    public int? Version { get; private set; }

    /// <summary>Tells the client which version of the thing it has before it now.</summary>
    public void Tell(int version) => Version = version;

    /// <summary>Somebody without a client: the engine, a follower, a test.</summary>
    public static implicit operator Caller(Actor by) => new(by);

    /// <summary>
    /// The key of the request's next act: of several acts in one request each is repeated by itself, in the same order.
    /// </summary>
    public IdempotencyKey? TakeKey() =>
        Key is null ? null : taken++ == 0 ? Key : Key with { Key = $"{Key.Key}#{taken}" };
}
