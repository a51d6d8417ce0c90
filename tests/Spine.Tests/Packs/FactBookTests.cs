using Yitong.Catalogue;
using Yitong.Rules;

namespace Yitong.Spine.Tests.Packs;

public sealed class FactBookTests
{
    private static readonly FactBook Book = Pack.Dalian.Facts();

    [Fact]
    public void Knows_each_fact_by_its_id_and_by_its_Chinese_name()
    {
        Assert.True(Book.TryFind("layoff_rate_last_year", out var byId));
        Assert.True(Book.TryFind("上年度.裁员率", out var byName));
        Assert.Same(byId, byName);
        Assert.Equal((FactKind.Ratio, SubjectKind.Company, "qysb"), (byId.Kind, byId.Subject, byId.Source));
    }

    [Fact]
    public void Takes_the_districts_and_zones_of_the_city()
    {
        Assert.True(Book.TryFind("所在区", out var district));
        Assert.Equal(Pack.Dalian.Catalogue().Districts.Select(each => each.Code), district.List!.Codes.Select(code => code.Code));
        Assert.True(Pack.Yingkou.Facts().TryFind("所在区", out var elsewhere));
        Assert.NotEqual(district.Most, elsewhere.Most);
    }

    [Fact]
    public void Divides_all_industries_into_sections()
    {
        var industries = Book.Lists.Single(list => list.Id == "industries");
        Assert.Equal(97, industries.Codes.Count);
        Assert.Equal(31, industries.Groups["制造业"].Count);
        Assert.Contains("餐饮业", industries.Groups["服务业"].Select(place => industries.Codes[place].Name));
    }

    [Fact]
    public void Bounds_money_in_fen_and_facts_by_their_place()
    {
        Assert.True(Book.TryFind("上年度.营业收入", out var revenue));
        Assert.Equal(10_000_000_000_000, revenue.Most);
        Assert.All(Book.Facts.Index(), each => Assert.Equal(each.Index, each.Item.Index));
    }

    [Theory]
    [InlineData("company-people.yaml", "kind: whole, most: 1200", "kind: whole", "fact.bounds")]
    [InlineData("company-people.yaml", "kind: whole, most: 1200", "kind: date, most: 1200", "fact.bounds")]
    [InlineData("company-people.yaml", "kind: whole, most: 1200", "kind: whole, least: 9, most: 8", "fact.bounds-crossed")]
    [InlineData("company-people.yaml", "kind: ratio, most: 1000000, mostOver: 1000000", "kind: ratio, most: 1000000", "fact.denominator")]
    [InlineData("company-people.yaml", "kind: whole, most: 1200", "kind: wholes, most: 1200", "value.not-a-choice")]
    [InlineData("company-people.yaml", "subject: company\n", "", "fact.subject")]
    [InlineData("company-people.yaml", "most: 1000000, unit: 人", "most: 1e6, unit: 人", "value.not-a-number")]
    [InlineData("company-people.yaml", "name: 扩岗.参保月数", "name: 上年度.裁员率", "fact.name-twice")]
    [InlineData("company-people.yaml", "id: graduates_insured_months", "id: graduates_hired", "code.duplicate")]
    [InlineData("company-register.yaml", "kind: code, list: entity-types", "kind: code", "fact.list")]
    [InlineData("company-register.yaml", "kind: yes-no", "kind: yes-no, list: entity-types", "fact.list")]
    [InlineData("company-register.yaml", "list: entity-types", "list: entity-typs", "reference.dangling")]
    [InlineData("company-register.yaml", "kind: code, list: industries", "kind: codes, list: industries", "fact.too-many-codes")]
    [InlineData("lists.yaml", "codes: [small, micro]", "codes: [small, tiny]", "list.unknown-code")]
    [InlineData("lists.yaml", "name: 小微企业,", "name: 小型,", "list.twice")]
    [InlineData("lists.yaml", "{ code: micro, name: 微型 }", "{ code: small, name: 微型 }", "list.twice")]
    [InlineData("lists.yaml", "    cityOwn: districts\n", "", "list.empty")]
    public void Tells_each_kind_of_mistake_with_file_and_line(string file, string before, string after, string code)
    {
        using var pack = new SpoiltPack().With($"common/facts/{file}", before, after);
        var fault = pack.Read().Faults.First(fault => fault.Code == code);
        Assert.Equal($"common/facts/{file}", fault.File);
        Assert.True(fault.Line > 0);
    }

    [Fact]
    public void A_fact_has_one_supplier()
    {
        using var pack = new SpoiltPack("dalian").With("dalian/facts/suppliers.yaml", "facts: [abnormal_listed]", "facts: [staff_count]");
        Assert.Equal("fact.two-suppliers", Assert.Single(pack.Read().Faults).Code);
    }
}
