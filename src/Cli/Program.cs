namespace Yitong.Cli;

/// <summary>Entry of the <c>yitong</c> command.</summary>
public static class Program
{
    /// <summary>Runs one verb.</summary>
    public static int Main() => 0;
}
