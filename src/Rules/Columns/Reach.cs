namespace Yitong.Rules.Columns;

/// <summary>Between which numbers a computed number lies, whatever a subject's facts are within their bounds.</summary>
internal readonly record struct Reach(Int128 Least, Int128 Most)
{
    public static Reach Of(Computed computed, FactBook facts) => computed switch
    {
        Constant constant => new(constant.Value, constant.Value),
        NumberOf of => new(facts.Facts[of.Fact].Least, facts.Facts[of.Fact].Most),
        OverOf of => new(0, facts.Facts[of.Fact].MostOver),
        Lookup lookup => new(lookup.Values.Min(), lookup.Values.Max()),
        Pick pick => Of(pick.Then, facts).Or(Of(pick.Otherwise, facts)),
        Sum sum => Of(sum.Left, facts).Plus(Of(sum.Right, facts)),
        Difference difference => Of(difference.Left, facts).Plus(Of(difference.Right, facts).Negative),
        Product product => Of(product.Left, facts).Times(Of(product.Right, facts)),
        Quotient quotient => Of(quotient.Of, facts).Divided(Of(quotient.By, facts)),
        _ => throw new ArgumentOutOfRangeException(nameof(computed)),
    };

    private Reach Negative => new(-Most, -Least);

    private Reach Or(Reach other) => new(Int128.Min(Least, other.Least), Int128.Max(Most, other.Most));

    private Reach Plus(Reach other) => new(Least + other.Least, Most + other.Most);

    private Reach Times(Reach other)
    {
        Int128[] corners = [Least * other.Least, Least * other.Most, Most * other.Least, Most * other.Most];
        return new(corners.Min(), corners.Max());
    }

    // A divisor is never below 0, and where it is 0 nothing is computed; rounding moves by less than 1.
    private Reach Divided(Reach by)
    {
        var (small, great) = (Int128.Max(by.Least, 1), Int128.Max(by.Most, 1));
        var least = Least < 0 ? Least / small - 1 : Least / great;
        var most = Most > 0 ? Most / small + 1 : Most / great;
        return new(least, most);
    }
}
