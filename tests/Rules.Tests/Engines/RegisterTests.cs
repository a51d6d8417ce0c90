namespace Yitong.Rules.Tests.Engines;

public sealed class RegisterTests
{
    private static readonly World Some = new(1, rows: 40, rules: 0);

    [Fact]
    public void A_broken_row_is_refused_with_its_row_fact_and_value_and_nothing_of_it_is_kept()
    {
        var register = new Register(Some.Facts, SubjectKind.Company);
        var values = new FactValue[Some.Facts.Facts.Count];
        values[1] = FactValue.Of(90);
        values[2] = FactValue.Of(20_001);
        var refusal = register.Put(World.CodeOf(7), values).Refusal;
        Assert.Equal("register.out-of-bounds", refusal?.Code);
        Assert.Equal(("1", "n2", "20001"), (refusal!.Args["row"], refusal.Args["fact"], refusal.Args["value"]));
        Assert.Equal(0, register.Count);
        Assert.False(register.TryFind(World.CodeOf(7), out _));
    }

    [Theory]
    [InlineData(6, 5, -1, "register.denominator")]
    [InlineData(6, 5, 4_001, "register.denominator")]
    [InlineData(9, 4, 1, "register.out-of-bounds")]
    [InlineData(3, 4, 1, "register.other-subject")]
    [InlineData(0, 2, 1, "register.out-of-bounds")]
    public void A_value_that_no_fact_can_have_is_refused(int fact, long number, long over, string code) =>
        Assert.Equal(code, Some.Register.Fault(World.CodeOf(1), fact, new(number, over, true))?.Code);

    [Fact]
    public void A_subject_s_row_is_updated_in_place_and_what_is_not_named_stays()
    {
        var register = new Register(Some.Facts, SubjectKind.Company);
        Assert.Equal(0, register.Put(World.CodeOf(5), [(1, FactValue.Of(9)), (6, FactValue.Ratio(1, 3))]).Value);
        Assert.Equal(1, register.Put(World.CodeOf(6), [(2, FactValue.Of(9))]).Value);
        Assert.Equal(0, register.Put(World.CodeOf(5), [(1, FactValue.Unknown)]).Value);
        Assert.Equal((FactValue.Unknown, FactValue.Ratio(1, 3)), (register[0, 1], register[0, 6]));
        Assert.Equal((2, World.CodeOf(6)), (register.Count, register.CodeOf(1)));
    }

    [Fact]
    public void It_grows_beyond_what_was_expected()
    {
        var register = new Register(Some.Facts, SubjectKind.Company, expected: 10);
        for (var row = 0; row < 10_000; row++) register.Put(World.CodeOf(row), [(2, FactValue.Of(row)), (5, FactValue.Of(-row))]);
        for (var row = 0; row < 10_000; row++) Assert.Equal((row, -row), (register[row, 2].Number, register[row, 5].Number));
    }

    [Theory]
    [InlineData("91210204MYD000008Y", true)]
    [InlineData("21020319900307123X", true)]
    [InlineData("21020319900307123x", false)]
    [InlineData("2102031990030712", false)]
    [InlineData(null, false)]
    public void A_subject_code_is_18_digits_and_capital_letters(string? text, bool isRead)
    {
        Assert.Equal(isRead, SubjectCode.TryParse(text, out var code));
        if (isRead) Assert.Equal(text, code.ToString());
    }
}
