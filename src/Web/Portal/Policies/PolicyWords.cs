using System.Globalization;
using System.Numerics;
using Yitong.Benefits;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Web.Portal.Policies;

/// <summary>Says what a rule asks and what it found, in the language of the pack.</summary>
internal sealed class PolicyWords(Texts texts, CityCatalogue city)
{
    /// <summary>What a condition asks for, whoever is judged: one line for each single comparison.</summary>
    public string Asks(Reason reason) => reason.Comparison is { } comparison
        ? texts.Say("policy.asks", ("name", NameOf(comparison)), ("required", Required(comparison)))
        : string.Join(texts[reason.Every ? "policy.and" : "policy.or"], reason.Of.Select(part =>
            part.Of.Count > 1 ? texts.Say("policy.group", ("of", Asks(part))) : Asks(part)));

    /// <summary>What is so and what was asked, with the gap: the comparisons that decide a condition.</summary>
    public IReadOnlyList<string> Told(ConditionFinding condition) =>
        [.. condition.Reason.Leaves.Where(leaf => leaf.Truth == condition.Truth && leaf.Comparison is not null)
            .Select(leaf => Told(leaf.Comparison!, leaf.Truth))];

    /// <summary>A value of a fact as people write it; that it is not known when it is not.</summary>
    public string Value(Fact fact, FactValue value) => !value.IsKnown ? texts["fact.unknown"]
        : Value(new Quantity(fact.Kind, value.Number, value.Over, fact.Unit, null, fact.List));

    /// <summary>A value as people write it.</summary>
    public string Value(Quantity value) => value.Kind switch
    {
        FactKind.YesNo => texts[value.Number.IsZero ? "fact.no" : "fact.yes"],
        FactKind.Money => new Money((long)(value.Number / value.Over)).ToString(),
        FactKind.Ratio => Percent(value) + "%",
        FactKind.Date => DateOnly.FromDayNumber((int)value.Number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FactKind.Code => value.List?.Codes.ElementAtOrDefault((int)value.Number).Name ?? $"{value.Number}",
        FactKind.Codes => string.Join(texts["list.comma"], value.List!.Codes
            .Where((_, place) => !(value.Number >> place).IsEven).Select(code => code.Name)),
        _ => value.Span is { } span ? texts.Say($"span.{span}", ("n", Whole(value))) : Whole(value) + value.Unit,
    };

    /// <summary>Who knows a fact: the evidence and the agency that holds it; null when no office does.</summary>
    public string? SupplierOf(Fact fact) => fact.Source is { } source && city.EvidenceTypes.TryGetValue(source, out var evidence)
        ? texts.Say("fact.supplier", ("evidence", evidence.Name), ("agency", city.AgencyName(evidence.Holder))) : null;

    /// <summary>What is so and what was asked, with the gap.</summary>
    public string Told(Comparison comparison, Truth truth)
    {
        var (name, required) = (NameOf(comparison), Required(comparison));
        if (truth == Truth.Unknown || comparison.Actual is null && comparison.Marked is null)
            return texts.Say("policy.told-unknown", ("name", name), ("required", required));
        var actual = comparison.Marked is { } marked
            ? string.Join(texts["list.comma"], marked.Select(Value)) : Value(comparison.Actual!);
        return truth == Truth.No && comparison.ShortBy is { } gap
            ? texts.Say("policy.told-short", ("name", name), ("actual", actual), ("required", required), ("gap", Gap(gap)))
            : texts.Say("policy.told", ("name", name), ("actual", actual), ("required", required));
    }

    private static string NameOf(Comparison comparison) => comparison.IsOfFact ? comparison.Facts[0].Name : comparison.Formula ?? "";

    private string Required(Comparison comparison)
    {
        var values = comparison.Group ?? string.Join(texts["list.comma"], comparison.Required.Select(Value));
        return comparison.Kind == RequirementKind.Compared
            ? texts.Say($"relation.{comparison.Relation}", ("value", values))
            : texts.Say($"requirement.{comparison.Kind}", ("value", values));
    }

    private string Gap(Quantity gap) => gap.Kind == FactKind.Ratio
        ? texts.Say("policy.points", ("n", Percent(gap))) : Value(gap);

    private static string Whole(Quantity value) => value.Over.IsOne
        ? value.Number.ToString("#,##0", CultureInfo.InvariantCulture)
        : ((decimal)value.Number / (decimal)value.Over).ToString("#,##0.##", CultureInfo.InvariantCulture);

    private static string Percent(Quantity value)
    {
        var hundredths = value.Over.IsZero ? BigInteger.Zero : value.Number * 10_000 / value.Over;
        return ((decimal)hundredths / 100).ToString("0.##", CultureInfo.InvariantCulture);
    }
}
