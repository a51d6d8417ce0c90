using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yitong.Store;

/// <summary>Of which sort a table is: derived from the journal, which is usual, or kept.</summary>
public static class TableSorts
{
    private const string Kept = "Yitong:Kept";
    private const string Edition = "Yitong:Edition";
    private const string Counted = "Yitong:Counted";

    /// <summary>
    /// The table cannot be filled from the journal: no rebuild touches it, and a change of it needs a <see cref="KeptStep"/>.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="why">What it holds that no event says.</param>
    public static EntityTypeBuilder<TRow> IsKept<TRow>(this EntityTypeBuilder<TRow> table, string why)
        where TRow : class
    {
        table.Metadata.SetAnnotation(Kept, why);
        return table;
    }

    /// <summary>
    /// Raised when the rows of a derived table say something else than before though its columns are the same: servers then ask
    /// for a rebuild.
    /// </summary>
    public static EntityTypeBuilder<TRow> HasEdition<TRow>(this EntityTypeBuilder<TRow> table, int edition)
        where TRow : class
    {
        table.Metadata.SetAnnotation(Edition, edition);
        return table;
    }

    /// <summary>
    /// Columns that were counted by the calendar of the day on which the row was written: folding the journal with a later
    /// calendar gives others, and neither is wrong. An audit of the rows leaves them out.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Names of the properties.</param>
    public static EntityTypeBuilder<TRow> IsCounted<TRow>(this EntityTypeBuilder<TRow> table, params string[] columns)
        where TRow : class
    {
        foreach (var column in columns) table.Property(column).Metadata.SetAnnotation(Counted, true);
        return table;
    }

    internal static bool IsCounted(IReadOnlyProperty column) => column[Counted] is true;

    /// <summary>Why a table is kept; null for a derived one. Append-only tables are kept: their rows are sealed.</summary>
    public static string? KeptBecause(this IReadOnlyEntityType table) => table[Kept] as string
        ?? (typeof(SealedRow).IsAssignableFrom(table.ClrType) ? "append-only: held to the seals in the journal" : null);

    internal static int EditionOf(IReadOnlyEntityType table) => table[Edition] as int? ?? 1;
}
