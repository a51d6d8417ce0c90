using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>What a card may speak of: the city's facts, working days, agencies and documents.</summary>
/// <param name="Facts">The facts and lists.</param>
/// <param name="Calendar">The working days.</param>
/// <param name="Agencies">Codes of the agencies.</param>
/// <param name="Documents">Documents by id.</param>
public sealed record EditionShelf(
    FactBook Facts, WorkCalendar Calendar, IReadOnlySet<string> Agencies, IReadOnlyDictionary<string, PolicyDocument> Documents);

/// <summary>An edition that was read, or what is wrong with its card.</summary>
/// <param name="Edition">The edition; null when there is a fault.</param>
/// <param name="Faults">What is wrong, by line and column.</param>
public sealed record EditionReading(PolicyEdition? Edition, IReadOnlyList<CardFault> Faults)
{
    /// <summary>
    /// The edition where nothing but its own tests speaks against it: it may be tried and kept, and is not released so.
    /// </summary>
    public PolicyEdition? Tried { get; init; }
}

/// <summary>
/// Reads a policy's card with the keys that say who gives it out, how and from which document, and runs its tests.
/// </summary>
public static class EditionReader
{
    /// <summary>The root keys of a card that belong to the policy library.</summary>
    public static CardKeys Keys { get; } = new(
        "agency", "kind", "summary", "delivery", "measure", "account", "tags", "also", "document", "exclusive_group",
        "excludes", "window", "budget", "note", "provenance");

    private static readonly Dictionary<string, BenefitDelivery> Deliveries = new(StringComparer.Ordinal)
    {
        ["automatic"] = BenefitDelivery.Automatic, ["instant"] = BenefitDelivery.Instant,
        ["application"] = BenefitDelivery.OnApplication, ["self-declared"] = BenefitDelivery.SelfDeclared,
    };

    private static readonly Dictionary<string, MeasureKind> Measures = new(StringComparer.Ordinal)
    {
        ["grant"] = MeasureKind.Grant, ["refund"] = MeasureKind.Refund, ["waiver"] = MeasureKind.Waiver,
        ["deferral"] = MeasureKind.Deferral, ["voucher"] = MeasureKind.Voucher, ["service"] = MeasureKind.Service,
    };

    private static readonly Dictionary<string, PayeeAccount> Accounts = new(StringComparer.Ordinal)
    {
        ["public"] = PayeeAccount.Public, ["social-card"] = PayeeAccount.SocialCard, ["tax"] = PayeeAccount.Tax,
        ["rent"] = PayeeAccount.Rent, ["voucher"] = PayeeAccount.Voucher,
    };

    private static readonly Dictionary<string, ProvenanceKind> Provenances = new(StringComparer.Ordinal)
    {
        ["law"] = ProvenanceKind.Law, ["seen"] = ProvenanceKind.Seen, ["reported"] = ProvenanceKind.Reported,
        ["known"] = ProvenanceKind.Known, ["illustrative"] = ProvenanceKind.Illustrative,
    };

    /// <summary>Reads a card.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">Name of the file, for faults.</param>
    /// <param name="shelf">What it may speak of.</param>
    /// <returns>
    /// The edition, or all faults; a test of the card that fails is one. Never an exception, whatever the text is.
    /// </returns>
    public static EditionReading Read(string text, string file, EditionShelf shelf)
    {
        var reading = CardReader.Read(text, file, shelf.Facts, Keys);
        if (reading.Card is not { } card) return new(null, reading.Faults);
        var host = new HostReading(card);
        var edition = Edition(card, text, host);
        if (!card.IsPolicy) host.Fault(1, 1, "policy.no-policy");
        if (card.Amount is null != edition.Measure is MeasureKind.Service) host.Fault("measure", "policy.service-and-amount");
        if (card.Amount is not null && edition.Account is null) host.Fault("account", "policy.key-missing", ("key", "account"));
        CheckShelf(card, edition, shelf, host);
        var faults = host.Faults.ToList();
        var tried = faults.Count == 0 ? edition : null;
        faults.AddRange(CardTests.Run(card, shelf.Calendar));
        CheckTests(card, faults);
        return new(faults.Count == 0 ? edition : null, [.. faults.OrderBy(fault => fault.Line)]) { Tried = tried };
    }

    private static PolicyEdition Edition(RuleCard card, string text, HostReading host) => new()
    {
        Card = card, Text = text, Agency = host.Text("agency"), Kind = host.Text("kind"), Summary = host.Text("summary"),
        Delivery = host.Choice("delivery", Deliveries), Measure = host.Choice("measure", Measures),
        Account = host.Has("account") ? host.Choice("account", Accounts) : null,
        Document = host.Text("document"), Tags = host.Texts("tags"), Also = host.Texts("also"), Excludes = host.Texts("excludes"),
        ExclusiveGroup = host.TextOrNull("exclusive_group"), Window = host.Window("window"),
        Budgets = host.Years("budget"), BudgetBasis = host.Has("budget") ? host.Basis("budget", Provenances) : default,
        Note = host.TextOrNull("note"), Provenance = host.Provenance("provenance", Provenances),
    };

    private static void CheckShelf(RuleCard card, PolicyEdition edition, EditionShelf shelf, HostReading host)
    {
        if (edition.Agency.Length > 0 && !shelf.Agencies.Contains(edition.Agency))
            host.Fault("agency", "policy.unknown-agency", ("code", edition.Agency));
        if (edition.Document.Length == 0) return;
        if (!shelf.Documents.TryGetValue(edition.Document, out var document))
        {
            host.Fault("document", "policy.unknown-document", ("id", edition.Document));
            return;
        }
        foreach (var condition in card.Conditions.Where(condition => document.Clause(condition.Clause) is null))
            host.Fault(condition.Line, 1, "policy.unknown-clause", ("clause", condition.Clause), ("document", document.Title));
        if (document.Clause(card.Clause) is null)
            host.Fault("document", "policy.unknown-clause", ("clause", card.Clause), ("document", document.Title));
    }

    // What nobody tried nobody can rely on: at least one who gets it, one who does not and one who may.
    private static void CheckTests(RuleCard card, List<CardFault> faults)
    {
        foreach (var truth in Enum.GetValues<Truth>())
            if (card.Tests.All(test => test.Expect != truth) && (truth != Truth.Unknown || card.Conditions.Count > 0))
                faults.Add(new(card.File, 1, 1, "policy.test-missing", [("expect", truth)]));
    }
}
