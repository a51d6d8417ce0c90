using System.Collections.Frozen;

namespace Yitong.Kernel;

/// <summary>
/// The law or the state of a case says no. A value, not an exception: it has a stable dotted code, the
/// sentence for it is in the pack (<c>refusals.{code}</c>), and it names the article where there is one.
/// </summary>
/// <param name="Code">Stable, dotted, lower case, such as <c>case.already-decided</c>.</param>
/// <param name="Kind">Which door the no leaves by.</param>
/// <param name="Law">The article that says so, such as <c>行政许可法 第三十二条</c>; null when it is plain order.</param>
/// <param name="Arguments">Values for the sentence's placeholders.</param>
public sealed record Refusal(
    string Code,
    RefusalKind Kind = RefusalKind.NotNow,
    string? Law = null,
    IReadOnlyDictionary<string, string>? Arguments = null)
{
    /// <summary>Faults that belong to single fields, keyed by the field's name; empty when it is the whole.</summary>
    public IReadOnlyList<FieldFault> Fields { get; init; } = [];

    /// <summary>The arguments, never null.</summary>
    public IReadOnlyDictionary<string, string> Args => Arguments ?? FrozenDictionary<string, string>.Empty;

    /// <summary>The same refusal with one more value for its sentence.</summary>
    public Refusal With(string name, string value) =>
        this with { Arguments = new Dictionary<string, string>(Args) { [name] = value } };
}

/// <summary>One field's fault: the field, the code of the sentence, and values for it.</summary>
/// <param name="Field">The field's name as the caller sent it.</param>
/// <param name="Code">Code of the sentence in the pack (<c>refusals.{code}</c>).</param>
/// <param name="Arguments">Values for the sentence's placeholders.</param>
public sealed record FieldFault(string Field, string Code, IReadOnlyDictionary<string, string>? Arguments = null);

/// <summary>Why not: decides the HTTP status and nothing else.</summary>
public enum RefusalKind
{
    /// <summary>The state does not allow it now (409).</summary>
    NotNow,
    /// <summary>What was sent cannot stand in law or form (422).</summary>
    NotValid,
    /// <summary>The caller may not do this (403).</summary>
    NotAllowed,
    /// <summary>There is no such thing, or the caller may not know of it (404).</summary>
    NotFound,
    /// <summary>Somebody else was faster; the screen is stale (409).</summary>
    Stale,
    /// <summary>What was sent could not be read (400).</summary>
    NotReadable,
    /// <summary>Too much at once, or the database is away; the same again in a moment may do (503).</summary>
    Busy,
}

/// <summary>Either a value or a refusal.</summary>
/// <typeparam name="T">What a success carries.</typeparam>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>The refusal, or null on success.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether there is a value.</summary>
    public bool IsGranted => Refusal is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is a refusal instead.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    /// <summary>A success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    /// <summary>Carries the value on, or the refusal through.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Refusal is null ? next(value!) : Refusal;
}

/// <summary>Makes outcomes of values whose type is an interface, which cannot convert by themselves.</summary>
public static class Outcome
{
    /// <summary>A success.</summary>
    public static Outcome<T> Of<T>(T value) => value;
}
