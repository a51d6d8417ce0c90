using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Yitong.Architecture.Tests;

/// <summary>The files of this repository as text.</summary>
internal static partial class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>All files that belong to the project, with forward slashes, relative to the root.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Tracked().Where(file => File.Exists(PathOf(file))).Order()];

    /// <summary>Files under a folder with one of the endings.</summary>
    public static IEnumerable<string> Under(string folder, params string[] endings) => Files.Where(file =>
        file.StartsWith(folder, StringComparison.Ordinal) && endings.Any(end => file.EndsWith(end, StringComparison.Ordinal)));

    public static string Text(string file) => File.ReadAllText(PathOf(file));

    public static string PathOf(string file) => Path.Combine(Root, file);

    /// <summary>The text without its comments; lines keep their numbers.</summary>
    public static string WithoutComments(string file)
    {
        var text = Text(file);
        return file.EndsWith(".razor", StringComparison.Ordinal)
            ? RazorComment().Replace(text, Blank)
            : CommentOrString().Replace(text, match => match.Value[0] == '/' ? Blank(match) : match.Value);
    }

    // A comment leaves its line breaks behind, so that the lines after it keep their numbers.
    private static string Blank(Match match) => new('\n', match.Value.Count(each => each == '\n'));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Yitong.slnx")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);

    // Files not yet committed count, ignored ones do not; a tree without git (an unpacked archive) counts whole.
    private static string[] Tracked()
    {
        var listing = new ProcessStartInfo("git", "ls-files --cached --others --exclude-standard -z")
        {
            WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var git = Process.Start(listing)!;
        var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return git.ExitCode == 0 ? files : [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(file => !file.StartsWith("artifacts/", StringComparison.Ordinal))];
    }

    [GeneratedRegex("""
        //[^\n]*|/\*[\s\S]*?\*/|\$*""\"[\s\S]*?""\"|@"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"@\*[\s\S]*?\*@|^\s*//[^\n]*", RegexOptions.Multiline)]
    private static partial Regex RazorComment();
}
