namespace Yitong.Packs;

/// <summary>One fault of a city pack: where it is, what is wrong and how to mend it.</summary>
/// <param name="File">The file, relative to the folder that holds the packs.</param>
/// <param name="Line">The line, counted from 1; 0 when the fault is the file's as a whole.</param>
/// <param name="Code">Stable, dotted, lower case, such as <c>reference.dangling</c>.</param>
/// <param name="Cause">What is wrong, in a sentence.</param>
/// <param name="Remedy">What to do, in a sentence.</param>
public sealed record PackFault(string File, int Line, string Code, string Cause, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {Code}: {Cause} {Remedy}";
}

/// <summary>A place in a pack.</summary>
/// <param name="File">The file, relative to the folder that holds the packs.</param>
/// <param name="Line">The line, counted from 1.</param>
public readonly record struct PackPlace(string File, int Line);
