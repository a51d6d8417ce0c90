using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Yitong.Store;

/// <summary>
/// Files that only this account may read, at any moment, and that are whole or not there, whatever is killed: keys, and what a
/// program must remember. Each is written beside its place, brought to the disk and put there in one step. Thread-safe; several
/// processes may write to one folder.
/// </summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    /// <summary>
    /// From now on whatever this process makes is this account's alone, also what libraries make: logs of the database, keys of
    /// the server. For a program's first line.
    /// </summary>
    public static void MakeAllPrivate()
    {
        if (!OperatingSystem.IsWindows()) _ = UMask((uint)Others);
    }

    /// <summary>
    /// Has a folder that only this account may enter, and files in it that only this account may read, whoever made them: rights
    /// of others are taken away. A folder that all accounts share, as <c>/tmp</c> is, is left as it is.
    /// </summary>
    /// <exception cref="UnauthorizedAccessException">A folder or file in it belongs to another account.</exception>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        if (IsShared(path)) return;
        foreach (var open in OpenIn(path)) File.SetUnixFileMode(open, File.GetUnixFileMode(open) & ~Others);
    }

    /// <summary>What in a folder, itself with it, other accounts may read or write; nothing of one that all share.</summary>
    public static IReadOnlyList<string> OpenIn(string folder) => OperatingSystem.IsWindows() || IsShared(folder) ? []
        : [.. Directory.EnumerateFileSystemEntries(folder, "*", Everything).Prepend(folder).Where(IsOpen)];

    /// <summary>
    /// Makes a file that is there, or will be, readable for this account alone. What lies beside it, in a folder of others, is
    /// nobody's business here.
    /// </summary>
    public static void Close(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        try
        {
            new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly,
            }).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            if (IsOpen(path)) File.SetUnixFileMode(path, OwnerOnly);
        }
    }

    // A link's own rights mean nothing, and what it leads to lies elsewhere.
    private static EnumerationOptions Everything => new()
    {
        RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint,
    };

    // File.Move that is not to overwrite looks first and renames then: of two at once the later would win, and both be told that
    // they were first. A second name for a file is refused by the system itself where the name is taken.
    private static void PutFirst(string unfinished, string path)
    {
        if (OperatingSystem.IsWindows() || Link(unfinished, path) != 0) File.Move(unfinished, path);
        else File.Delete(unfinished);
    }

    [DllImport("libc", EntryPoint = "link", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    // umask(2): not in the runtime's own library.
    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint UMask(uint mask);

    [UnsupportedOSPlatform("windows")]
    private static bool IsOpen(string path) => (File.GetUnixFileMode(path) & Others) != 0;

    [UnsupportedOSPlatform("windows")]
    private static bool IsShared(string folder) => File.GetUnixFileMode(folder).HasFlag(UnixFileMode.StickyBit);

    /// <summary>Writes a file, in place of the one that is there.</summary>
    /// <exception cref="IOException">It cannot be written; what was there still is.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes) => Put(path, bytes, overwrite: true);

    /// <summary>As <see cref="Write(string, ReadOnlySpan{byte})"/>, a text in UTF-8.</summary>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file unless there is one: of several that write at once one is first.</summary>
    /// <returns>False where there is one; it is left as it is.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static bool TryWrite(string path, string text)
    {
        try
        {
            Put(path, Encoding.UTF8.GetBytes(text), overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    private static void Put(string path, ReadOnlySpan<byte> bytes, bool overwrite)
    {
        var unfinished = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        try
        {
            using (var file = new FileStream(unfinished, options))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            if (overwrite) File.Move(unfinished, path, overwrite);
            else PutFirst(unfinished, path);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
