using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Yitong.Kernel;
using Yitong.Rules.Columns;

namespace Yitong.Rules;

/// <summary>
/// All companies, or all persons, as typed columns (企业库、人口库): one row a subject, one column a fact. What enters is checked
/// first: a broken row is refused with its row, fact and value, and nothing of it is kept. One writer at a time, and no reader
/// while it writes; readers among themselves are free.
/// </summary>
public sealed class Register
{
    private const int Smallest = Bitmap.Stride;

    private readonly ValueColumn?[] numbers, overs;
    private readonly Dictionary<SubjectCode, int> rows;
    private SubjectCode[] codes;
    private long capacity;

    /// <summary>An empty register of one kind of subject.</summary>
    /// <param name="facts">The fact book; facts of the other kind of subject have no column here.</param>
    /// <param name="subject">Whose register it is.</param>
    /// <param name="expected">For how many rows memory is taken at once; it grows when there are more.</param>
    public Register(FactBook facts, SubjectKind subject, int expected = Smallest)
    {
        (Facts, Subject, capacity) = (facts, subject, Bitmap.Padded(Math.Max(expected, 1)));
        (codes, rows) = (new SubjectCode[capacity], new(expected));
        numbers = [.. facts.Facts.Select(fact =>
            fact.Subject == subject ? new ValueColumn(fact.Least, fact.Most, capacity) : null)];
        overs = [.. facts.Facts.Select(fact =>
            fact.Subject == subject && fact.Kind == FactKind.Ratio ? new ValueColumn(0, fact.MostOver, capacity) : null)];
    }

    /// <summary>What the columns are.</summary>
    public FactBook Facts { get; }

    /// <summary>Whose register it is.</summary>
    public SubjectKind Subject { get; }

    /// <summary>How many subjects there are.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all columns.</summary>
    public long MemoryBytes => numbers.Concat(overs).Sum(column => column?.MemoryBytes ?? 0) + codes.Length * 16L;

    /// <summary>A subject's value of a fact; unknown for a fact of the other kind of subject.</summary>
    public FactValue this[int row, int fact]
    {
        get
        {
            if (numbers[fact] is not { } column || !column.IsKnown(row)) return FactValue.Unknown;
            return overs[fact] is { } over ? FactValue.Ratio(column[row], over[row]) : FactValue.Of(column[row]);
        }
    }

    internal ValueColumn? Number(int fact) => numbers[fact];

    internal ValueColumn? Over(int fact) => overs[fact];

    /// <summary>Where a subject stands.</summary>
    public bool TryFind(SubjectCode code, out int row) => rows.TryGetValue(code, out row);

    /// <summary>Which subject stands there.</summary>
    public SubjectCode CodeOf(int row) => row < Count ? codes[row] : throw new ArgumentOutOfRangeException(nameof(row));

    /// <summary>Copies a subject's values, one for each fact of the book.</summary>
    public void Read(int row, Span<FactValue> values)
    {
        for (var fact = 0; fact < numbers.Length; fact++) values[fact] = this[row, fact];
    }

    /// <summary>Takes a subject's values in, all of them: a new row, or the whole row anew.</summary>
    /// <param name="code">The subject.</param>
    /// <param name="values">One for each fact of the book; those of the other kind of subject must be unknown.</param>
    /// <returns>Its row; or why it is broken, and then nothing has changed.</returns>
    public Outcome<int> Put(SubjectCode code, ReadOnlySpan<FactValue> values)
    {
        if (values.Length != numbers.Length)
            throw new ArgumentException($"{numbers.Length} values are wanted.", nameof(values));
        for (var fact = 0; fact < values.Length; fact++)
            if (Fault(code, fact, values[fact]) is { } refusal) return refusal;
        var row = RowFor(code);
        for (var fact = 0; fact < values.Length; fact++) Write(row, fact, values[fact]);
        return row;
    }

    /// <summary>Takes single values in; the others stay, and of a new subject are unknown.</summary>
    /// <returns>Its row; or why it is broken, and then nothing has changed.</returns>
    public Outcome<int> Put(SubjectCode code, IReadOnlyList<(int Fact, FactValue Value)> values)
    {
        foreach (var (fact, value) in values)
            if (Fault(code, fact, value) is { } refusal) return refusal;
        var row = RowFor(code);
        foreach (var (fact, value) in values) Write(row, fact, value);
        return row;
    }

    /// <summary>Why a value cannot stand in a subject's row; null when it can.</summary>
    public Refusal? Fault(SubjectCode code, int fact, FactValue value)
    {
        if (!value.IsKnown) return null;
        var of = Facts.Facts[fact];
        if (of.Subject != Subject) return Broken("register.other-subject", code, of, value);
        if (value.Number < of.Least || value.Number > of.Most) return Broken("register.out-of-bounds", code, of, value);
        if (of.Kind == FactKind.Ratio && (value.Over < 0 || value.Over > of.MostOver))
            return Broken("register.denominator", code, of, value);
        if (of.Kind == FactKind.Code && value.Number >= of.List!.Codes.Count || OutsideCodes(of, value.Number))
            return Broken("register.no-such-code", code, of, value);
        return null;
    }

    private static bool OutsideCodes(Fact of, long marked) =>
        of.Kind == FactKind.Codes && marked >> Math.Min(of.List!.Codes.Count, 62) != 0;

    private Refusal Broken(string fault, SubjectCode code, Fact of, FactValue value) =>
        new(fault, RefusalKind.NotValid, null, new Dictionary<string, string>
        {
            ["row"] = rows.TryGetValue(code, out var row) ? Shown(row + 1L) : Shown(Count + 1L),
            ["fact"] = of.Name,
            ["value"] = of.Kind == FactKind.Ratio ? $"{Shown(value.Number)}/{Shown(value.Over)}" : Shown(value.Number),
            ["least"] = Shown(of.Least),
            ["most"] = Shown(of.Kind == FactKind.Ratio ? of.MostOver : of.Most),
        });

    private static string Shown(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Write(int row, int fact, FactValue value)
    {
        if (numbers[fact] is not { } column) return;
        column.Set(row, value.IsKnown ? value.Number : column.Blank, value.IsKnown);
        overs[fact]?.Set(row, value.IsKnown ? value.Over : 0, value.IsKnown);
    }

    private int RowFor(SubjectCode code)
    {
        if (rows.TryGetValue(code, out var there)) return there;
        if (Count == capacity) Grow();
        rows.Add(code, Count);
        codes[Count] = code;
        foreach (var column in numbers)
            if (column is { Blank: not 0 }) column.Set(Count, column.Blank, false);
        return Count++;
    }

    [MemberNotNull(nameof(codes))]
    private void Grow()
    {
        capacity = Bitmap.Padded(capacity + capacity / 2);
        foreach (var column in numbers.Concat(overs)) column?.Grow(capacity);
        Array.Resize(ref codes, (int)capacity);
    }
}
