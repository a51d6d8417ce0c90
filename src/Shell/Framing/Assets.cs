using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Yitong.Shell;

/// <summary>
/// The style sheet, the script and the icon. Their addresses carry a fingerprint of their content, so that
/// browsers may keep them for ever, and they are compressed once, when the host starts.
/// </summary>
internal sealed class Assets
{
    private readonly FrozenDictionary<string, Asset> byPath;
    private readonly FrozenDictionary<string, string> pathByName;

    /// <summary>Reads the files that are built into the assembly.</summary>
    public Assets()
    {
        var all = new[]
        {
            Read("site.css", "text/css; charset=utf-8"),
            Read("site.js", "text/javascript; charset=utf-8"),
            Read("icon.svg", "image/svg+xml"),
        };
        byPath = all.ToFrozenDictionary(asset => asset.Path);
        pathByName = all.ToFrozenDictionary(asset => asset.Name, asset => asset.Path);
    }

    /// <summary>The fingerprinted address of a file.</summary>
    public string this[string name] => pathByName[name];

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{file}", (string file, HttpContext http, Assets assets) =>
        {
            if (!assets.byPath.TryGetValue("/assets/" + file, out var asset))
                return Results.NotFound();
            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            http.Response.Headers.Vary = "Accept-Encoding";
            var accepts = http.Request.Headers.AcceptEncoding.ToString();
            if (accepts.Contains("br", StringComparison.OrdinalIgnoreCase))
                return Compressed("br", asset.Brotli);
            return accepts.Contains("gzip", StringComparison.OrdinalIgnoreCase)
                ? Compressed("gzip", asset.Gzip)
                : Results.Bytes(asset.Plain, asset.Type);

            IResult Compressed(string encoding, byte[] bytes)
            {
                http.Response.Headers.ContentEncoding = encoding;
                return Results.Bytes(bytes, asset.Type);
            }
        }).For(Access.Anyone).OwnedBy("shell");

    private static Asset Read(string name, string type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not built into the assembly.");
        var plain = new byte[stream.Length];
        stream.ReadExactly(plain);
        var mark = Convert.ToHexStringLower(SHA256.HashData(plain))[..10];
        var dot = name.LastIndexOf('.');
        return new Asset(name, $"/assets/{name[..dot]}.{mark}{name[dot..]}", type, plain,
            Pack(plain, to => new BrotliStream(to, CompressionLevel.SmallestSize)),
            Pack(plain, to => new GZipStream(to, CompressionLevel.SmallestSize)));
    }

    private static byte[] Pack(byte[] plain, Func<Stream, Stream> open)
    {
        var packed = new MemoryStream();
        using (var stream = open(packed))
            stream.Write(plain);
        return packed.ToArray();
    }

    private sealed record Asset(string Name, string Path, string Type, byte[] Plain, byte[] Brotli, byte[] Gzip);
}
