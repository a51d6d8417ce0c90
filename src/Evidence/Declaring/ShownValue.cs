using Yitong.Packs;

namespace Yitong.Evidence;

/// <summary>A value of an item as people read it.</summary>
public static class ShownValue
{
    /// <summary>Answers to questions in words; all else as the source says it.</summary>
    public static string Of(string value, Texts texts) =>
        value switch { "true" => texts["evidence.yes"], "false" => texts["evidence.no"], _ => value };
}
