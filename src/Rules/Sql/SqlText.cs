using System.Globalization;
using System.Text;

namespace Yitong.Rules;

/// <summary>Whose SQL.</summary>
public enum SqlDialect
{
    /// <summary>SQLite 3.39 or newer.</summary>
    Sqlite,
    /// <summary>PostgreSQL 15 or newer.</summary>
    Postgres,
    /// <summary>DuckDB 1.0 or newer.</summary>
    DuckDb,
}

/// <summary>
/// A bound rule as a query, so that a city can judge it where its data already lie. The table has a column <c>subject</c> and
/// one 64-bit column a fact, named by the fact's id and NULL where nothing is known; days are
/// <see cref="DateOnly.DayNumber"/>, yes is 1 and no is 0, codes are places in their list, a ratio has its
/// denominator in a second column <c>…_over</c>. SQL's own three values are Kleene's. Everything is whole numbers; what
/// binding has proved to fit 64 bits fits there, too.
/// </summary>
public sealed class SqlText
{
    private readonly BoundRule rule;
    private readonly SqlExpressions expressions;
    private readonly string table;

    private SqlText(BoundRule rule, SqlDialect dialect, string table) =>
        (this.rule, expressions, this.table) = (rule, new(rule.Facts, dialect), table);

    /// <summary>
    /// One row a subject: <c>subject</c>, <c>truth</c> (2 yes, 1 unknown, 0 no), <c>near</c> (1 when exactly one condition says
    /// no and the others yes), <c>fen</c> (the amount where the truth is yes; NULL when unknown or none).
    /// </summary>
    /// <exception cref="NotSupportedException">SQLite only: a ratio's cross product may leave 64 bits.</exception>
    public static string Of(BoundRule rule, SqlDialect dialect, string table = "register") =>
        new SqlText(rule, dialect, table).Rows();

    /// <summary>One row: <c>matched</c>, <c>unknown</c>, <c>near</c>, <c>fen</c> over all subjects.</summary>
    /// <exception cref="NotSupportedException">As <see cref="Of"/>.</exception>
    public static string CountsOf(BoundRule rule, SqlDialect dialect, string table = "register") =>
        new SqlText(rule, dialect, table).Counts();

    /// <summary>The statement that makes the table for one kind of subject.</summary>
    public static string TableOf(FactBook facts, SubjectKind subject, string table = "register")
    {
        var text = new StringBuilder($"CREATE TABLE {table} (subject TEXT PRIMARY KEY");
        foreach (var fact in facts.Facts.Where(fact => fact.Subject == subject))
        {
            text.Append(CultureInfo.InvariantCulture, $",\n  {SqlExpressions.Column(fact)} BIGINT");
            if (fact.Kind == FactKind.Ratio)
                text.Append(CultureInfo.InvariantCulture, $",\n  {SqlExpressions.OverColumn(fact)} BIGINT");
        }
        return text.Append(')').ToString();
    }

    private string Rows() => $"""
        SELECT subject, {Truth()} AS truth, {Near()} AS near,
          CASE WHEN {All()} THEN {Fen()} END AS fen
        FROM (SELECT * {Conditions()}
          FROM {table}) AS judged
        """;

    private string Counts() => $"""
        SELECT COALESCE(SUM(CASE WHEN truth = 2 THEN 1 ELSE 0 END), 0) AS matched,
          COALESCE(SUM(CASE WHEN truth = 1 THEN 1 ELSE 0 END), 0) AS unknown,
          COALESCE(SUM(near), 0) AS near, COALESCE(SUM(fen), 0) AS fen
        FROM ({Rows()}) AS counted
        """;

    private string Conditions()
    {
        var text = new StringBuilder();
        for (var at = 0; at < rule.Conditions.Count; at++)
            text.Append(CultureInfo.InvariantCulture, $",\n    {expressions.Of(rule.Conditions[at].Test)} AS c{at + 1}");
        return text.ToString();
    }

    private string All() => rule.Conditions.Count == 0 ? "TRUE"
        : string.Join(" AND ", Enumerable.Range(1, rule.Conditions.Count).Select(at => $"c{at}"));

    private string Truth() => $"CASE WHEN {All()} THEN 2 WHEN NOT ({All()}) THEN 0 ELSE 1 END";

    private string Near() => rule.Conditions.Count == 0 ? "0"
        : $"CASE WHEN {Ones("")} = {rule.Conditions.Count - 1} AND {Ones("NOT ")} = 1 THEN 1 ELSE 0 END";

    private string Ones(string not) => string.Join(" + ",
        Enumerable.Range(1, rule.Conditions.Count).Select(at => $"CASE WHEN {not}c{at} THEN 1 ELSE 0 END"));

    private string Fen() => rule.Amount is null ? "CAST(NULL AS BIGINT)"
        : expressions.Guarded(rule.Amount.NonZero, expressions.Of(rule.Amount.Fen));
}
