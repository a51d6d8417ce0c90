using Yitong.Rules;

namespace Yitong.Demo.Population;

/// <summary>
/// A made-up city (演示人口): companies and people with valid check digits, real skew and missing values, all from one seed. Nobody
/// in it exists. The same seed, facts and day give the same city everywhere.
/// </summary>
public sealed class City
{
    private readonly CompanyMaker companies;
    private readonly PersonMaker people;
    private readonly long seed;
    private readonly FactBook facts;

    /// <summary>A city whose facts are those of the book.</summary>
    /// <param name="facts">The facts; those that the generator does not know by id get values by their kind.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="today">The day on which the city is looked at.</param>
    public City(FactBook facts, long seed, DateOnly today)
    {
        (this.facts, this.seed) = (facts, seed);
        (companies, people) = (new(facts, today), new(facts, today));
    }

    /// <summary>The subjects from one number on, in their order.</summary>
    /// <param name="subject">Companies or people.</param>
    /// <param name="count">How many there are in all.</param>
    /// <param name="values">Filled anew for each: one value for each fact of the book.</param>
    /// <param name="from">The first that is wanted; the ones before it are passed over.</param>
    public IEnumerable<string> Make(SubjectKind subject, int count, FactValue[] values, int from = 0)
    {
        for (var number = subject == SubjectKind.Company ? from : 0; number < count; number++)
        {
            var code = subject == SubjectKind.Company
                ? companies.Make(seed, number, values) : people.Make(seed, number, values);
            if (number >= from) yield return code;
        }
    }

    /// <summary>A register of them.</summary>
    /// <exception cref="InvalidOperationException">A made value is broken: a fault of the generator.</exception>
    public Register Register(SubjectKind subject, int count)
    {
        var (register, values) = (new Register(facts, subject, count), new FactValue[facts.Facts.Count]);
        foreach (var text in Make(subject, count, values))
        {
            if (!SubjectCode.TryParse(text, out var code)) throw new InvalidOperationException($"{text} is no subject code.");
            if (register.Put(code, values.AsSpan()).Refusal is { } refusal)
                throw new InvalidOperationException($"{refusal.Code}: {string.Join(' ', refusal.Args.Values)}");
        }
        return register;
    }
}
