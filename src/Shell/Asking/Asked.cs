using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Shell;

/// <summary>
/// What somebody sent to have an act done, as a parameter of a route: the command, read from the form of a page or from the body
/// of a program's request, by what the command itself says that it asks (<see cref="AskAttribute"/>).
/// </summary>
/// <typeparam name="TCommand">The command.</typeparam>
public sealed class Asked<TCommand> : IBindableFromHttpContext<Asked<TCommand>>, IEndpointParameterMetadataProvider
    where TCommand : class
{
    private readonly HttpContext http;

    private Asked(HttpContext http) => this.http = http;

    /// <summary>The form as it was sent, for showing it again; empty before it was read, and for a program.</summary>
    public SentForm Form { get; private set; } = new(FormCollection.Empty);

    // Nothing is read before the route runs: only then has a form's token been checked.
    static ValueTask<Asked<TCommand>?> IBindableFromHttpContext<Asked<TCommand>>.BindAsync(
        HttpContext context, ParameterInfo parameter) => new(new Asked<TCommand>(context));

    // Tells programs what the body holds.
    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        if (builder is RouteEndpointBuilder { RoutePattern.RawText: { } path }
            && path.StartsWith(Doors.ApiPath, StringComparison.Ordinal))
            builder.Metadata.Add(new AcceptsMetadata(
                ["application/json"], typeof(TCommand), ActForm.Of(typeof(TCommand)).Fields.All(field => field.Ask.IsOptional)));
    }

    /// <summary>Reads the command and does it.</summary>
    /// <param name="act">What to do with the command.</param>
    /// <param name="known">What the command holds beside what it asks, by type.</param>
    /// <returns>
    /// What came of it; or the refusal of what cannot be read: <c>body.*</c> of a program's body, all faulty fields of a form at
    /// once.
    /// </returns>
    public async Task<Outcome<TDone>> DoAsync<TDone>(
        Func<TCommand, Task<Outcome<TDone>>> act, params IEnumerable<object> known)
    {
        var read = await ReadAsync(known);
        return read.Refusal is { } refusal ? refusal : await act(read.Value);
    }

    /// <summary>Reads the command.</summary>
    public async Task<Outcome<TCommand>> ReadAsync(params IEnumerable<object> known)
    {
        var form = ActForm.Of(typeof(TCommand));
        if (http.Request.HasFormContentType)
        {
            Form = await SentForm.Read(http);
            return FormReader.Read<TCommand>(form, FormReader.Addressed(form, Form, http.Request.RouteValues), known);
        }
        var sent = await ApiJson.ReadAsync<TCommand>(http);
        return sent.Then<TCommand>(body => (TCommand)form.Make(field => field.Property.GetValue(body), known));
    }
}
