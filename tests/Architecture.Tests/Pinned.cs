namespace Yitong.Architecture.Tests;

/// <summary>
/// Texts that say what others rely on (<c>tests/Architecture.Tests/pinned</c>): a change of the code must show in them, so that
/// it is seen and meant.
/// </summary>
internal static class Pinned
{
    private const string Folder = "tests/Architecture.Tests/pinned/";

    /// <summary>Holds a text to the committed one; what it is now lies in <c>artifacts/pinned</c> for being looked at and copied.</summary>
    public static void Holds(string name, string now)
    {
        var written = Path.Combine(Directory.CreateDirectory(Repository.PathOf("artifacts/pinned")).FullName, name);
        File.WriteAllText(written, now);
        var path = Repository.PathOf(Folder + name);
        var pinned = File.Exists(path) ? File.ReadAllText(path) : "";
        if (pinned == now) return;
        var (gone, come) = (pinned.Split('\n').Except(now.Split('\n')), now.Split('\n').Except(pinned.Split('\n')));
        Assert.Fail($"""
            {Folder}{name} says something else. If the change is meant: cp artifacts/pinned/{name} {Folder}
            {string.Join('\n', gone.Select(line => "- " + line).Concat(come.Select(line => "+ " + line)).Take(40))}
            """);
    }

    /// <summary>The lines of a committed text.</summary>
    public static string[] Lines(string name) =>
        Repository.Text(Folder + name).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
