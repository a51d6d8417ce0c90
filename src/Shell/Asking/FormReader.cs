using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>Reads a command from the form of a page, field by field.</summary>
internal static class FormReader
{
    /// <summary>The command; or every field that is missing, too long or not to be read, at once.</summary>
    public static Outcome<TCommand> Read<TCommand>(ActForm form, SentForm sent, IEnumerable<object> known)
        where TCommand : class
    {
        var unreadable = new List<FieldFault>();
        var command = (TCommand)form.Make(field =>
        {
            if (ValueOf(field, sent) is { } value) return value;
            if (sent[field.Name] is not null || sent.Fields[field.Name].Count > 1)
                unreadable.Add(new(field.Name, CodeOf(field.Ask)));
            return null;
        }, known);
        return unreadable.Count > 0 ? form.FaultsOf(command, unreadable)! : command;
    }

    private static string CodeOf(AskAttribute ask) =>
        ask.IsMoney ? "body.no-sum" : ask.Unreadable ?? "body.field-not-valid";

    // What no form can hold, such as a list of records, is left to bodies: there it is nothing, or not readable.
    private static object? ValueOf(ActField field, SentForm sent)
    {
        var (name, type) = (field.Name, Nullable.GetUnderlyingType(field.Property.PropertyType) ?? field.Property.PropertyType);
        return type == typeof(string) ? sent[name]
            : type == typeof(bool) ? sent.Choice(name)
            : type == typeof(DateOnly) ? sent.Day(name)
            : type == typeof(int) ? sent.Number(name)
            : field.Ask.IsMoney ? Money.TryParse(sent[name], out var sum) ? sum.Fen : null
            : type == typeof(long) ? sent.Large(name)
            : type == typeof(Guid) ? Guid.TryParse(sent[name], out var id) ? id : null
            : type.IsEnum ? EnumNames.Find(type, sent[name])
            : type.IsAssignableFrom(typeof(string[])) ? sent.All(name)
            : null;
    }
}
