using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Yitong.Cases;

/// <summary>What goes between cities, as JSON. What is missing or null where it may not be is no message.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 16)]
[JsonSerializable(typeof(CasePackage))]
[JsonSerializable(typeof(PartnerReport))]
[JsonSerializable(typeof(PackageAnswer))]
internal sealed partial class HandoverJson : JsonSerializerContext
{
    /// <summary>Reads a message; null when it is none.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>
/// How the deciding city answers a package: it lacks contents of materials, or it has it and says how the case stands.
/// </summary>
/// <param name="Missing">SHA-256 of the contents to send first; none when it was taken.</param>
/// <param name="Report">How the case stands; null when something is missing.</param>
internal sealed record PackageAnswer(IReadOnlyList<string> Missing, PartnerReport? Report);
