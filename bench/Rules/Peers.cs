using System.Linq.Expressions;
using Yitong.Rules;

namespace Yitong.Bench.Rules;

/// <summary>What a system found for one policy.</summary>
internal readonly record struct Found(long Matched, Int128 Fen);

/// <summary>What a system took, in nanoseconds of processor time, and what it found.</summary>
internal sealed record Measured(string System, double Nanoseconds, IReadOnlyList<Found> Found, string Note = "");

/// <summary>Policies as compiled expression trees over objects: what a careful C# programmer would write.</summary>
internal sealed class LinqPeer
{
    private readonly RulesWorld world;
    private readonly ParameterExpression row = Expression.Parameter(typeof(CompanyRow), "r");

    public LinqPeer(RulesWorld world)
    {
        this.world = world;
        Rows = new CompanyRow[world.Register.Count];
        var setters = world.Facts.Facts.Select(fact => (
            Number: typeof(CompanyRow).GetProperty(fact.Id)!, Over: typeof(CompanyRow).GetProperty(fact.Id + "_over"))).ToArray();
        for (var at = 0; at < Rows.Length; at++)
        {
            Rows[at] = new();
            for (var fact = 0; fact < setters.Length; fact++)
                if (world.Register[at, fact] is { IsKnown: true } value)
                {
                    setters[fact].Number.SetValue(Rows[at], value.Number);
                    setters[fact].Over?.SetValue(Rows[at], value.Over);
                }
        }
    }

    public CompanyRow[] Rows { get; }

    public (Func<CompanyRow, bool> Matches, Func<CompanyRow, long?> Fen)[] Compile() => [.. world.Rules.Select(rule => (
        Expression.Lambda<Func<CompanyRow, bool>>(
            rule.Conditions.Select(condition => Of(condition.Test)).Aggregate(Expression.AndAlso), row).Compile(),
        Expression.Lambda<Func<CompanyRow, long?>>(Of(rule.Amount!.Fen), row).Compile()))];

    public Measured Run()
    {
        var compiled = Compile();
        var found = new Found[compiled.Length];
        var time = Cpu.Of(() =>
        {
            for (var rule = 0; rule < compiled.Length; rule++)
            {
                var (matches, fen) = compiled[rule];
                var (count, sum) = (0L, Int128.Zero);
                foreach (var company in Rows)
                    if (matches(company))
                    {
                        count++;
                        sum += fen(company) ?? 0;
                    }
                found[rule] = new(count, sum);
            }
        });
        return new("compiled LINQ", time, found);
    }

    private MemberExpression Property(int fact, string suffix = "") =>
        Expression.Property(row, world.Facts.Facts[fact].Id + suffix);

    private static ConstantExpression Number(long value) => Expression.Constant(value, typeof(long?));

    // A comparison with null is false: for what only counts matches that is as good as unknown.
    private Expression Of(Test test) => test switch
    {
        Within within => within.Among.Parts.Select(part => Part(within.Fact, part)).Aggregate(Expression.OrElse),
        RatioAgainst ratio => Expression.AndAlso(
            Expression.GreaterThan(Property(ratio.Fact, "_over"), Number(0)),
            Expression.LessThanOrEqual(Expression.Multiply(Property(ratio.Fact), Number(ratio.Over)),
                Expression.Multiply(Property(ratio.Fact, "_over"), Number(ratio.Number)))),
        Balance { Relation: Relation.AtLeast } balance => Expression.GreaterThanOrEqual(Of(balance.Left), Of(balance.Right)),
        Balance { Relation: Relation.AtMost } balance => Expression.LessThanOrEqual(Of(balance.Left), Of(balance.Right)),
        AllOf all => all.Tests.Select(Of).Aggregate(Expression.AndAlso),
        AnyOf any => any.Tests.Select(Of).Aggregate(Expression.OrElse),
        _ => throw new NotSupportedException(test.GetType().Name),
    };

    private BinaryExpression Part(int fact, (long Least, long Most) part) =>
        part.Least == part.Most ? Expression.Equal(Property(fact), Number(part.Least))
        : part.Least == long.MinValue ? Expression.LessThanOrEqual(Property(fact), Number(part.Most))
        : part.Most == long.MaxValue ? Expression.GreaterThanOrEqual(Property(fact), Number(part.Least))
        : Expression.AndAlso(Expression.GreaterThanOrEqual(Property(fact), Number(part.Least)),
            Expression.LessThanOrEqual(Property(fact), Number(part.Most)));

    private Expression Of(Computed computed) => computed switch
    {
        Constant constant => Number(constant.Value),
        NumberOf of => Property(of.Fact),
        Product product => Expression.Multiply(Of(product.Left), Of(product.Right)),
        Quotient { Rounding: Rounding.HalfUp, By: Constant by } quotient =>
            Expression.Divide(Expression.Add(Of(quotient.Of), Number(by.Value / 2)), Number(by.Value)),
        Quotient quotient => Expression.Divide(Of(quotient.Of), Of(quotient.By)),
        Lookup lookup => lookup.Values.Select((value, at) => (value, at)).Aggregate<(long value, int at), Expression>(Number(0),
            (rest, pair) => Expression.Condition(
                Expression.Equal(Property(lookup.Fact), Number(pair.at)), Number(pair.value), rest)),
        Pick pick => Choose(pick),
        _ => throw new NotSupportedException(computed.GetType().Name),
    };

    private BlockExpression Choose(Pick pick)
    {
        var fen = Expression.Variable(typeof(long?));
        return Expression.Block([fen], Expression.Assign(fen, Of(pick.Then)), Expression.Condition(
            Expression.GreaterThan(fen, Of(pick.Otherwise)), Of(pick.Otherwise), fen));
    }
}

/// <summary>Processor time of the whole process, threads of native libraries included.</summary>
internal static class Cpu
{
    public static double Of(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds;
    }
}
