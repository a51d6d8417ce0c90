using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Yitong.Shell;

/// <summary>Limits of size, in bytes.</summary>
public static class UploadLimits
{
    /// <summary>A page's form or an API body.</summary>
    public const long Form = 1 << 20;
    /// <summary>One file that an applicant hands in.</summary>
    public const long File = UploadedFile.Most;
    /// <summary>
    /// A form with a file. More than a file may have: a browser shows our sentence only when all that it sends is
    /// read; cut off in the middle it shows a broken connection.
    /// </summary>
    public const long FormWithFile = 64 << 20;
}

/// <summary>How often one caller may ask: per account, or per address for those not signed in.</summary>
public static class TrafficLimits
{
    // A service hall with a hundred people behind one address, each opening a page a second.
    private const int DefaultPerMinute = 6_000;

    /// <summary>The limit of <c>limits:requests-per-minute</c>; 0 switches it off.</summary>
    public static void AddTrafficLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var perMinute = int.Parse(
            configuration["limits:requests-per-minute"] ?? $"{DefaultPerMinute}", CultureInfo.InvariantCulture);
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "30";
                return ValueTask.CompletedTask;
            };
            if (perMinute > 0)
                options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                    RateLimitPartition.GetTokenBucketLimiter(CallerOf(http), _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = perMinute / 2,
                        TokensPerPeriod = perMinute / 60 + 1,
                        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                        QueueLimit = 0,
                    }));
        });
    }

    private static string CallerOf(HttpContext http) =>
        http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
