using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

/// <summary>The line to the server breaks at random bytes, before, within and after commits.</summary>
public sealed class CutTests(ITestOutputHelper output)
{
    private const int Writers = 16;
    private const int BulkEvery = 40;
    private const int RowsEach = 700;
    private static readonly int ActsEach = Extent.Of(BulkEvery + 1, 100);

    [Fact]
    public async Task An_act_whose_connection_breaks_happens_exactly_once_and_is_acknowledged()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var direct = new NpgsqlConnectionStringBuilder(
            (await (await PrivatePostgres.Shared).NewDatabaseAsync())["postgres:".Length..]);
        await using var line = new BreakingLine($"{direct.Host}/.s.PGSQL.{direct.Port}", new Random(seed));
        direct.Host = "127.0.0.1";
        direct.Port = line.Port;
        await using var store = await Stores.OpenAsync(new StoreOptions { Connection = "postgres:" + direct, ReconnectLimit = Patience.Limit });
        line.IsBreaking = true;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(store, hasBulk: writer == 0)));
        line.IsBreaking = false;
        output.WriteLine($"{line.Cuts} cuts");
        Assert.InRange(line.Cuts, 5, int.MaxValue);
        NpgsqlConnection.ClearAllPools();
        Assert.Equal(2 * Writers * ActsEach, await store.Journal.ReadAllAsync().CountAsync());
        Assert.Equal(2 * Writers * ActsEach, await store.Journal.ReadHeadAsync());
        await using var db = store.Rows.Open();
        Assert.Equal((ActsEach + BulkEvery - 1) / BulkEvery * RowsEach, await db.Set<ReadingRow>().CountAsync());
    }

    private static async Task WriteAsync(Database store, bool hasBulk)
    {
        var id = Guid.CreateVersion7();
        for (var i = 0; i < ActsEach; i++)
        {
            var key = new IdempotencyKey("web", $"{id} {i.ToString(CultureInfo.InvariantCulture)}", "hash");
            Assert.IsType<Committed>(await store.Journal.CommitAsync(
                new(id, 2 * i, Counters.Act(), [new("n", "{}"), new("n", "{}")], [], key)
                {
                    Bulk = hasBulk && i % BulkEvery == 0 ? Counters.Readings(id, i, id.GetHashCode(), i * RowsEach, RowsEach) : null,
                }));
        }
    }

    /// <summary>Carries bytes between a port and the server's socket, and breaks off at random.</summary>
    private sealed class BreakingLine : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly string socket;
        private readonly Random random;
        private readonly Task accepting;
        private int cuts;

        public BreakingLine(string socket, Random random)
        {
            (this.socket, this.random) = (socket, random);
            listener.Start();
            accepting = AcceptAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public bool IsBreaking { get; set; }

        public int Cuts => cuts;

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await accepting;
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _ = CarryAsync(await listener.AcceptSocketAsync());
            }
            catch (SocketException)
            {
                // Stopped.
            }
        }

        private async Task CarryAsync(Socket client)
        {
            using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            using (client)
            {
                await server.ConnectAsync(new UnixDomainSocketEndPoint(socket));
                await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
            }
        }

        /// <summary>Passes on what comes; now and then only the beginning of it, or nothing, and then ends.</summary>
        private async Task PumpAsync(Socket from, Socket to)
        {
            var buffer = new byte[16_384];
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                var isCut = IsBreaking && Roll(10) == 0;
                await to.SendAsync(buffer.AsMemory(0, isCut ? Roll(count) : count));
                if (!isCut)
                    continue;
                Interlocked.Increment(ref cuts);
                return;
            }
        }

        private int Roll(int below)
        {
            lock (random)
                return random.Next(below);
        }
    }
}
