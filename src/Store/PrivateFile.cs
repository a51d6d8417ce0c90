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

    /// <summary>Makes a folder that only this account may enter; one that is there is left as it is.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

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
            File.Move(unfinished, path, overwrite);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
