using System.Collections.Immutable;
using System.Reflection;
using Yitong.Kernel;

namespace Yitong.Architecture.Tests;

/// <summary>Values of any type that an event may carry, every member filled, the same each time.</summary>
internal static class Samples
{
    private static readonly Dictionary<Type, object> Simple = new()
    {
        [typeof(string)] = "文",
        [typeof(bool)] = true,
        [typeof(int)] = 7,
        [typeof(long)] = 70L,
        [typeof(decimal)] = 1.5m,
        [typeof(double)] = 1.5,
        [typeof(Guid)] = new Guid("01890000-0000-7000-8000-000000000001"),
        [typeof(DateOnly)] = new DateOnly(2026, 11, 30),
        [typeof(DateTimeOffset)] = new DateTimeOffset(2026, 11, 30, 1, 2, 3, TimeSpan.Zero),
        [typeof(TimeSpan)] = TimeSpan.FromMinutes(90),
        [typeof(byte[])] = new byte[] { 1, 2, 255 },
        [typeof(TimeLimit)] = TimeLimit.WorkingDays(5),
        [typeof(UInt128)] = (UInt128)5,
    };

    /// <summary>A value of the type.</summary>
    public static object Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value);
        if (Simple.TryGetValue(type, out var simple)) return simple;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsArray) return ArrayOf(type.GetElementType()!);
        if (type.IsGenericType && (!type.IsValueType || type.Name.StartsWith("Immutable", StringComparison.Ordinal)))
            return Many(type, type.GetGenericArguments());
        return Record(type);
    }

    private static Array ArrayOf(Type element)
    {
        var array = Array.CreateInstance(element, 1);
        array.SetValue(Of(element), 0);
        return array;
    }

    private static object Many(Type type, Type[] of)
    {
        if (of.Length == 2)
        {
            var pairs = typeof(Dictionary<,>).MakeGenericType(of);
            var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(pairs)!;
            dictionary.Add(Of(of[0]), Of(of[1]));
            return type.IsAssignableFrom(pairs) ? dictionary : Call(typeof(ImmutableDictionary), "CreateRange", of, dictionary);
        }
        var array = ArrayOf(of[0]);
        if (type.IsAssignableFrom(array.GetType())) return array;
        var factory = type.Assembly.GetType($"{type.Namespace}.{type.Name[..type.Name.IndexOf('`')]}")!;
        return Call(factory, "CreateRange", of, array);
    }

    private static object Call(Type factory, string name, Type[] of, object argument)
    {
        var method = factory.GetMethods().First(each => each.Name == name && each.GetGenericArguments().Length == of.Length
            && each.GetParameters() is [{ ParameterType.Name: "IEnumerable`1" }]);
        return method.MakeGenericMethod(of).Invoke(null, [argument])!;
    }

    private static object Record(Type type)
    {
        var made = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)
            .Where(each => each.GetParameters() is not [var only] || only.ParameterType != type)
            .MaxBy(each => each.GetParameters().Length);
        var arguments = made?.GetParameters().Select(each => Of(each.ParameterType)).ToArray() ?? [];
        var record = made is null ? Activator.CreateInstance(type)! : made.Invoke(arguments);
        var given = made?.GetParameters().Select(each => each.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        foreach (var property in type.GetProperties())
            if (property.SetMethod is { IsPublic: true } && !given.Contains(property.Name)) property.SetValue(record, Of(property.PropertyType));
        return record;
    }
}
