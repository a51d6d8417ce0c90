using System.Collections.Immutable;
using Yitong.Rules;

namespace Yitong.Cases;

/// <summary>What a matter's rule found in a submitted case, kept as it was said on the day.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Edition">Its edition: the first day in force.</param>
/// <param name="AsOf">The day it was judged as of.</param>
/// <param name="Engine">Version of the engine that judged.</param>
/// <param name="Answer">Yes: decided at once. Unknown or no: an official decides, with this beside the case.</param>
/// <param name="Reasons">One for each condition of the rule, in its order.</param>
public sealed record RuleFinding(
    string Rule, string Edition, DateOnly AsOf, string Engine, Truth Answer, ImmutableArray<RuleReason> Reasons);

/// <summary>How one condition was found, in words.</summary>
/// <param name="Condition">The condition's name.</param>
/// <param name="Answer">Whether it holds.</param>
/// <param name="Saying">What was found and what is required, as people read it.</param>
/// <param name="Clause">Document and article it rests on.</param>
public sealed record RuleReason(string Condition, Truth Answer, string Saying, string Clause);
