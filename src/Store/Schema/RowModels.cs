using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Yitong.Store;

/// <summary>Carries the modules' tables into a context, and keeps models of different sets of modules apart.</summary>
internal sealed class RowModels(IEnumerable<IRowModel> models) : IDbContextOptionsExtension
{
    public IReadOnlyList<IRowModel> Models { get; } =
        [.. models.OrderBy(model => model.GetType().FullName, StringComparer.Ordinal)];

    public DbContextOptionsExtensionInfo Info => field ??= new ModelInfo(this);

    public void ApplyServices(IServiceCollection services) { }

    public void Validate(Microsoft.EntityFrameworkCore.Infrastructure.IDbContextOptions options) { }

    private sealed class ModelInfo(RowModels models) : DbContextOptionsExtensionInfo(models)
    {
        private readonly string names = string.Join(' ', models.Models.Select(model => model.GetType().FullName));

        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => names.GetHashCode(StringComparison.Ordinal);

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is ModelInfo info && info.names == names;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["Yitong:RowModels"] = names;
    }
}
