using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>Lists of objections. Thread-safe.</summary>
public sealed class Objections(Rows rows)
{
    /// <summary>Objections that somebody raised, the latest first.</summary>
    public Task<IReadOnlyList<DataObjectionRow>> RaisedByAsync(Guid party, int most = 100) =>
        rows.ReadAsync((IQueryable<DataObjectionRow> all) => all.Where(row => row.RaisedBy == party)
            .OrderByDescending(row => row.RaisedOn).ThenByDescending(row => row.Id).Take(most));

    /// <summary>Objections that an agency owes an answer to, the most urgent first.</summary>
    public Task<IReadOnlyList<DataObjectionRow>> OwedByAsync(string agency, int most = 100) =>
        rows.ReadAsync((IQueryable<DataObjectionRow> all) => all.Where(row => row.Owner == agency && row.AnsweredOn == null)
            .OrderBy(row => row.RaisedOn).ThenBy(row => row.Id).Take(most));
}
