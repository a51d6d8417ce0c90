using Yitong.Catalogue;
using Yitong.Demo.Population;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Programmes.Tests.Population;

public sealed class CityTests
{
    private const int Count = 4_000;
    private static readonly FactBook Facts = Pack.Dalian.Catalogue().Facts;
    private static readonly DateOnly Today = new(2026, 6, 1);

    private static Register Made(SubjectKind subject, long seed = 7) => new City(Facts, seed, Today).Register(subject, Count);

    [Fact]
    public void Every_company_has_its_own_code_with_a_right_check_character() => Assert.Equal(Count, Made(SubjectKind.Company)
        .Codes().Where(code => UnifiedCreditCode.TryParse(code, out _)).Distinct().Count());

    [Fact]
    public void Every_person_has_their_own_number_with_a_right_check_character_and_their_birthday()
    {
        var people = Made(SubjectKind.Person);
        Facts.TryFind("born_on", out var born);
        for (var row = 0; row < people.Count; row++)
        {
            Assert.True(CitizenNumber.TryParse(people.CodeOf(row).ToString(), out var number));
            Assert.Equal(people[row, born!.Index].Number, number.BirthDate.DayNumber);
        }
        Assert.Equal(Count, people.Codes().Distinct().Count());
    }

    [Theory]
    [InlineData(SubjectKind.Company)]
    [InlineData(SubjectKind.Person)]
    public void The_same_seed_gives_the_same_city_and_another_seed_another(SubjectKind subject)
    {
        Assert.Equal(Marks(Made(subject)), Marks(Made(subject)));
        Assert.NotEqual(Marks(Made(subject)), Marks(Made(subject, seed: 8)));
    }

    [Fact]
    public void Making_goes_on_where_it_stopped()
    {
        foreach (var subject in Enum.GetValues<SubjectKind>())
        {
            var whole = new City(Facts, 5, Today).Make(subject, 50, new FactValue[Facts.Facts.Count]).ToList();
            var rest = new City(Facts, 5, Today).Make(subject, 50, new FactValue[Facts.Facts.Count], from: 30).ToList();
            Assert.Equal(whole[30..], rest);
        }
    }

    [Fact]
    public void Most_companies_are_micro_and_the_great_ones_have_most_of_the_revenue()
    {
        var companies = Made(SubjectKind.Company);
        Facts.TryFind("entity_size", out var size);
        Facts.TryFind("revenue_last_year", out var revenue);
        Assert.True(size!.List!.Codes[3].Code == "micro" && Share(companies, size, 3) is > 800 and < 950);
        var known = companies.Values(revenue!).OrderDescending().ToList();
        Assert.True(known.Take(known.Count / 20).Sum() > known.Sum() / 2, "a twentieth has more than half");
    }

    [Fact]
    public void Something_is_missing_of_many_facts_and_nothing_of_what_registration_knows()
    {
        var companies = Made(SubjectKind.Company);
        Facts.TryFind("district", out var district);
        Assert.Equal(Count, companies.Values(district!).Count());
        Assert.True(Facts.Facts.Count(fact => fact.Subject == SubjectKind.Company && companies.Values(fact).Count() < Count) > 80);
    }

    private static long Share(Register register, Fact fact, long value) =>
        register.Values(fact).Count(number => number == value) * 1_000L / register.Count;

    private static long Marks(Register register) => Facts.Facts.Aggregate(
        register.Codes().Aggregate(0L, (sum, code) => unchecked(sum * 31 + string.GetHashCode(code, StringComparison.Ordinal))),
        (sum, fact) => unchecked(sum * 31 + register.Values(fact).Aggregate(0L, (all, number) => unchecked(all * 7 + number))));
}

internal static class RegisterReading
{
    public static IEnumerable<string> Codes(this Register register) =>
        Enumerable.Range(0, register.Count).Select(row => register.CodeOf(row).ToString());

    public static IEnumerable<long> Values(this Register register, Fact fact) => Enumerable.Range(0, register.Count)
        .Select(row => register[row, fact.Index]).Where(value => value.IsKnown).Select(value => value.Number);
}
