using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>That somebody read who looked at whose data: reading the log is logged.</summary>
/// <param name="Subject">Citizen number or credit code of the one whose log it is.</param>
[Event("evidence.log-read")]
public sealed record LogRead(string Subject);

/// <summary>A reading of the log as pages need it.</summary>
public sealed class LogReadRow
{
    /// <summary>Whose log.</summary>
    public string Subject { get; set; } = "";
    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>The account that read.</summary>
    public string Reader { get; set; } = "";
    /// <summary>In which capacity.</summary>
    public ActorRole Role { get; set; }
}

/// <summary>The last reading of one log.</summary>
/// <param name="Subject">Whose log.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
public sealed record LogLook(string Subject, DateTimeOffset At, Actor By);

/// <summary>Folds and projects readings of the log.</summary>
public static class LogReadHistory
{
    /// <summary>How the streams are read and written: one for each whose log it is.</summary>
    public static StreamKind<LogLook, LogRead> Kind { get; } = new(
        (LogLook? _, LogRead read, in Happening at) => new(read.Subject, at.Act.At, at.Act.By),
        (_, after) =>
        [
            RowChange.Upsert(new LogReadRow
            {
                Subject = after.Subject, At = after.At, Reader = after.By.Id, Role = after.By.Role,
            }),
        ],
        [typeof(LogReadRow)]);

    /// <summary>The stream of one log.</summary>
    public static Guid StreamOf(string subject) => StreamIds.Of($"log:{subject}");
}
