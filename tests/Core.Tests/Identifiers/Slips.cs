namespace Yitong.Core.Tests;

/// <summary>The slips of a typing hand, all of them.</summary>
internal static class Slips
{
    internal static void AreAllNoticed(string text, string alphabet, Predicate<string> isRead)
    {
        Assert.All(Wrong(text, alphabet), slip => Assert.False(isRead(slip), slip));
        Assert.All(Swapped(text), slip => Assert.False(isRead(slip), slip));
    }

    /// <summary>Every text with one character changed.</summary>
    internal static IEnumerable<string> Wrong(string text, string alphabet) =>
        from place in Enumerable.Range(0, text.Length)
        from letter in alphabet
        where letter != text[place]
        select text[..place] + letter + text[(place + 1)..];

    /// <summary>Every text with two different neighbours swapped.</summary>
    internal static IEnumerable<string> Swapped(string text) =>
        from place in Enumerable.Range(0, text.Length - 1)
        where text[place] != text[place + 1]
        select text[..place] + text[place + 1] + text[place] + text[(place + 2)..];
}
