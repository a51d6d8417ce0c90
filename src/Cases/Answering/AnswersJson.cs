using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yitong.Cases;

/// <summary>
/// Answers in a program's body, by key of the question: text, number or yes and no as the guide's form says, null to take one
/// back. All are kept as the text that a person would have typed.
/// </summary>
internal sealed class AnswersJson : JsonConverter<IReadOnlyDictionary<string, string?>>
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string?>? Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(ref reader, options)?.ToDictionary(
            each => each.Key, each => each.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => each.Value.GetString(),
                _ => each.Value.GetRawText(),
            });

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, IReadOnlyDictionary<string, string?> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToDictionary(), options);
}
