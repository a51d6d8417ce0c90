using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Web;

/// <summary>What each module runs in the background, as it was added to this host.</summary>
internal sealed class Installed
{
    private readonly Dictionary<string, IReadOnlyList<Type>> background = [];

    /// <summary>The background services of a module.</summary>
    public IReadOnlyList<Type> BackgroundOf(Module module) => background.GetValueOrDefault(module.Name) ?? [];

    /// <summary>Notes what a module has added.</summary>
    internal void Note(Module module, IEnumerable<ServiceDescriptor> services) => background.Add(module.Name,
        [.. services.Where(service => service.ServiceType == typeof(IHostedService) || service.ServiceType == typeof(Follower))
            .Select(TypeOf)
            // What a framework runs for itself is not the module's.
            .Where(type => type.Namespace?.StartsWith("Yitong.", StringComparison.Ordinal) == true)]);

    // A factory tells its type by its second argument: AddHostedService<T>(provider => …) is a Func<IServiceProvider, T>.
    // What follows from an event is told by the event.
    private static Type TypeOf(ServiceDescriptor service)
    {
        var type = service.ImplementationType ?? service.ImplementationInstance?.GetType()
            ?? service.ImplementationFactory!.GetType().GenericTypeArguments[1];
        return type.IsConstructedGenericType ? type.GenericTypeArguments[0] : type;
    }
}
