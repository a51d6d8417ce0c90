using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Yitong.Acting;

namespace Yitong.Shell;

/// <summary>
/// How a command stands in JSON, for reading and for the description of the API: with what it asks and nothing else. Who acts,
/// on what, and what the route knows is never taken from a body.
/// </summary>
internal static class ActContract
{
    /// <summary>Reads types as usual, commands by what they ask.</summary>
    public static IJsonTypeInfoResolver Resolver { get; } = new DefaultJsonTypeInfoResolver { Modifiers = { Narrow } };

    private static void Narrow(JsonTypeInfo contract)
    {
        if (contract.Kind != JsonTypeInfoKind.Object || contract.Type.GetCustomAttribute<ActAttribute>(false) is null) return;
        var asked = ActForm.Of(contract.Type).Fields.ToDictionary(field => field.Property.Name);
        // The record is made anew from what was read (ActForm.Make): this one is only a bag.
        contract.CreateObject = () => RuntimeHelpers.GetUninitializedObject(contract.Type);
        for (var i = contract.Properties.Count - 1; i >= 0; i--)
        {
            var property = contract.Properties[i];
            if ((property.AttributeProvider as MemberInfo)?.Name is { } name && asked.TryGetValue(name, out var field))
                property.Name = field.Name;
            else contract.Properties.RemoveAt(i);
        }
    }
}
