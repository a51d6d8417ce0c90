using System.Globalization;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// Reads one answer as people type it: full-width digits, spaces, units and Chinese dates are understood, and what cannot be is
/// refused by the bounds of its kind and of its question. An amount becomes fen.
/// </summary>
internal static class AnswerReading
{
    // Written behind a code by whoever has compared it with the licence and found it so.
    private const string Compared = "无误";
    private const decimal MostNumber = 1_000_000_000_000;
    private const int EarliestYear = 1900, MostYearsAhead = 100;
    private const int MostText = 200, MostLongText = 2000;

    /// <summary>The answer in its normal form, or the fault at its field.</summary>
    /// <param name="question">The question answered.</param>
    /// <param name="raw">What was typed; empty means no answer.</param>
    /// <param name="today">The day on which it is answered.</param>
    /// <param name="applicant">The applicant's citizen number or credit code; null when it is not known.</param>
    /// <returns>Null value for an empty answer.</returns>
    public static (string? Answer, FieldFault? Fault) Read(
        Question question, string? raw, DateOnly today, string? applicant = null)
    {
        var text = WideText.Fold(raw);
        if (text.Length == 0) return (null, null);
        return question.Kind switch
        {
            AnswerKind.Choice => Chosen(question, text) is { } option ? (option, null)
                : Fault(question, "answer.not-an-option", ("options", string.Join("、", question.Options))),
            AnswerKind.Text => Limited(question, raw!.Trim(), MostText),
            AnswerKind.LongText => Limited(question, raw!.Trim(), MostLongText),
            AnswerKind.Name => PartyName.Clean(raw) is { } name ? (name, null) : Fault(question, "answer.name"),
            AnswerKind.Number => ReadNumber(question, text),
            AnswerKind.Money => Money.TryParse(text, out var money)
                ? Bounded(question, money.InYuan, KeptAnswers.Of(money))
                : Fault(question, "answer.not-money"),
            AnswerKind.Date => TypedDay.Read(text) is { } day ? Bounded(question, day, today)
                : Fault(question, "answer.not-a-date"),
            AnswerKind.Phone => PhoneNumber.TryParse(text, out var phone) ? (phone.Text, null)
                : Fault(question, "answer.not-a-phone"),
            AnswerKind.CitizenNumber => ReadCitizen(question, text, today, applicant),
            AnswerKind.UnifiedCreditCode => ReadCode(question, text, applicant),
            _ => throw new InvalidOperationException($"No reader for {question.Kind}."),
        };
    }

    private static string? Chosen(Question question, string text) =>
        question.Options.FirstOrDefault(option => WideText.Fold(option) == text)
        ?? (question.Options.Where(option => LikeText.AreAlike(option, text)).ToList() is [var one] ? one : null);

    private static (string?, FieldFault?) ReadNumber(Question question, string text)
    {
        if (TypedNumber.Read(text, question.Units) is not { } number || number != decimal.Round(number, question.Decimals))
            return question.Decimals == 0 ? Fault(question, "answer.not-a-number")
                : Fault(question, "answer.not-a-decimal", ("decimals", $"{question.Decimals}"), ("unit", Unit(question)));
        return Bounded(question, number, number.ToString("0.####", CultureInfo.InvariantCulture));
    }

    private static (string?, FieldFault?) Bounded(Question question, decimal number, string kept) =>
        number < question.Least ? Fault(question, "answer.too-small", ("least", Said(question.Least)), ("unit", Unit(question)))
        : number > (question.Most ?? MostNumber)
            ? Fault(question, "answer.too-large", ("most", Said(question.Most ?? MostNumber)), ("unit", Unit(question)))
        : (kept, null);

    private static (string?, FieldFault?) Bounded(Question question, DateOnly day, DateOnly today) =>
        question.When == DaySide.Past && day > today ? Fault(question, "answer.day-to-come")
        : day.Year < EarliestYear || day.Year > today.Year + MostYearsAhead ? Fault(question, "answer.day-too-far")
        : (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null);

    private static (string?, FieldFault?) ReadCitizen(Question question, string text, DateOnly today, string? applicant) =>
        !CitizenNumber.TryParse(text, out var citizen) ? Fault(question, "answer.citizen-number")
        : !citizen.IsBornBy(today) ? Fault(question, "answer.not-born")
        : question.IsOfAnother && citizen.Text == applicant ? Fault(question, "answer.own-number")
        : (citizen.Text, null);

    // Some codes were given out with a wrong check character: the applicant's own is in the register, another is confirmed.
    private static (string?, FieldFault?) ReadCode(Question question, string text, string? applicant)
    {
        if (UnifiedCreditCode.TryParse(text, out var code)) return (code.Text, null);
        var isCompared = text.EndsWith(Compared, StringComparison.Ordinal);
        if (!UnifiedCreditCode.TryParse(isCompared ? text[..^Compared.Length] : text, true, out code))
            return Fault(question, "answer.credit-code");
        return isCompared || code.Text == applicant ? (code.Text, null)
            : Fault(question, "answer.credit-code-unusual", ("word", Compared));
    }

    private static (string?, FieldFault?) Limited(Question question, string text, int most) =>
        !FreeText.IsPlain(text) ? Fault(question, "answer.control-character")
        : FreeText.LengthOf(text) <= most ? (FreeText.WithOneLineEnd(text), null)
        : Fault(question, "answer.too-long", ("most", most.ToString(CultureInfo.InvariantCulture)));

    private static string Unit(Question question) => question.Units is [var usual, ..] ? usual : "";

    private static string Said(decimal bound) => bound.ToString("#,##0.####", CultureInfo.InvariantCulture);

    private static (string?, FieldFault?) Fault(
        Question question, string code, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var arguments = new Dictionary<string, string> { ["ask"] = question.Ask };
        foreach (var (name, value) in values) arguments[name] = value;
        return (null, new(question.Key, code, arguments));
    }
}
