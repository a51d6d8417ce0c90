using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Yitong.Kernel;

namespace Yitong.Acting;

/// <summary>What an act asks and how it is called, as its record says: the one source of forms, bodies and checks.</summary>
/// <param name="Name">The act's name.</param>
/// <param name="Unclear">Code of the refusal that gathers faults of fields; null: that of the first of them.</param>
/// <param name="Fields">What is asked, in the order of the record.</param>
public sealed record ActForm(string Name, string? Unclear, IReadOnlyList<ActField> Fields)
{
    private static readonly ConcurrentDictionary<Type, ActForm> Known = new();
    private readonly ConstructorInfo? made;

    private ActForm(ActAttribute act, ConstructorInfo? made, IReadOnlyList<ActField> fields)
        : this(act.Name, act.Unclear, fields) => this.made = made;

    /// <summary>The form of a command's type.</summary>
    /// <exception cref="InvalidOperationException">The type has no <see cref="ActAttribute"/>.</exception>
    public static ActForm Of(Type command) => Known.GetOrAdd(command, Read);

    /// <summary>Everything that is wrong with what was filled in, at once; null when all is well.</summary>
    /// <param name="command">The command.</param>
    /// <param name="more">What it says itself of its fields; of one field the first fault counts.</param>
    public Refusal? FaultsOf(object command, IEnumerable<FieldFault> more)
    {
        List<FieldFault>? faults = null;
        foreach (var field in Fields)
            if (field.FaultOf(command) is { } fault) (faults ??= []).Add(fault);
        foreach (var fault in more)
            if (faults?.Exists(known => known.Field == fault.Field) != true) (faults ??= []).Add(fault);
        if (faults is null) return null;
        faults = [.. faults.OrderBy(fault => PlaceOf(fault.Field))];
        return new(Unclear ?? faults[0].Code, RefusalKind.NotValid, null, Unclear is null ? faults[0].Arguments : null)
        {
            Fields = faults,
        };
    }

    /// <summary>Whether the act asks which version its client had on screen, and compares that itself.</summary>
    public bool AsksVersion { get; } = Fields.Any(field => field.Name == Caller.VersionField);

    /// <summary>
    /// A command: what it asks is filled in, everything else is what the route knows or the record's own default.
    /// </summary>
    /// <param name="asked">What was filled in; null where nothing was.</param>
    /// <param name="known">What is not asked, each taken once, in the order of the record, by its type.</param>
    /// <exception cref="InvalidOperationException">The record wants something that is neither asked nor known.</exception>
    public object Make(Func<ActField, object?> asked, params IEnumerable<object> known)
    {
        var left = known.ToList();
        return made!.Invoke([.. made.GetParameters().Select(each =>
            Fields.FirstOrDefault(field => field.Property.Name == each.Name) is { } field ? asked(field) : Next(each))]);

        object? Next(ParameterInfo wanted)
        {
            var at = left.FindIndex(wanted.ParameterType.IsInstanceOfType);
            if (at < 0)
                return wanted.HasDefaultValue ? wanted.DefaultValue
                    : throw new InvalidOperationException($"{Name}: nobody says {wanted.Name}.");
            var value = left[at];
            left.RemoveAt(at);
            return value;
        }
    }

    private int PlaceOf(string field)
    {
        for (var i = 0; i < Fields.Count; i++)
            if (Fields[i].Name == field) return i;
        return Fields.Count;
    }

    private static ActForm Read(Type type)
    {
        var act = type.GetCustomAttribute<ActAttribute>(false)
            ?? throw new InvalidOperationException($"{type} has no [Act(\"…\")].");
        var made = type.GetConstructors().MaxBy(each => each.GetParameters().Length);
        return new(act, made,
        [
            .. (made?.GetParameters() ?? []).Select(each => (Parameter: each, Ask: each.GetCustomAttribute<AskAttribute>()))
                .Where(each => each.Ask is not null)
                .Select(each => FieldOf(type.GetProperty(each.Parameter.Name!)!, each.Ask!)),
        ]);
    }

    // What is asked may not have been answered, and then it is nothing rather than false, nought or the year one.
    private static ActField FieldOf(PropertyInfo property, AskAttribute ask) =>
        property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null
            ? throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} is asked and must be nullable.")
            : new(property, ask);
}

/// <summary>One thing that an act asks.</summary>
/// <param name="Property">Where the command holds it.</param>
/// <param name="Ask">How it is asked.</param>
public sealed record ActField(PropertyInfo Property, AskAttribute Ask)
{
    /// <summary>Its name in forms and bodies.</summary>
    public string Name { get; } = Ask.Name ?? JsonNamingPolicy.CamelCase.ConvertName(Property.Name);

    /// <summary>What it is, once it is answered: text, number, day, choice …</summary>
    public Type Type { get; } = Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>What is wrong with it in a command; null when it is well.</summary>
    public FieldFault? FaultOf(object command) => Property.GetValue(command) switch
    {
        string text when Ask.TooLong is { } code && FreeText.LengthOf(text) > Ask.Most =>
            new(Name, code, new Dictionary<string, string> { ["most"] = $"{Ask.Most}" }),
        string text => FreeText.FaultOf(Name, text, MissingText, Ask.Most, Ask.Unreadable),
        null when Ask.IsOptional => null,
        null => new(Name, (Property.PropertyType == typeof(string) ? MissingText : null) ?? Ask.Missing ?? "body.field-missing"),
        _ => null,
    };

    private string? MissingText => Ask.IsOptional ? null : Ask.Missing ?? "words.missing." + Name;
}
