using System.Text;
using Yitong.Store;

namespace Yitong.Core.Tests.Store;

public sealed class PrivateFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("yitong-private-").FullName;
    private string At => Path.Combine(folder, "key");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Only_this_account_may_read_it_and_enter_its_folder()
    {
        if (OperatingSystem.IsWindows()) return;
        var inner = Path.Combine(folder, "keys");
        PrivateFile.MakeFolder(inner);
        PrivateFile.Write(At, "secret");
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal((own, own | UnixFileMode.UserExecute), (File.GetUnixFileMode(At), File.GetUnixFileMode(inner)));
    }

    [Fact]
    public void What_others_made_readable_is_closed_to_them_but_not_what_all_share()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode all = (UnixFileMode)0b111_111_111;
        var (inner, shared) = (Path.Combine(folder, "data", "deep"), Directory.CreateDirectory(Path.Combine(folder, "shared")).FullName);
        Directory.CreateDirectory(inner);
        foreach (var at in (string[])[inner, shared]) File.WriteAllText(Path.Combine(at, "file"), "");
        foreach (var path in Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories)) File.SetUnixFileMode(path, all);
        File.SetUnixFileMode(shared, all | UnixFileMode.StickyBit);
        Assert.Equal(3, PrivateFile.OpenIn(Path.Combine(folder, "data")).Count);
        PrivateFile.MakeFolder(Path.Combine(folder, "data"));
        PrivateFile.MakeFolder(shared);
        Assert.Empty(PrivateFile.OpenIn(Path.Combine(folder, "data")));
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(Path.Combine(inner, "file")));
        Assert.Equal((all | UnixFileMode.StickyBit, all), (File.GetUnixFileMode(shared), File.GetUnixFileMode(Path.Combine(shared, "file"))));
    }

    [Fact]
    public async Task A_database_is_readable_for_this_account_alone_wherever_it_lies()
    {
        if (OperatingSystem.IsWindows()) return;
        var path = Path.Combine(folder, "city.db");
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, (UnixFileMode)0b110_100_100);
        await using var store = await Database.OpenAsync(new() { Connection = $"sqlite:{path}" }, []);
        foreach (var file in Directory.GetFiles(folder, "city.db*").Where(each => !each.EndsWith(".lock", StringComparison.Ordinal)))
            Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Whoever_reads_meanwhile_sees_one_whole_text_or_another()
    {
        string[] texts = [new('a', 100_000), new('b', 200_000)];
        PrivateFile.Write(At, texts[0]);
        var writing = Task.WhenAll(texts.Select(text => Task.Run(() =>
        {
            for (var i = 0; i < 20; i++) PrivateFile.Write(At, Encoding.UTF8.GetBytes(text));
        })));
        while (!writing.IsCompleted) Assert.Contains(await File.ReadAllTextAsync(At), texts);
        await writing;
        Assert.Equal([At], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Of_several_that_make_it_at_once_one_is_first()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => PrivateFile.TryWrite(At, $"{i}"))));
        Assert.Single(made, each => each);
        Assert.Equal($"{made.IndexOf(true)}", await File.ReadAllTextAsync(At));
        Assert.Equal([At], Directory.GetFiles(folder));
    }

    [Fact]
    public void What_cannot_be_written_leaves_nothing_behind_and_what_was_there()
    {
        Directory.CreateDirectory(At);
        Assert.ThrowsAny<Exception>(() => PrivateFile.Write(At, "text"));
        Assert.Empty(Directory.GetFiles(folder));
        Assert.Throws<DirectoryNotFoundException>(() => PrivateFile.Write(Path.Combine(folder, "none", "key"), "text"));
    }
}
