using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>Runs a command that came over the API, and answers.</summary>
internal sealed class CaseCalls(
    CaseDesk desk, CaseLists lists, CaseViews views, Visitor visitor, Caller caller, Texts texts, Uploads uploads)
{
    /// <summary>Reads the command, does it to the case, shows the case.</summary>
    public Task<IResult> DoAsync<TCommand>(string id, Asked<TCommand> asked, CancellationToken cancellation)
        where TCommand : class, CaseCommand => DoAsync(
            id, async () => (await asked.ReadAsync()).Then<CaseCommand>(Outcome.Of<CaseCommand>), cancellation);

    /// <summary>Hands one material over.</summary>
    public Task<IResult> HandOverAsync(string id, HttpContext http)
    {
        return DoAsync(id, ReadAsync, http.RequestAborted);

        async Task<Outcome<CaseCommand>> ReadAsync()
        {
            var sent = await ApiJson.ReadAsync<SentMaterial>(http);
            var copies = sent.Refusal is { } notRead ? notRead : await CopiesAsync([sent.Value]);
            return copies.Refusal is { } refusal ? refusal : new HandOverMaterial(copies.Value[0]);
        }
    }

    /// <summary>Supplies what the office asked for.</summary>
    public Task<IResult> SupplyAsync(string id, Asked<SupplyGaps> asked, CancellationToken cancellation)
    {
        return DoAsync(id, ReadAsync, cancellation);

        async Task<Outcome<CaseCommand>> ReadAsync()
        {
            var read = await asked.ReadAsync();
            var copies = read.Refusal is { } notRead ? notRead : await CopiesAsync(read.Value.Materials);
            return copies.Refusal is { } refusal ? refusal : read.Value with { Copies = copies.Value };
        }
    }

    /// <summary>Puts an upload to a result.</summary>
    public Task<IResult> AttachAsync(string id, Asked<AttachResult> asked, CancellationToken cancellation)
    {
        return DoAsync(id, ReadAsync, cancellation);

        async Task<Outcome<CaseCommand>> ReadAsync()
        {
            var read = await asked.ReadAsync();
            if (read.Refusal is { } refusal || read.Value is not { Upload: { } upload } attach)
                return read.Then<CaseCommand>(Outcome.Of<CaseCommand>);
            return attach with { Copy = await uploads.FindAsync(visitor.ToActor(), "", attach.FileName ?? upload, upload) };
        }
    }

    private async Task<IResult> DoAsync(string id, Func<Task<Outcome<CaseCommand>>> read, CancellationToken cancellation)
    {
        var found = await FindAsync(id);
        if (found.Refusal is { } unknown) return Problem.Of(unknown, texts);
        var command = await read();
        if (command.Refusal is { } notValid) return Problem.Of(notValid, texts);
        var seen = await desk.SeeAsync(found.Value, visitor.ToActor(), cancellation);
        if (seen.Refusal is { } hidden) return Problem.Of(hidden, texts);
        var done = await desk.DoAsync(found.Value, caller, command.Value, cancellation);
        return done.Answer(texts, views.Of);
    }

    /// <summary>The id of a case by its id or number.</summary>
    public async Task<Outcome<Guid>> FindAsync(string text) =>
        Guid.TryParse(text, out var id) ? id
        : CaseNumber.TryParse(text, out _)
            ? await lists.FindByNumberAsync(text) is { } found ? found : new Refusal("case.not-found", RefusalKind.NotFound)
            : new Refusal("body.not-a-case-id", RefusalKind.NotFound);

    /// <summary>Keeps what was sent: the copies of it, or the first that cannot be kept.</summary>
    public async Task<Outcome<List<MaterialCopy>>> CopiesAsync(IReadOnlyList<SentMaterial>? sent)
    {
        var copies = new List<MaterialCopy>();
        for (var i = 0; i < (sent?.Count ?? 0); i++)
        {
            var copy = await CopyAsync(sent![i], $"materials[{i}]");
            if (copy.Refusal is { } refusal) return refusal;
            copies.Add(copy.Value);
        }
        return copies;
    }

    private async Task<Outcome<MaterialCopy>> CopyAsync(SentMaterial sent, string field)
    {
        if (string.IsNullOrWhiteSpace(sent.Material)) return Field($"{field}.material", "body.field-missing");
        var name = string.IsNullOrWhiteSpace(sent.FileName) ? sent.Material : sent.FileName;
        if (sent.Promise == true) return new MaterialCopy(sent.Material, FileName.Clean(name), null, "", 0);
        if (sent.Content is { } content)
        {
            if (!TryDecode(content, out var bytes))
                return Field($"{field}.content", "upload.not-a-document", FileName.Clean(name));
            var taken = await uploads.TakeAsync(visitor.ToActor(), sent.Material, name, bytes);
            return taken.Refusal is { } refusal
                ? refusal with { Fields = [new($"{field}.content", refusal.Code, refusal.Arguments)] } : taken;
        }
        return sent.Upload is { } upload
            && await uploads.FindAsync(visitor.ToActor(), sent.Material, name, upload) is { } copy
            ? copy : Field($"{field}.upload", "upload.unknown", FileName.Clean(sent.Upload ?? name));
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var written)) return false;
        Array.Resize(ref bytes, written);
        return true;
    }

    private static Refusal Field(string field, string code, string? file = null)
    {
        var arguments = file is null ? null : new Dictionary<string, string> { ["file"] = file };
        return new(code, RefusalKind.NotValid, null, arguments) { Fields = [new(field, code, arguments)] };
    }
}
