using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// What the gate of the exchange knows of a case: whether it is open, what its step needs, whether the reader holds that step,
/// and how the one asked after stands to it. Pure. What the gate must deny is turned into a question all the same, so
/// that the denial is written down where the person sees it.
/// </summary>
internal static class CaseGate
{
    /// <summary>The question to the exchange for what is wanted.</summary>
    /// <param name="id">Id of the request.</param>
    /// <param name="current">The case.</param>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="parties">Who its parties are.</param>
    /// <param name="library">The resources.</param>
    /// <param name="facts">The reader, the day and the catalogue.</param>
    /// <returns>
    /// The question; or <c>material.not-asked</c>, <c>evidence.no-type</c> (nobody issues it), <c>evidence.no-provider</c>,
    /// <c>evidence.relation-not-proven</c>, and <c>party.code-not-valid</c>.
    /// </returns>
    public static Outcome<EvidenceAsk> Ask(
        Guid id, Case current, AskEvidence wanted, CaseParties parties, EvidenceLibrary library, CaseFacts facts)
    {
        if (MemberOf(current, wanted, facts) is not { } found)
            return new Refusal("material.not-asked", RefusalKind.NotValid).With("material", wanted.Material ?? "");
        var (member, material) = found;
        if (material.EvidenceType is not { } type)
            return new Refusal("evidence.no-type", RefusalKind.NotValid).With("material", material.Name);
        var picked = EvidenceSubject.Of(current, material, wanted, parties, library);
        if (picked.Refusal is { } unproven) return unproven;
        var whom = picked.Value;
        if (Provider(type, whom, parties.District, library) is not { } resource)
            return new Refusal("evidence.no-provider").With("material", material.Name);
        return new EvidenceAsk
        {
            Id = id, Case = current.Id, CaseNumber = current.Number, Matter = member.Matter, Requirement = material.Key,
            Purpose = wanted.Purpose ?? EvidenceLibrary.CaseHandling, Resource = resource,
            Subject = whom.Code, Channel = wanted.Channel,
            Office = facts.By.Role is ActorRole.Official or ActorRole.Clerk ? facts.By.Office ?? "" : member.Agency,
            Facts = Facts(current, member, material, resource, whom, facts) with
            {
                // What is no item of the resource is asked for as nothing, and denied as such.
                Asked = wanted.Items is null or []
                    ? EvidenceLibrary.Declared(resource, material) : resource.BitsOf(wanted.Items) ?? 0,
                ChannelCarries = Carries(wanted.Channel),
            },
        };
    }

    // Who is asked after without standing so is denied whichever the holder: the try is written down, and they see it.
    private static EvidenceResource? Provider(string type, EvidenceSubject whom, string? district, EvidenceLibrary library) =>
        library.Resolve(type, whom.Holder, district)
        ?? (whom.IsDeclared ? null : library.Resolve(
            type, whom.Holder == EvidenceHolder.Person ? EvidenceHolder.Company : EvidenceHolder.Person, district));

    private static GateFacts Facts(
        Case current, Member member, Material material, EvidenceResource resource, EvidenceSubject whom, CaseFacts facts) => new()
        {
            IsCaseOpen = !current.IsFinished && !member.IsFinal,
            IsNeededNow = IsNeededNow(current, member, facts.By.Role),
            HoldsTask = HoldsTask(current, member, facts),
            Relation = whom.Relation,
            IsRelationDeclared = whom.IsDeclared,
            HasConsent = whom.IsDeclared && current.Evidence.Consents.Contains(material.Key),
            Declared = EvidenceLibrary.Declared(resource, material),
            MaySkip = material.Necessity == Necessity.Optional,
        };

    // What is asked for once in a journey is asked for by the first member that needs it.
    private static (Member, Material)? MemberOf(Case current, AskEvidence wanted, CaseFacts facts)
    {
        var applying = CaseForm.Applying(current, facts.Catalogue).Select(member => member.Matter).ToHashSet();
        foreach (var member in current.Members)
            if (applying.Contains(member.Matter) && (wanted.Matter is null || wanted.Matter == member.Matter)
                && facts.EditionOf(member).Materials.FirstOrDefault(each => each.Key == wanted.Material) is { } material)
                return (member, material);
        return null;
    }

    // In the draft the applicant's side fills in; afterwards whoever accepts and examines needs it. Once it is decided, nobody.
    private static bool IsNeededNow(Case current, Member member, ActorRole reader) =>
        current.SubmittedOn is null ? reader is ActorRole.Engine or ActorRole.Resident or ActorRole.Clerk
        : member.State is MemberState.Received or MemberState.SupplementRequested or MemberState.Accepted;

    private static bool HoldsTask(Case current, Member member, CaseFacts facts) => facts.By.Role switch
    {
        ActorRole.Engine => true,
        ActorRole.Resident => facts.ActsForSubject,
        ActorRole.Clerk => facts.By.Office is { } station && station == current.Lodging.Station,
        ActorRole.Official => facts.By.Office is { } office && HoldsStep(member, office),
        _ => false,
    };

    private static bool HoldsStep(Member member, string office) => member.State switch
    {
        MemberState.Received or MemberState.SupplementRequested => member.Agency == office,
        MemberState.Accepted => member.Steps.Any(step => step.IsOpen && step.Agency == office)
            || member.Agency == office && member.Steps.All(step => step.DoneOn is not null),
        _ => false,
    };

    // Important data never reaches a page that the public opens; core data leaves by no channel of this software.
    private static GradeOfData Carries(string channel) => channel switch
    {
        EvidenceChannel.Workbench or EvidenceChannel.Api or EvidenceChannel.Engine => GradeOfData.Important,
        EvidenceChannel.Portal or EvidenceChannel.Station => GradeOfData.Personal,
        _ => GradeOfData.General,
    };
}
