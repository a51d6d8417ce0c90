using Yitong.Kernel;

namespace Yitong.Demo.Population;

/// <summary>Invented subject codes with valid check characters, each once.</summary>
internal sealed class SubjectCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const long Bodies = 31L * 31 * 31 * 31 * 31 * 31;
    private static readonly int[] BodyWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    private readonly Dictionary<(string Division, int Day), int> born = [];

    /// <summary>The unified social credit code of a company.</summary>
    /// <param name="number">Its number in the city; each gives another code.</param>
    /// <param name="kind">The two characters of the registering authority and the kind of organisation.</param>
    /// <param name="division">Its division.</param>
    public static string Company(long number, string kind, string division)
    {
        Span<char> body = stackalloc char[8];
        ("MA".AsSpan()).CopyTo(body);
        // A multiplier without the factor 31 makes another body of every number.
        var mixed = number * 482_711_977 % Bodies;
        for (var at = 7; at >= 2; at--, mixed /= 31) body[at] = Alphabet[(int)(mixed % 31)];
        return UnifiedCreditCode.Make($"{kind}{division}{body}{OrganisationCheck(body)}").Text;
    }

    /// <summary>The citizen number of a person; the next one for the same division and day.</summary>
    public string Person(string division, DateOnly bornOn)
    {
        var key = (division, bornOn.DayNumber);
        var before = born.GetValueOrDefault(key);
        born[key] = before + 1;
        // 41 and 999 have no common factor: all sequence numbers of a day come up before one comes twice.
        var sequence = (before * 41L + bornOn.DayNumber) % 999 + 1;
        return CitizenNumber.Make(DivisionCode.TryParse(division, out var code) ? code : default, bornOn, (int)sequence).Text;
    }

    // GB 11714: the check character of the organisation's own nine characters.
    private static char OrganisationCheck(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var at = 0; at < 8; at++)
            sum += BodyWeights[at] * (char.IsAsciiDigit(body[at]) ? body[at] - '0' : body[at] - 'A' + 10);
        return (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }
}
