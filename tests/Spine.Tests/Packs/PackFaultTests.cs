using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Yitong.Packs;

namespace Yitong.Spine.Tests.Packs;

public sealed partial class PackFaultTests
{
    [Theory]
    [InlineData("matters/YK03.yaml", "    agency: market\n", "    agency: markt\n", "reference.dangling")]
    [InlineData("matters/YK03.yaml", "evidenceType: yyzz", "evidenceType: yyz", "reference.dangling")]
    [InlineData("matters/YK03.yaml", "      - food-business", "      - food-busness", "reference.dangling")]
    [InlineData("journeys/open-restaurant.yaml", "  - matter: YK05", "  - matter: YK55", "reference.dangling")]
    [InlineData("journeys/open-restaurant.yaml", "leadAgency: market", "leadAgency: tourism", "reference.dangling")]
    [InlineData("stations/stations.yaml", "township: '210802901'", "township: '210802999'", "reference.dangling")]
    [InlineData("stations/stations.yaml", "township: '210802901'", "township: '210804901'", "station.township-elsewhere")]
    [InlineData("evidence-types/evidence-types.yaml", "holder: police", "holder: polices", "reference.dangling")]
    [InlineData("demo/personas.yaml", "office: YKS1", "office: YKS9", "reference.dangling")]
    [InlineData("agencies/agencies.yaml", "code: police", "code: market", "code.duplicate")]
    [InlineData("matters/YK02.yaml", "code: YK02", "code: YK01", "code.duplicate")]
    [InlineData("matters/YK03.yaml", "      unit: working-days\n      law", "      law", "clock.without-unit")]
    [InlineData("matters/YK03.yaml", "      law: 食品安全法第三十五条、食品经营许可和备案管理办法\n", "", "clock.without-law")]
    [InlineData("matters/YK03.yaml", "      amount: 7\n", "      amount: 11\n", "clock.promise-above-law")]
    [InlineData("matters/YK03.yaml", "    instant: false", "    instant: true", "clock.instant-with-days")]
    [InlineData("matters/YK03.yaml", "      amount: 10\n", "      amount: 0\n", "clock.amount-and-unit")]
    [InlineData("matters/YK03.yaml", "      amount: 10\n", "      amount: １０\n", "value.not-a-number")]
    [InlineData("matters/YK03.yaml", "unit: working-days", "unit: workingdays", "value.not-a-choice")]
    [InlineData("matters/YK03.yaml", "  - from: 2025-01-01", "  - from: 2025-02-30", "value.not-a-date")]
    [InlineData("matters/YK03.yaml", "  - from: 2025-01-01", "  - from: ２０２５-01-01", "value.not-a-date")]
    [InlineData("matters/YK03.yaml", "code: YK03", "code: ＹＫ03", "code.malformed")]
    [InlineData("matters/YK03.yaml", "      basic: '2101239", "      basic: '2101238", "code.matter-code")]
    [InlineData("matters/YK03.yaml", "    agency: market\n", "    agency: police\n", "code.of-another-agency")]
    [InlineData("agencies/agencies.yaml", "creditCode: 11210800MY9T8001", "creditCode: 11210800MY9T8002", "code.bad-check-character")]
    [InlineData("demo/personas.yaml", "citizenNumber: '2108991992", "citizenNumber: '2108991993", "code.bad-check-character")]
    [InlineData("matters/YK03.yaml", "    trips: 1", "    tripps: 1", "key.unknown")]
    [InlineData("matters/YK03.yaml", "    trips: 1\n", "", "key.missing")]
    [InlineData("matters/YK03.yaml", "    trips: 1", "    trips: 1\n    trips: 2", "yaml.duplicate-key")]
    [InlineData("matters/YK03.yaml", "    trips: 1", "\ttrips: 1", "yaml.tab")]
    [InlineData("matters/YK03.yaml", "    instant: false", "    instant: no", "value.not-a-flag")]
    [InlineData("matters/YK03.yaml", "    codes:\n", "    codes: []\n    x:\n", "value.not-a-map")]
    [InlineData("matters/YK03.yaml", "        needs:\n          - document-review", "        needs:\n          - site-check", "examination.cycle")]
    [InlineData("matters/YK03.yaml", "          - document-review", "          - documents", "examination.unknown-step")]
    [InlineData("matters/YK03.yaml", "          amount: 4", "          amount: 9", "examination.longer-than-promised")]
    [InlineData("matters/YK03.yaml", "      - key: food-safety-rules", "      - key: equipment-layout", "material.twice")]
    [InlineData("matters/YK03.yaml", "        evidenceType: yyzz\n", "", "material.city-without-evidence")]
    [InlineData("matters/YK05.yaml", "        name: 营业执照\n", "        name: 执照\n", "material.two-names")]
    [InlineData("matters/YK03.yaml", "ask: 现场做冷食、生食或裱花吗", "ask: 做冷食吗\n        options: []", "yaml.duplicate-key")]
    [InlineData("journeys/open-restaurant.yaml", "  - matter: YK02\n", "  - matter: YK02\n    needs:\n      - YK03\n", "journey.cycle")]
    [InlineData("journeys/open-restaurant.yaml", "  - matter: YK05", "  - matter: YK03", "journey.member-twice")]
    [InlineData("journeys/open-restaurant.yaml", "      - YK02", "      - YK08", "journey.need-outside")]
    [InlineData("journeys/open-restaurant.yaml", "      question: puts-up-sign", "      question: puts-up", "journey.condition-without-question")]
    [InlineData("journeys/open-restaurant.yaml", "      is:\n        - 是", "      is:\n        - 要", "journey.condition-without-option")]
    [InlineData("journeys/open-restaurant.yaml", "  amount: 7", "  amount: 31", "journey-standard.limit")]
    [InlineData("journeys/open-restaurant.yaml", "  amount: 7", "  amount: 6", "journey-standard.members-take-longer")]
    [InlineData("journeys/open-restaurant.yaml", "outcomes:\n  - 营业执照\n  - 食品经营许可证", "outcomes: []", "journey-standard.outcomes")]
    [InlineData("journeys/open-restaurant.yaml", "keywords:\n  - 开餐馆\n  - 开饭店\n  - 开小吃店", "keywords: []", "journey-standard.keywords")]
    [InlineData("pack.yaml", "maxQuestions: 5", "maxQuestions: 1", null)]
    [InlineData("pack.yaml", "    amount: 30", "    amount: 46", "journey-standard.above-law")]
    [InlineData("pack.yaml", "extends: ../common", "extends: ../../etc", "extends.not-a-sibling")]
    [InlineData("pack.yaml", "extends: ../common", "extends: ../nowhere", "extends.missing")]
    [InlineData("pack.yaml", "utcOffset: +08:00", "utcOffset: 8", "value.not-an-offset")]
    [InlineData("pack.yaml", "code: '210800'", "code: '2108'", "code.not-a-division")]
    [InlineData("../common/calendars/2026.yaml", "workingDays: 248", "workingDays: 249", "calendar.total")]
    [InlineData("../common/clocks/administrative-licence.yaml", "    law: 行政许可法\n", "", "clock.without-law")]
    public void Is_told_with_file_line_cause_and_remedy(string file, string before, string after, string? code)
    {
        using var pack = new SpoiltPack();
        var path = Path.GetRelativePath(pack.PathOf("."), Path.GetFullPath(pack.PathOf($"yingkou/{file}")));
        var reading = pack.With(path, before, after).Read();
        if (code is null)
        {
            Assert.Empty(reading.Faults);
            return;
        }
        Assert.Null(reading.Pack);
        var fault = reading.Faults.First(fault => fault.Code == code);
        Assert.Equal(path.Replace('\\', '/'), fault.File);
        Assert.True(fault.Line > 0);
        Assert.NotEmpty(fault.Remedy);
        Assert.DoesNotContain(reading.Faults, other => Unfilled().IsMatch(other.Cause + other.Remedy));
    }

    [Fact]
    public void Names_the_very_line_of_a_dangling_reference_and_what_may_be_meant()
    {
        using var pack = new SpoiltPack().With("yingkou/matters/YK03.yaml", "      - food-business", "      - food-busness");
        var line = File.ReadAllLines(pack.PathOf("yingkou/matters/YK03.yaml")).Index().First(l => l.Item.Contains("food-busness", StringComparison.Ordinal)).Index + 1;
        var fault = Assert.Single(pack.Read().Faults);
        Assert.Equal(("yingkou/matters/YK03.yaml", line), (fault.File, fault.Line));
        Assert.Contains("food-business", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_cannot_be_applied_for_by_the_one_form_breaks_the_standard()
    {
        using var pack = new SpoiltPack().With("yingkou/matters/YK05.yaml", "      - applicant-basic\n", "      - company-basic\n");
        Assert.Equal("journey-standard.form-not-shared", Assert.Single(pack.Read().Faults).Code);
    }

    [Theory]
    [InlineData("2025-06-30", "2025-06-01", "edition.overlap")]
    [InlineData("2025-06-30", "2025-08-01", "edition.gap")]
    [InlineData("2025-06-30", "2025-07-01", null)]
    [InlineData("2025-06-30", "2024-07-01", "edition.overlap")]
    public void Editions_follow_one_another_without_overlap_or_gap(string until, string next, string? code)
    {
        using var pack = new SpoiltPack().With("yingkou/matters/YK01.yaml", "  - from: 2025-01-01\n", $"  - from: 2025-01-01\n    until: {until}\n");
        File.AppendAllText(pack.PathOf("yingkou/matters/YK01.yaml"), $"  - from: {next}\n    until:\n    trips: 0\n");
        Assert.Equal(code, pack.Read().Faults.Select(fault => fault.Code).FirstOrDefault());
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_at_once()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (var i = 1; i < 60; i++) bomb.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n");
        AssertRefused("yaml.alias", Encoding.UTF8.GetBytes(bomb.ToString()));
    }

    [Fact]
    public void Deep_nesting_is_refused() =>
        AssertRefused("yaml.too-deep", Encoding.UTF8.GetBytes("a: " + new string('[', 100_000)));

    [Fact]
    public void What_is_no_plain_text_is_refused()
    {
        AssertRefused("file.not-utf8", [0x61, 0x3A, 0x20, 0xC3, 0x28]);
        AssertRefused("file.not-utf8", [0xEF, 0xBB, 0xBF, 0x61, 0x3A, 0x20, 0xB1, 0xB1]);
        AssertRefused("file.too-large", new byte[2 * 1024 * 1024 + 1]);
        AssertRefused("yaml.control-character", Encoding.UTF8.GetBytes("code: a\0b"));
        AssertRefused("yaml.tag", Encoding.UTF8.GetBytes("code: !!binary aGk="));
        AssertRefused("yaml.several-documents", Encoding.UTF8.GetBytes("code: a\n---\ncode: b\n"));
        AssertRefused("file.empty", []);
        AssertRefused("value.not-a-map", Encoding.UTF8.GetBytes("- a\n- b\n"));
    }

    [Fact]
    public void A_pack_in_gb18030_or_with_a_mark_reads_as_in_plain_utf8()
    {
        const string Odd = "nonsense: 中山区\n";
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(Odd), gb.GetBytes(Odd), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Odd)] })
        {
            using var pack = new SpoiltPack().Holding("yingkou/matters/odd.yaml", bytes);
            var faults = pack.Read().Faults.Select(fault => fault.Code).ToList();
            Assert.DoesNotContain("file.not-utf8", faults);
            Assert.Contains("key.unknown", faults);
        }
    }

    [Fact]
    public void Links_and_strange_folders_are_not_read()
    {
        using var pack = new SpoiltPack().Holding("yingkou/mattters/a.yaml", "code: a").Holding("yingkou/matters/a.txt", "x");
        File.CreateSymbolicLink(pack.PathOf("yingkou/matters/passwd.yaml"), "/etc/passwd");
        Assert.Equal(["file.link", "file.not-yaml", "folder.unknown"], pack.Read().Faults.Select(fault => fault.Code).Order());
    }

    [Fact]
    public void A_folder_without_a_pack_is_told_and_not_thrown() =>
        Assert.Equal("pack.missing", Assert.Single(Pack.Read("/nonexistent/pack").Faults).Code);

    [Fact]
    public void Every_code_in_the_product_has_its_two_sentences()
    {
        var root = Path.Combine(Pack.Folder, "..", "src");
        var codes = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => file.Contains("/Packs/", StringComparison.Ordinal) || file.Contains("/Catalogue/", StringComparison.Ordinal))
            .Where(file => !file.EndsWith("Api.cs", StringComparison.Ordinal)) // What programs are refused has its sentence in the texts.
            .SelectMany(file => FaultCode().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(code => !code.EndsWith(".yaml", StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(codes.Count > 60);
        Assert.All(codes, code => Assert.True(PackFaults.IsWorded(code), code));
    }

    private static void AssertRefused(string code, byte[] bytes)
    {
        using var pack = new SpoiltPack().Holding("yingkou/matters/odd.yaml", bytes);
        Assert.Contains(code, pack.Read().Faults.Select(fault => fault.Code));
    }

    [GeneratedRegex("\"((?:file|folder|pack|extends|yaml|key|value|code|reference|date|edition|clock|calendar|station|question|examination|material|journey|journey-standard)\\.[a-z0-9-]+)\"")]
    private static partial Regex FaultCode();

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Unfilled();
}
