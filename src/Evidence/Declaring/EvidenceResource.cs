using System.Collections.Immutable;
using Yitong.Catalogue;
using Yitong.Packs;

namespace Yitong.Evidence;

/// <summary>
/// What one provider supplies of one type of evidence (政务信息资源): its items, on what terms it is shared, and the connector that
/// reaches it. Pack data.
/// </summary>
public sealed record EvidenceResource
{
    /// <summary>Most items of a resource: the gate reckons with one bit for each.</summary>
    public const int MostItems = 64;

    /// <summary>Its code, such as <c>gaj-identity</c>.</summary>
    public required string Code { get; init; }
    /// <summary>Code of the evidence type that it supplies.</summary>
    public required string Type { get; init; }
    /// <summary>Code of the agency that answers for it (提供方).</summary>
    public required string Provider { get; init; }
    /// <summary>What it is called.</summary>
    public required string Title { get; init; }
    /// <summary>Whether people or companies are asked after in it.</summary>
    public required EvidenceHolder Holder { get; init; }
    /// <summary>On what terms it is shared (共享类型).</summary>
    public required Sharing Sharing { get; init; }
    /// <summary>The condition, or the legal ground for not sharing; null where it is shared without condition.</summary>
    public string? Ground { get; init; }
    /// <summary>How it is graded (数据级别, GB/T 43697-2024).</summary>
    public required GradeOfData Grade { get; init; }
    /// <summary>How old an answer may be.</summary>
    public required Freshness Freshness { get; init; }
    /// <summary>Whether the law wants the person's own consent.</summary>
    public bool NeedsConsent { get; init; }
    /// <summary>The authoritative one of its type (一数一源); a second one only raises conflicts.</summary>
    public bool IsAuthoritative { get; init; }
    /// <summary>Its items, and the questions that it answers with yes or no; the place of an item is its bit.</summary>
    public required ImmutableArray<EvidenceItem> Items { get; init; }
    /// <summary>
    /// Districts whose people and companies it holds, or the partner city that holds it; none: the whole of this city.
    /// </summary>
    public ImmutableArray<string> Places { get; init; } = [];
    /// <summary>Code of the connector.</summary>
    public required string Connector { get; init; }
    /// <summary>Where the record comes from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The items that are shown when a material declares none of its own, as bits.</summary>
    public ulong Usual => Bits(item => item.IsUsual);

    /// <summary>All items, as bits.</summary>
    public ulong All => Bits(_ => true);

    /// <summary>The bit of each named item; null when one of them is not an item of this resource.</summary>
    public ulong? BitsOf(IEnumerable<string> codes)
    {
        var bits = 0UL;
        foreach (var code in codes)
        {
            var place = PlaceOf(code);
            if (place < 0) return null;
            bits |= 1UL << place;
        }
        return bits;
    }

    /// <summary>The items of a set of bits, in their order.</summary>
    public IEnumerable<EvidenceItem> ItemsOf(ulong bits)
    {
        for (var place = 0; place < Items.Length; place++)
            if ((bits >> place & 1) != 0) yield return Items[place];
    }

    /// <summary>The item with a code; null when there is none.</summary>
    public EvidenceItem? Find(string code) => PlaceOf(code) is >= 0 and var place ? Items[place] : null;

    private int PlaceOf(string code)
    {
        for (var place = 0; place < Items.Length; place++)
            if (Items[place].Code == code) return place;
        return -1;
    }

    private ulong Bits(Func<EvidenceItem, bool> chosen)
    {
        var bits = 0UL;
        for (var place = 0; place < Items.Length; place++)
            if (chosen(Items[place])) bits |= 1UL << place;
        return bits;
    }
}

/// <summary>An item of a resource (信息项), or a question about one that is answered with yes or no.</summary>
/// <param name="Code">Its code within the resource.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="IsSensitive">Sensitive personal information (个人信息保护法 第二十八条).</param>
/// <param name="IsUsual">Shown when a material declares no items of its own.</param>
public sealed record EvidenceItem(string Code, string Title, ItemKind Kind, bool IsSensitive, bool IsUsual)
{
    /// <summary>The question about another item (满18周岁？); null for an item that is a value.</summary>
    public Predicate? Asks { get; init; }
    /// <summary>Its value is the code of somebody who stands so to the one asked after; null for most items.</summary>
    public EvidenceRelation? Identifies { get; init; }
}

/// <summary>A question about an item, answered instead of telling its value.</summary>
/// <param name="Of">Code of the item.</param>
/// <param name="Test">How it is tested.</param>
/// <param name="Than">What it is tested against: a whole number of years or units, or a text.</param>
public sealed record Predicate(string Of, PredicateTest Test, string Than);

/// <summary>How a predicate tests an item.</summary>
public enum PredicateTest
{
    /// <summary>The day lies at least so many whole years back (周岁).</summary>
    YearsAtLeast,
    /// <summary>The number is at least this.</summary>
    AtLeast,
    /// <summary>The text is this.</summary>
    Is,
    /// <summary>The text is something else.</summary>
    IsNot,
    /// <summary>The day has not passed.</summary>
    NotPassed,
}

/// <summary>What an item's values are.</summary>
public enum ItemKind
{
    /// <summary>Text.</summary>
    Text,
    /// <summary>A day, as <c>2026-07-01</c>.</summary>
    Day,
    /// <summary>A number.</summary>
    Number,
    /// <summary>Yes or no.</summary>
    Flag,
}

/// <summary>Who is asked after.</summary>
public enum EvidenceHolder
{
    /// <summary>自然人, by citizen number.</summary>
    Person,
    /// <summary>法人或其他组织, by unified social credit code.</summary>
    Company,
}

/// <summary>On what terms a resource is shared (政务数据共享条例).</summary>
public enum Sharing
{
    /// <summary>无条件共享</summary>
    Unconditional,
    /// <summary>有条件共享</summary>
    Conditional,
    /// <summary>不予共享</summary>
    None,
}

/// <summary>How data is graded; the order is that of rising protection.</summary>
public enum GradeOfData
{
    /// <summary>一般数据</summary>
    General,
    /// <summary>一般数据 that names people</summary>
    Personal,
    /// <summary>重要数据</summary>
    Important,
    /// <summary>核心数据</summary>
    Core,
}

/// <summary>How old an answer may be before the source is asked again.</summary>
public enum Freshness
{
    /// <summary>实时: always asked.</summary>
    Live,
    /// <summary>Some minutes.</summary>
    Minutes,
    /// <summary>A day.</summary>
    Day,
    /// <summary>Until the source says otherwise.</summary>
    Version,
}

/// <summary>What evidence may be asked for (用途): registered, and told to the person in these words.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Text">The words that the person reads.</param>
/// <param name="Basis">The article that it rests on.</param>
/// <param name="WithheldDays">For how many days the law keeps such a look from the person; 0: it is shown at once.</param>
/// <param name="Provenance">Where the record comes from.</param>
public sealed record Purpose(string Code, string Text, string Basis, int WithheldDays, Provenance Provenance);

/// <summary>An agreement to share (共享协议): which matters may see which items of a resource, for what.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Purposes">Codes of purposes.</param>
/// <param name="Matters">Codes of matters; none: every matter whose materials name the evidence type.</param>
/// <param name="Items">The items, as bits of the resource.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="Provenance">Where the record comes from.</param>
internal sealed record Agreement(
    string Code, string Resource, ImmutableArray<string> Purposes, ImmutableArray<string> Matters, ulong Items,
    DateOnly From, DateOnly Until, string ApprovedBy, Provenance Provenance)
{
    /// <summary>Division code of the partner city that it is with; null: it is within this city.</summary>
    public string? City { get; init; }
    /// <summary>National basic codes (基本编码) of the matters there that it is for, where it is with another city.</summary>
    public ImmutableArray<string> BasicCodes { get; init; } = [];
}
