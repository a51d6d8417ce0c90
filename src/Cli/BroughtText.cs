using Yitong.Kernel;

namespace Yitong.Cli;

/// <summary>The text of a file that the command line names.</summary>
internal static class BroughtText
{
    /// <summary>The text; null when the file is none, which has been said then with the byte.</summary>
    public static string? Read(string path)
    {
        var read = FileText.Read(File.ReadAllBytes(path));
        if (read.Refusal is not { } broken) return read.Value;
        Console.Error.WriteLine(
            $"{path}: byte {broken.Args["byte"]} is neither UTF-8 nor GB18030; nothing of the file was read.");
        return null;
    }
}
