using System.Globalization;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// Reads one answer as people type it: full-width digits, spaces and Chinese dates are understood. An amount becomes fen.
/// </summary>
internal static class AnswerReading
{
    /// <summary>The answer in its normal form, or the fault at its field.</summary>
    /// <param name="question">The question answered.</param>
    /// <param name="raw">What was typed; empty means no answer.</param>
    /// <returns>Null value for an empty answer.</returns>
    public static (string? Answer, FieldFault? Fault) Read(Question question, string? raw)
    {
        var text = WideText.Fold(raw ?? "");
        if (text.Length == 0) return (null, null);
        return question.Kind switch
        {
            AnswerKind.Choice => question.Options.FirstOrDefault(option => WideText.Fold(option) == text) is { } option
                ? (option, null)
                : Fault(question, "answer.not-an-option", ("options", string.Join("、", question.Options))),
            AnswerKind.Text => Limited(question, raw!.Trim(), 200),
            AnswerKind.LongText => Limited(question, raw!.Trim(), 2000),
            AnswerKind.Number => ReadNumber(question, text),
            AnswerKind.Money => Money.TryParse(text, out var money) && money.Fen >= 0
                ? (KeptAnswers.Of(money), null)
                : Fault(question, "answer.not-money"),
            AnswerKind.Date => ReadDate(question, text),
            AnswerKind.Phone => ReadPhone(question, text),
            AnswerKind.CitizenNumber => CitizenNumber.TryParse(text, out var citizen)
                ? (citizen.Text, null)
                : Fault(question, "answer.citizen-number"),
            AnswerKind.UnifiedCreditCode => UnifiedCreditCode.TryParse(text, out var code)
                ? (code.Text, null)
                : Fault(question, "answer.credit-code"),
            _ => throw new InvalidOperationException($"No reader for {question.Kind}."),
        };
    }

    private static (string?, FieldFault?) ReadNumber(Question question, string text)
    {
        var plain = text.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1_000_000_000_000
            ? (number.ToString(CultureInfo.InvariantCulture), null)
            : Fault(question, "answer.not-a-number");
    }

    private static (string?, FieldFault?) ReadDate(Question question, string text)
    {
        var plain = text.Replace('年', '-').Replace('月', '-').Replace("日", "", StringComparison.Ordinal)
            .Replace('/', '-').Replace('.', '-').Replace(" ", "", StringComparison.Ordinal);
        return DateOnly.TryParseExact(
            plain, ["yyyy-M-d", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1900 and <= 2200
            ? (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null)
            : Fault(question, "answer.not-a-date");
    }

    private static (string?, FieldFault?) ReadPhone(Question question, string text)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (plain.StartsWith("+86", StringComparison.Ordinal)) plain = plain[3..];
        return plain.Length is >= 7 and <= 12 && plain.All(char.IsAsciiDigit)
            ? (plain, null)
            : Fault(question, "answer.not-a-phone");
    }

    private static (string?, FieldFault?) Limited(Question question, string text, int most)
    {
        if (!FreeText.IsPlain(text))
            return Fault(question, "answer.control-character");
        return text.Length <= most
            ? (text, null)
            : Fault(question, "answer.too-long", ("most", most.ToString(CultureInfo.InvariantCulture)));
    }

    private static (string?, FieldFault?) Fault(
        Question question, string code, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var arguments = new Dictionary<string, string> { ["ask"] = question.Ask };
        foreach (var (name, value) in values) arguments[name] = value;
        return (null, new(question.Key, code, arguments));
    }
}
