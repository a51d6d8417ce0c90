using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Yitong.Store;

/// <summary>A GUID as 16 bytes in the order of its digits, so that version-7 ids are stored in order of time.</summary>
internal sealed class CompactGuid() : ValueConverter<Guid, byte[]>(
    id => id.ToByteArray(true), bytes => new Guid(bytes, true));

/// <summary>An instant as UTC ticks in whole microseconds, which is what PostgreSQL keeps.</summary>
internal sealed class InstantAsTicks() : ValueConverter<DateTimeOffset, long>(
    at => Instants.ToMicrosecond(at).UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>An instant in UTC and whole microseconds.</summary>
internal sealed class InstantInUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    at => Instants.ToMicrosecond(at), at => at);

/// <summary>Both databases keep the same instant: what is finer than a microsecond is cut off before it is used.</summary>
internal static class Instants
{
    public static DateTimeOffset ToMicrosecond(DateTimeOffset at) =>
        new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
