using Microsoft.Extensions.Primitives;

namespace Yitong.Shell;

/// <summary>
/// What the visitor sent from this very page after their session had ended, so that the page's form holds it again. One per
/// request.
/// </summary>
public sealed class KeptInput
{
    private string? to;
    private SentForm? form;

    /// <summary>Whether there is any.</summary>
    public bool IsThere => form is not null;

    /// <summary>Remembers it for the page.</summary>
    /// <param name="to">Where it was sent.</param>
    /// <param name="fields">What was typed.</param>
    public void Put(string to, IEnumerable<(string Name, string Value)> fields)
    {
        this.to = to;
        form = new(new FormCollection(fields.GroupBy(field => field.Name).ToDictionary(
            same => same.Key, same => new StringValues([.. same.Select(field => field.Value)]))));
    }

    /// <summary>What was typed into the form that is sent to an address; null when nothing was.</summary>
    public SentForm? Of(string to) => to == this.to ? form : null;
}
