using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// The files that go to the bank and come back. Lines of text in UTF-8, fields parted by bars: a head with the sums, a line for
/// each order, and in what goes out a last line with the digest of all before.
/// </summary>
internal static class BankFile
{
    /// <summary>The format and its version, in every head.</summary>
    public const string Format = "YITONG-PAY-1";

    /// <summary>What goes to the bank.</summary>
    /// <returns>
    /// The text; or <c>payment.line-not-writable</c> with the line: whatever stands in the register, a field with a bar or the
    /// end of a line in it would make other lines of it.
    /// </returns>
    public static Outcome<string> Out(string budget, PaymentFile file, IEnumerable<PaymentOrderRow> orders)
    {
        if (!IsField(budget)) return NotWritable(0);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"H|{Format}|{budget}|{file.Number}|{file.Count}|{file.Fen}\n");
        var line = 0;
        foreach (var order in orders)
        {
            if (!IsField(order.Account) || PartyName.Clean(order.Name) is not { } name) return NotWritable(line + 1);
            text.Append(CultureInfo.InvariantCulture,
                $"D|{++line}|{Reference(order)}|{order.Account}|{name}|{order.Fen}\n");
        }
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        return text.Append("T|").Append(digest).Append('\n').ToString();
    }

    /// <summary>How the bank names an order: it never learns whose citizen number it is.</summary>
    public static string Reference(PaymentOrderRow order) =>
        string.Create(CultureInfo.InvariantCulture, $"{order.Chunk}-{order.Line}");

    /// <summary>Reads what came back.</summary>
    /// <returns>The answer; or <c>bank.line-not-readable</c> with the line.</returns>
    public static Outcome<BankAnswer> Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        if (lines[0].Split('|')
                is not ["H", Format, var budget, var number, var count, var paid, var returned]
            || !TryInt(number, out var file) || !TryInt(count, out var lineCount)
            || !TryFen(paid, out var paidFen) || !TryFen(returned, out var returnedFen))
            return Unreadable(1);
        var answers = new List<BankAnswerLine>(Math.Min(lines.Length, 20_000));
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].Split('|') switch
            {
                ["D", var at, var reference, var fen, "P"] when TryInt(at, out var n) && n == i && TryFen(fen, out var amount) =>
                    new BankAnswerLine(i + 1, reference, amount, null),
                ["D", var at, var reference, var fen, "R", var reason]
                    when TryInt(at, out var n) && n == i && TryFen(fen, out var amount) && reason.Length is > 0 and <= 200 =>
                    new BankAnswerLine(i + 1, reference, amount, reason),
                _ => null,
            };
            if (line is null) return Unreadable(i + 1);
            answers.Add(line);
        }
        return new BankAnswer(budget, file, lineCount, paidFen, returnedFen, answers);
    }

    private static bool IsField(string text) => text.Length > 0 && !text.Any(c => c == '|' || char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static Refusal NotWritable(int line) =>
        new Refusal("payment.line-not-writable").With("line", $"{line}");

    private static Refusal Unreadable(int line) =>
        new Refusal("bank.line-not-readable", RefusalKind.NotValid).With("line", $"{line}");

    private static bool TryInt(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryFen(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}

/// <summary>What the bank says of a file.</summary>
/// <param name="Budget">The budget's code.</param>
/// <param name="File">The file's number.</param>
/// <param name="Count">How many lines it says it has.</param>
/// <param name="PaidFen">How much it says it paid.</param>
/// <param name="ReturnedFen">How much it says it gave back.</param>
/// <param name="Lines">Line by line.</param>
internal sealed record BankAnswer(
    string Budget, int File, int Count, long PaidFen, long ReturnedFen, IReadOnlyList<BankAnswerLine> Lines);

/// <summary>What the bank says of one order.</summary>
/// <param name="Line">Its line in the answer, from 2.</param>
/// <param name="Reference">The order's reference.</param>
/// <param name="Fen">Its amount.</param>
/// <param name="Reason">Why it came back; null when it was paid.</param>
internal sealed record BankAnswerLine(int Line, string Reference, long Fen, string? Reason);

/// <summary>Holds the bank's answer to the orders that went out.</summary>
internal static class Reconciliation
{
    /// <summary>All that was paid and all that came back; or the first line that does not agree, and then nothing.</summary>
    /// <returns>
    /// The lines that came back; or <c>bank.other-file</c>, <c>bank.unknown-line</c>, <c>bank.doubled-line</c>,
    /// <c>bank.amount-differs</c>, <c>bank.line-missing</c>, <c>bank.wrong-sum</c>.
    /// </returns>
    public static Outcome<IReadOnlyList<(PaymentOrderRow Order, string Reason)>> Of(
        string budget, PaymentFile file, IReadOnlyList<PaymentOrderRow> orders, BankAnswer answer)
    {
        if (answer.Budget != budget || answer.File != file.Number) return Fault("bank.other-file", 1);
        var open = orders.ToDictionary(BankFile.Reference, StringComparer.Ordinal);
        var known = open.Keys.ToHashSet(StringComparer.Ordinal);
        var (paid, returned, back) = (0L, 0L, new List<(PaymentOrderRow, string)>());
        foreach (var line in answer.Lines)
        {
            if (!known.Contains(line.Reference)) return Fault("bank.unknown-line", line.Line, line.Reference);
            if (!open.Remove(line.Reference, out var order)) return Fault("bank.doubled-line", line.Line, line.Reference);
            if (order.Fen != line.Fen) return Fault("bank.amount-differs", line.Line, line.Reference);
            (paid, returned) = line.Reason is null ? (paid + line.Fen, returned) : (paid, returned + line.Fen);
            if (line.Reason is { } reason) back.Add((order, reason));
        }
        if (open.Count > 0)
            return Fault("bank.line-missing", answer.Lines.Count + 1, open.Keys.Order(StringComparer.Ordinal).First());
        return answer.Count != answer.Lines.Count || answer.PaidFen != paid || answer.ReturnedFen != returned
            ? Fault("bank.wrong-sum", 1) : back;
    }

    private static Refusal Fault(string code, int line, string reference = "") =>
        new Refusal(code, RefusalKind.NotValid).With("line", $"{line}").With("reference", reference);
}
