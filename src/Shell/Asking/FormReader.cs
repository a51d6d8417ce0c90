using Microsoft.Extensions.Primitives;
using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>Reads a command from the form of a page, field by field.</summary>
internal static class FormReader
{
    /// <summary>Ends the name of the unit of a limit.</summary>
    public const string Unit = ".unit";
    /// <summary>Ends the name of the ready sentence that stands before one's own words.</summary>
    public const string Template = ".template";

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

    /// <summary>The form with what the address says of the act's fields, whatever the form says of them.</summary>
    public static SentForm Addressed(ActForm form, SentForm sent, RouteValueDictionary address)
    {
        var said = form.Fields.Where(field => address.ContainsKey(field.Name)).ToList();
        if (said.Count == 0) return sent;
        var fields = sent.Fields.ToDictionary();
        foreach (var field in said) fields[field.Name] = new StringValues(address[field.Name]?.ToString());
        return new(new FormCollection(fields, sent.Fields.Files));
    }

    private static string CodeOf(AskAttribute ask) =>
        ask.IsMoney ? "body.no-sum" : ask.Unreadable ?? "body.field-not-valid";

    private static object? ValueOf(ActField field, SentForm sent)
    {
        var (name, type) = (field.Name, field.Type);
        return type == typeof(string) ? TextOf(field, sent)
            : type == typeof(bool) ? sent.Choice(name)
            : type == typeof(DateOnly) ? sent.Day(name)
            : type == typeof(int) ? sent.Number(name)
            : field.Ask.IsMoney ? Money.TryParse(sent[name], out var sum) ? sum.Fen : null
            : type == typeof(long) ? sent.Large(name)
            : type == typeof(Guid) ? Guid.TryParse(sent[name], out var id) ? id : null
            : type == typeof(TimeLimit) ? LimitOf(name, sent)
            : type.IsEnum ? EnumNames.Find(type, sent[name])
            : type.IsAssignableFrom(typeof(string[])) ? sent.All(name)
            : field.Ask.RowBy is { } by ? FormRows.Read(sent, name, by, type.GetGenericArguments()[0])
            : field.Ask.IsOptional ? null
            : throw new InvalidOperationException($"No form can fill {type.Name} {name}.");
    }

    // A ready sentence and one's own words: both, or either.
    private static string? TextOf(ActField field, SentForm sent) =>
        field.Ask.Templates is null ? sent[field.Name]
        : (sent[field.Name + Template], sent[field.Name]) switch
        {
            ({ } template, { } own) => template + own,
            var (template, own) => own ?? template,
        };

    private static TimeLimit? LimitOf(string name, SentForm sent) =>
        sent.Number(name) is { } amount && EnumNames.Find(typeof(TimeUnit), sent[name + Unit]) is TimeUnit unit
        && new TimeLimit(amount, unit) is { IsValid: true } limit ? limit : null;
}
