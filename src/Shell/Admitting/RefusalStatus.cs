using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>The one place that says which HTTP status a refusal has: on a page and for a program alike.</summary>
public static class RefusalStatus
{
    /// <summary>
    /// 409 for what cannot be now or rests on an old version, 403 and 404 for what is not the caller's or not there, 400 for
    /// what cannot be read, 503 for what may be asked again, else 422.
    /// </summary>
    public static int Status(this Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.NotNow or RefusalKind.Stale => StatusCodes.Status409Conflict,
        RefusalKind.NotAllowed => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.NotReadable => StatusCodes.Status400BadRequest,
        RefusalKind.Busy => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
