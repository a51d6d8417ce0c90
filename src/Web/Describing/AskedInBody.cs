using System.Reflection;
using Microsoft.OpenApi;
using Yitong.Acting;

namespace Yitong.Web;

/// <summary>Tells programs of a command's body what must be there and how long it may be, as the act says it.</summary>
internal static class AskedInBody
{
    /// <summary>Adds it to the schema of a command; leaves every other alone.</summary>
    public static void Tell(OpenApiSchema schema, Type type)
    {
        if (type.GetCustomAttribute<ActAttribute>(false) is null || schema.Properties is not { } properties) return;
        foreach (var field in ActForm.Of(type).Fields)
        {
            if (!field.Ask.IsOptional) (schema.Required ??= new HashSet<string>()).Add(field.Name);
            if (field.Property.PropertyType == typeof(string) && properties[field.Name] is OpenApiSchema text)
                text.MaxLength = field.Ask.Most;
            // Of answers any value is taken, so the reader of them says nothing of their shape.
            if (field.Type == typeof(IReadOnlyDictionary<string, string?>) && properties[field.Name] is OpenApiSchema any)
                any.Type = JsonSchemaType.Null | JsonSchemaType.Object;
        }
    }
}
