using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>How the API reads and writes JSON.</summary>
public static class ApiJson
{
    /// <summary>Camel case, kebab-case words, readable Chinese; members that nobody knows, that are written in other letters,
    /// or that are said twice, are an error, not ignored.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        PropertyNameCaseInsensitive = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 16,
        TypeInfoResolver = ActContract.Resolver,
        Converters = { new EnumJson() },
    };

    /// <summary>
    /// The body, or why it cannot be read: <c>body.too-large</c>, <c>body.not-json</c> with the place,
    /// <c>body.missing</c>. An empty body is an empty object.
    /// </summary>
    public static async Task<Outcome<T>> ReadAsync<T>(HttpContext http)
        where T : class
    {
        var bytes = await ReadBytesAsync(http, UploadLimits.Form);
        if (bytes is null) return new Refusal("body.too-large", RefusalKind.NotReadable);
        // Some programs put a mark before UTF-8; it says nothing (RFC 8259, section 8.1).
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) bytes = bytes[3..];
        try
        {
            var read = JsonSerializer.Deserialize<T>(bytes.Length == 0 ? "{}"u8 : bytes, Options);
            RefuseHoles(bytes);
            return read ?? (Outcome<T>)new Refusal("body.missing", RefusalKind.NotReadable);
        }
        catch (JsonException fault)
        {
            return new Refusal("body.not-json", RefusalKind.NotReadable)
                .With("path", fault.Path ?? "$")
                .With("line", $"{fault.LineNumber + 1}")
                .With("problem", fault.Message.Split(" Path:")[0]);
        }
    }

    // No list of ours holds nothing among its entries: routes may take each entry for something.
    private static void RefuseHoles(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        var lists = 0UL; // The innermost of what is open is the lowest bit: 1 for a list.
        while (!body.IsEmpty && reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                lists = lists << 1 | (reader.TokenType == JsonTokenType.StartArray ? 1UL : 0UL);
            else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject) lists >>= 1;
            else if (reader.TokenType == JsonTokenType.Null && (lists & 1) == 1)
                throw new JsonException("A list holds null.", "$", body[..(int)reader.TokenStartIndex].Count((byte)'\n'), null);
        }
    }

    /// <summary>All bytes of the body, or null when there are more than allowed.</summary>
    public static async Task<byte[]?> ReadBytesAsync(HttpContext http, long most) => http.Request.ContentLength > most ? null
        : await ReadBytesAsync(http.Request.Body, most, http.RequestAborted);

    /// <summary>All bytes of a stream, or null when there are more than allowed.</summary>
    internal static async Task<byte[]?> ReadBytesAsync(Stream stream, long most, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellation)) > 0)
        {
            if (buffer.Length + read > most) return null;
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }
}
