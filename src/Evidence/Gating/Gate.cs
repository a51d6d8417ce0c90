using Yitong.Catalogue;

namespace Yitong.Evidence;

/// <summary>
/// Decides whether data may be disclosed. Pure, without allocation; every denial names its rule.
/// </summary>
internal static class Gate
{
    /// <summary>
    /// Allows what all rules allow. The order of the rules is part of the answer: the first that says no is named.
    /// Emergency access that two people approved (<see cref="GateFacts.IsGlassBroken"/>) passes the rules of case, step,
    /// agreement, relation, declaration, task and consent; never what is not shared at all nor what the channel may not carry.
    /// </summary>
    public static GateVerdict Decide(in GateFacts facts)
    {
        if (facts.Asked == 0 || (facts.Asked & ~facts.Existing) != 0) return new(GateRule.UnknownItem);
        if (facts.Sharing == Sharing.None) return new(GateRule.NotShared);
        if (facts.Grade > facts.ChannelCarries) return new(GateRule.GradeTooHigh);
        if (facts.IsGlassBroken) return new(GateRule.Allowed, facts.Asked);
        if (!facts.IsCaseOpen) return new(GateRule.CaseClosed);
        if (!facts.IsNeededNow) return new(GateRule.NotNeeded);
        if (!facts.HoldsTask) return new(GateRule.NoTask);
        if (facts.Relation == EvidenceRelation.None || !facts.IsRelationDeclared) return new(GateRule.NoRelation);
        if (facts.NeedsConsent && !facts.HasConsent) return new(GateRule.NoConsent);
        var declared = facts.Asked & facts.Declared;
        if (declared == 0 || declared != facts.Asked && !facts.MaySkip) return new(GateRule.NotDeclared);
        var granted = declared & facts.Agreed;
        if (granted == 0 || granted != declared && !facts.MaySkip) return new(GateRule.NoAgreement);
        return new(GateRule.Allowed, granted);
    }
}

/// <summary>What the gate knows when it decides: of the case, the resource, the agreement and the reader.</summary>
public readonly record struct GateFacts
{
    /// <summary>The case is open: submitted or being filled in, not concluded, refused or withdrawn.</summary>
    public bool IsCaseOpen { get; init; }
    /// <summary>The step that the case is in needs the requirement now.</summary>
    public bool IsNeededNow { get; init; }
    /// <summary>The reader is the engine, the applicant's own side, or an official who holds the step.</summary>
    public bool HoldsTask { get; init; }
    /// <summary>How the person or company asked after stands to the case.</summary>
    public EvidenceRelation Relation { get; init; }
    /// <summary>Whether the matter declares that it looks at somebody who stands so.</summary>
    public bool IsRelationDeclared { get; init; }
    /// <summary>Whether the law wants consent for this resource.</summary>
    public bool NeedsConsent { get; init; }
    /// <summary>Whether it was given, by the one asked after.</summary>
    public bool HasConsent { get; init; }
    /// <summary>On what terms the resource is shared.</summary>
    public Sharing Sharing { get; init; }
    /// <summary>The resource's grade.</summary>
    public GradeOfData Grade { get; init; }
    /// <summary>The highest grade that the reader's channel may carry.</summary>
    public GradeOfData ChannelCarries { get; init; }
    /// <summary>Items asked for, as bits.</summary>
    public ulong Asked { get; init; }
    /// <summary>Items of the resource.</summary>
    public ulong Existing { get; init; }
    /// <summary>Items that the matter's requirement declares.</summary>
    public ulong Declared { get; init; }
    /// <summary>Items that agreements in force let the matter see for the purpose.</summary>
    public ulong Agreed { get; init; }
    /// <summary>Whether the requirement is content with a part (Skip instead of Deny).</summary>
    public bool MaySkip { get; init; }
    /// <summary>Emergency access, approved by two people.</summary>
    public bool IsGlassBroken { get; init; }
}

/// <summary>The gate's answer.</summary>
/// <param name="Rule">The rule that denied, or <see cref="GateRule.Allowed"/>.</param>
/// <param name="Granted">The items that may be disclosed, as bits; none where it was denied.</param>
internal readonly record struct GateVerdict(GateRule Rule, ulong Granted = 0)
{
    /// <summary>Whether anything may be disclosed.</summary>
    public bool IsAllowed => Rule == GateRule.Allowed;
}

/// <summary>The gate's rules.</summary>
public enum GateRule
{
    /// <summary>All rules allow it.</summary>
    Allowed,
    /// <summary>The resource has no such item, or none was asked for.</summary>
    UnknownItem,
    /// <summary>The resource is not shared (不予共享).</summary>
    NotShared,
    /// <summary>The channel may not carry data of this grade.</summary>
    GradeTooHigh,
    /// <summary>The case is closed.</summary>
    CaseClosed,
    /// <summary>The step of the case does not need it.</summary>
    NotNeeded,
    /// <summary>The reader does not hold the step.</summary>
    NoTask,
    /// <summary>The one asked after is no party to the case, and the matter declares no such relation.</summary>
    NoRelation,
    /// <summary>The law wants consent and there is none.</summary>
    NoConsent,
    /// <summary>The matter does not declare the items.</summary>
    NotDeclared,
    /// <summary>No agreement in force covers the items for this matter and purpose.</summary>
    NoAgreement,
}
