using System.Diagnostics.CodeAnalysis;

namespace Yitong.Transparency;

/// <summary>
/// The public keys of one name by which a note is believed: a log may sign with two algorithms, and a reader may know one of the
/// keys or both. Immutable; thread-safe.
/// </summary>
public sealed class NoteKeys
{
    /// <summary>Keys of one name and kind.</summary>
    /// <exception cref="ArgumentException">There is none, or they are not of one name and kind.</exception>
    public NoteKeys(params IReadOnlyList<NoteVerifier> keys)
    {
        if (keys.Count == 0 || keys.DistinctBy(key => (key.Name, key.Kind)).Count() > 1)
            throw new ArgumentException("Keys of one name and kind are wanted.", nameof(keys));
        All = keys;
    }

    /// <summary>The keys, in their order.</summary>
    public IReadOnlyList<NoteVerifier> All { get; }

    /// <summary>Their name.</summary>
    public string Name => All[0].Name;

    /// <summary>
    /// Whether a note is believed: at least one of the keys has signed it, and no signature of one of them is wrong. Signatures
    /// of keys that are not known say nothing (C2SP signed-note).
    /// </summary>
    public bool Verify(SignedNote note) => Look(note) == NoteLook.Right;

    /// <summary>As <see cref="Verify"/>, and tells a note without these keys' signatures from one with a wrong one.</summary>
    public NoteLook Look(SignedNote note)
    {
        var looks = All.Select(key => key.Look(note, out _)).ToList();
        return looks.Contains(NoteLook.Wrong) ? NoteLook.Wrong : looks.Max();
    }

    /// <summary>Whether all keys of others are among these.</summary>
    public bool Contains(NoteKeys others) => others.All.All(other => All.Any(own => $"{own}" == $"{other}"));

    /// <summary>Reads keys with a space between; false when one is none, or their names differ.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteKeys? keys)
    {
        keys = null;
        var read = new List<NoteVerifier>();
        foreach (var each in text.Split(' '))
        {
            if (!NoteVerifier.TryParse(each, out var key)) return false;
            read.Add(key);
        }
        if (read.DistinctBy(key => (key.Name, key.Kind)).Count() != 1) return false;
        keys = new(read);
        return true;
    }

    /// <summary>The keys with a space between.</summary>
    public override string ToString() => string.Join(' ', All);
}
