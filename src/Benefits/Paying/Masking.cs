using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// What a public notice shows of a receiver (公示脱敏). A person is shown so that those who know them can object, and nobody else
/// can find them: 个人信息保护法 art. 6 and 28, 政府信息公开条例 art. 15. Names and codes of businesses are public by law.
/// </summary>
public static class Masking
{
    /// <summary>A person's name: its first character.</summary>
    public static string Name(string subject, string name) =>
        IsPerson(subject) && name.Length > 0 ? name[..(char.IsSurrogate(name[0]) ? 2 : 1)] + "**" : name;

    /// <summary>A citizen number: the division of its first six digits, and the last two characters.</summary>
    public static string Code(string subject) => IsPerson(subject) ? $"{subject[..6]}**********{subject[^2..]}" : subject;

    /// <summary>An account: its last four digits.</summary>
    public static string Account(string number) => number.Length > 4 ? "**** " + number[^4..] : "****";

    /// <summary>Whether a subject's code is a person's.</summary>
    public static bool IsPerson(string subject) => CitizenNumber.TryParse(subject, out _);
}
