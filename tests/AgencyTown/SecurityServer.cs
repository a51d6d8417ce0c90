using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Yitong.AgencyTown;

/// <summary>
/// What a pair of X-Road security servers does with a question that has no body, seen from the client: it takes the bytes as they
/// came, gives the request an id and hashes method, path and headers line by line. The agency behind is told both.
/// </summary>
internal static class SecurityServer
{
    private static readonly HashSet<string> OfOneHop =
    [
        "connection", "content-length", "expect", "host", "keep-alive", "pragma", "proxy-authenticate", "proxy-authorization",
        "server", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
    ];

    /// <summary>Listens before an agency; says where.</summary>
    public static string Start(int agency)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = Task.Run(async () =>
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                _ = Task.Run(() => ServeAsync(client, agency));
            }
        });
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    private static async Task ServeAsync(TcpClient client, int agency)
    {
        try
        {
            using var behind = new TcpClient();
            await behind.ConnectAsync(IPAddress.Loopback, agency);
            var (from, to) = (client.GetStream(), behind.GetStream());
            _ = to.CopyToAsync(from).ContinueWith(_ => client.Close(), TaskScheduler.Default);
            while (await HeadAsync(from) is { } lines)
            {
                var id = Guid.NewGuid().ToString();
                string[] told = [.. lines, $"Town-Request-Id: {id}", $"Town-Request-Hash: {HashOf(lines, id)}", "", ""];
                await to.WriteAsync(Encoding.Latin1.GetBytes(string.Join("\r\n", told)));
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException)
        {
            // The client, or the agency, hung up.
        }
        finally
        {
            client.Dispose();
        }
    }

    private static string HashOf(List<string> lines, string id)
    {
        var start = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Where(pair => !OfOneHop.Contains(pair[0].ToLowerInvariant()))
            .Select(pair => $"{pair[0]}:{pair[1].Trim()}").Append($"x-road-request-id:{id}");
        return Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(
            string.Concat(((string[])[start[0], start[1], .. headers]).Select(line => line + "\r\n")))));
    }

    private static async Task<List<string>?> HeadAsync(NetworkStream stream)
    {
        var (text, one) = (new StringBuilder(), new byte[1]);
        while (await stream.ReadAsync(one) == 1)
        {
            text.Append((char)one[0]);
            if (text.Length > 4 && one[0] == '\n' && text.ToString(text.Length - 4, 4) == "\r\n\r\n")
                return [.. text.ToString(0, text.Length - 4).Split("\r\n")];
        }
        return null;
    }
}
