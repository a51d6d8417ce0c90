using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>
/// The deciding city takes over what another city handed to it: opens and submits its own case at the first package, and later
/// brings the applicant's side up to the newest. What is older than what it has, it leaves. What its own form asks and nobody
/// answered, its office asks for as of any applicant (一次性告知).
/// </summary>
/// <param name="City">Division code of the lodging city, proven by its signature.</param>
/// <param name="Package">The applicant's side.</param>
/// <param name="Subject">Whose affair, as this city's register has the party.</param>
/// <param name="Applicant">Who applies, likewise.</param>
[Act("take-package")]
internal sealed record TakePackage(string City, CasePackage Package, Subject Subject, Applicant Applicant)
    : IBeginning<Case, CaseEvent, CaseFacts>
{
    /// <inheritdoc/>
    public Guid? StreamId => HandoverMessages.IdOf(City, Package.Case);

    /// <inheritdoc/>
    public Refusal? NotNow(CaseFacts facts) => Permit.Engine(facts);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Again(Case now, CaseFacts facts) =>
        now.CrossCity.Origin is { } origin && Package.Sequence > origin.Taken ? Change(now, facts) : Array.Empty<CaseEvent>();

    /// <summary>The matter that this city has for the package's, or why it does not take it.</summary>
    public static Outcome<MatterEdition> MatterFor(CasePackage package, CityCatalogue catalogue, DateOnly today)
    {
        var found = catalogue.Matters.Values
            .Select(matter => matter.On(today))
            .Where(edition => edition?.Codes.Basic == package.BasicCode)
            .OrderBy(edition => edition!.IsRegional ? 0 : 1).ThenBy(edition => edition!.Matter, StringComparer.Ordinal)
            .FirstOrDefault();
        if (found is null) return Refused("regional.no-such-matter");
        if (!found.IsRegional) return Refused("regional.matter-not-regional");
        var subject = package.Subject.IsCompany ? Audience.Company | Audience.SelfEmployed : Audience.Person;
        return Eligibility.Takes(found, subject) ? found
            : Refused(package.Subject.IsCompany ? "regional.not-for-companies" : "regional.not-for-persons");

        Refusal Refused(string code) => new Refusal(code, RefusalKind.NotValid).With("title", package.Title);
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(CaseFacts facts) => facts.Numbered(Draft);

    private Outcome<IReadOnlyList<CaseEvent>> Draft(CaseFacts facts)
    {
        var found = MatterFor(Package, facts.Catalogue, facts.Today);
        if (found.Refusal is { } refusal) return refusal;
        var edition = found.Value;
        var member = new OpenedMember(edition.Matter, edition.From, edition.Agency, []);
        var opened = new CaseOpened(
            facts.Number ?? "", CaseKind.Matter, edition.Matter, Subject, Applicant, Lodging.Online, [member], facts.Today)
        {
            Origin = new(City, Package.Case, Package.Number),
        };
        List<CaseEvent> events =
        [
            opened, .. Differences(CaseFold.Apply(facts.Stream, null, opened), edition, facts.Today),
            new PackageTaken(Package.Sequence, facts.Today),
            new CaseSubmitted([member], null, facts.Today), SubmitCase.Receive(edition.Matter, facts),
        ];
        if (Package.WithdrawnOn is not null) events.Add(new CaseWithdrawn(Package.WithdrawalReason, facts.Today));
        return events;
    }

    private CaseEvent[] Change(Case current, CaseFacts facts)
    {
        var member = current.Members[0];
        List<CaseEvent> events =
        [
            .. Differences(current, facts.EditionOf(member), facts.Today), new PackageTaken(Package.Sequence, facts.Today),
        ];
        if (Package.SuppliedOn is not null && member.State == MemberState.SupplementRequested)
            events.Add(new Supplemented(member.Matter, facts.Limits.Notice.Limit, facts.Limits.Notice.Law, facts.Today)
            {
                Reasons = Package.GapReasons,
            });
        // What has been decided stays decided: the lodging city reads so in the report.
        if (Package.WithdrawnOn is not null && !member.IsFinal && member.State != MemberState.Decided)
            events.Add(new CaseWithdrawn(Package.WithdrawalReason, facts.Today));
        if (Package.Rating is { } rating && current.Rating is null)
            events.Add(new CaseRated(
                rating.Stars, rating.Comment, member.Agency, RateCase.AnswerLimit(rating.Stars, facts), facts.Today));
        return [.. events];
    }

    private static MaterialCopy Named(MaterialCopy copy) => copy with
    {
        FileName = copy.IsCommitment ? FileName.Clean(copy.FileName) : UploadedFile.NameOf(copy.FileName, copy.MediaType),
    };

    // Only what this city's own form asks is taken: nobody needs the rest.
    private IEnumerable<CaseEvent> Differences(Case current, MatterEdition edition, DateOnly today)
    {
        var answers = edition.Form
            .Select(question => (
                question.Key, Now: AnswerReading.Read(question, Package.Answers.GetValueOrDefault(question.Key), today).Answer))
            .Where(each => each.Now != current.Answers.GetValueOrDefault(each.Key))
            .ToImmutableDictionary(each => each.Key, each => each.Now);
        if (answers.Count > 0) yield return new AnswersGiven(answers);
        foreach (var key in edition.Materials.Select(material => material.Key))
        {
            var before = current.Materials.GetValueOrDefault(key);
            var now = Package.Materials.FirstOrDefault(copy => copy.Material == key);
            if (now is not null && Named(now) is var named && named != before) yield return new MaterialHandedOver(named);
            else if (now is null && before is not null) yield return new MaterialTakenBack(key);
        }
    }
}
