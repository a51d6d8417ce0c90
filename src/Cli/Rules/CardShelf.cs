using Yitong.Benefits;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Certificates;
using Yitong.Packs;
using Yitong.Rules;
using Yitong.Web;

namespace Yitong.Cli.Rules;

/// <summary>
/// The cards of a pack as texts, with what they may speak of. A faulty card does not keep the others from being read.
/// </summary>
internal sealed class CardShelf
{
    private static readonly PackSection[] Spine =
        [.. new CatalogueModule().Sections, .. new CasesModule().Sections, .. new CertificatesModule().Sections];

    // Whatever else the program reads of a pack stays unread here, so that one faulty card hides no other.
    private static readonly PackSection Texts = PackSection.Of<IReadOnlyList<PackText>>(
        [.. Modules.Sections.SelectMany(section => section.Folders).Except(Spine.SelectMany(section => section.Folders))],
        source => [.. source.Raw("policies"), .. source.Raw("rules")]);

    private readonly CityPack pack;

    private CardShelf(CityPack pack)
    {
        this.pack = pack;
        Saying = new(pack.Texts.Find, pack.Facts());
    }

    public RuleSaying Saying { get; }

    /// <summary>Opens a pack; null when it has a fault of its own, which is written out.</summary>
    public static CardShelf? Open(string folder)
    {
        var reading = PackReader.Read(folder, [.. Spine, Texts]);
        foreach (var fault in reading.Faults) Console.Error.WriteLine(fault);
        return reading.Pack is { } pack ? new(pack) : null;
    }

    /// <summary>
    /// The cards with these files or ids; all of the pack when none is named. Null with a word when one is missing.
    /// </summary>
    public IReadOnlyList<PackText>? Find(IReadOnlyList<string> names)
    {
        var all = pack.Section<IReadOnlyList<PackText>>();
        if (names.Count == 0) return all;
        var found = new List<PackText>();
        foreach (var name in names)
        {
            if (File.Exists(name))
            {
                if (BroughtText.Read(name) is not { } text) return null;
                found.Add(new(name, text));
            }
            else if (all.FirstOrDefault(card => Path.GetFileNameWithoutExtension(card.File) == name) is { } card) found.Add(card);
            else
            {
                Console.Error.WriteLine($"There is no file {name} and no card of this id in the pack.");
                return null;
            }
        }
        return found;
    }

    /// <summary>Reads a card; null when it has faults, which are written out.</summary>
    public RuleCard? Read(PackText text)
    {
        var reading = CardReader.Read(text.Text, text.File, pack.Facts(), EditionReader.Keys);
        Write(reading.Faults);
        return reading.Card;
    }

    /// <summary>Runs the tests of a card and writes out those that fail; how many parts failed.</summary>
    public int Test(RuleCard card)
    {
        var failed = CardTests.Run(card, pack.Catalogue().Calendar);
        Write(failed);
        return failed.Count;
    }

    /// <summary>Binds a card; null when it cannot be on that day, which is written out.</summary>
    public BoundRule? Bind(RuleCard card, DateOnly asOf)
    {
        var bound = Binder.Bind(card, asOf, pack.Catalogue().Calendar);
        Write(bound.Faults);
        return bound.Rule;
    }

    /// <summary>Judges a subject.</summary>
    public Finding Judge(RuleCard card, DateOnly asOf, IReadOnlyDictionary<int, FactValue> given) =>
        Yitong.Rules.Judge.Of(card, asOf, fact => given.GetValueOrDefault(fact.Index), pack.Catalogue().Calendar);

    /// <summary>Writes faults: file, line, column, what is wrong, what to do.</summary>
    public void Write(IEnumerable<CardFault> faults)
    {
        foreach (var fault in faults)
            Console.WriteLine($"{fault.File}:{fault.Line}:{fault.Column}: {fault.Code}: "
                + $"{Say(fault, "cause")} {Say(fault, "remedy")}");
    }

    private string Say(CardFault fault, string part) =>
        pack.Texts.Say($"faults.{fault.Code}.{part}", fault.Values.ToArray());
}
