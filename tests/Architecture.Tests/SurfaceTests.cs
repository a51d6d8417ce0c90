using System.Reflection;
using System.Text;

namespace Yitong.Architecture.Tests;

/// <summary>What one module shows to the others: each type with its members, so that a change of it is seen and meant.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public void What_modules_show_is_as_pinned()
    {
        var text = new StringBuilder();
        foreach (var assembly in EventTests.Assemblies().OrderBy(each => each.GetName().Name, StringComparer.Ordinal))
        {
            text.Append("\n# ").Append(assembly.GetName().Name).Append('\n');
            foreach (var type in assembly.GetExportedTypes().Where(type => type.Namespace?.Contains("Migrations") != true)
                .OrderBy(type => type.FullName, StringComparer.Ordinal))
                Describe(text, type);
        }
        Pinned.Holds("surface.txt", text.ToString());
    }

    private static void Describe(StringBuilder text, Type type)
    {
        var what = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class";
        text.Append(what).Append(' ').Append(Say(type));
        if (type.IsEnum) text.Append(": ").AppendJoin(", ", Enum.GetNames(type));
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type))
        {
            text.Append('\n');
            return;
        }
        // What a record makes by itself says nothing, nor do the parameters of a page, which the compiler holds.
        var members = type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => !IsOfItself(member)).Select(Say).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        text.Append(": ").AppendJoin("; ", members).Append('\n');
    }

    private static bool IsOfItself(MemberInfo member) => member.Name is "Equals" or "GetHashCode" or "ToString" or "Deconstruct"
        or "op_Equality" or "op_Inequality" or "<Clone>$" or "EqualityContract" or "BuildRenderTree" or "PrintMembers"
        || member is MethodInfo { IsSpecialName: true } && !member.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string? Say(MemberInfo member) => member switch
    {
        PropertyInfo property => $"{property.Name}: {Say(property.PropertyType)}",
        FieldInfo field => $"{field.Name}: {Say(field.FieldType)}",
        MethodInfo method => $"{method.Name}({string.Join(", ", method.GetParameters().Select(each => Say(each.ParameterType)))}): {Say(method.ReturnType)}",
        ConstructorInfo made when made.GetParameters() is { Length: > 0 } given
            && !(given.Length == 1 && given[0].ParameterType == made.DeclaringType) =>
            $"new({string.Join(", ", given.Select(each => Say(each.ParameterType)))})",
        _ => null,
    };

    private static string Say(Type type) => type switch
    {
        { IsByRef: true } => Say(type.GetElementType()!),
        { IsArray: true } => Say(type.GetElementType()!) + "[]",
        { IsGenericType: true } => $"{NameOf(type)}<{string.Join(", ", type.GetGenericArguments().Select(Say))}>",
        _ => NameOf(type),
    };

    private static string NameOf(Type type)
    {
        var name = type.IsGenericType && type.Name.IndexOf('`') is > 0 and var at ? type.Name[..at] : type.Name;
        return type.IsNested && !type.IsGenericParameter ? $"{NameOf(type.DeclaringType!)}.{name}" : name;
    }
}
