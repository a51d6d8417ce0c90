using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Certificates;

/// <summary>My certificates: the list, one of them, showing it, copies, printing.</summary>
internal static class CertificateRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/certificates", (string? @for, long? after, CertificatePages pages) => pages.List(@for, after ?? 0));
        routes.MapGet("/my/certificates/{id}", (string id, CertificatePages pages) => pages.One(id, [], null));
        routes.MapPost("/my/certificates/{id}/show", (string id, CertificatePages pages) => pages.Show(id))
            .TakesForm();
        routes.MapGet("/my/certificates/{id}/show", (string id, CertificatePages pages) => pages.Screen(id));
        routes.MapPost("/my/certificates/{id}/copies", async (string id, CertificatePages pages, HttpContext http) =>
            await pages.Copy(id, await SentForm.Read(http))).TakesForm();
        routes.MapGet("/my/certificates/{id}/copies/{n:int}", (string id, int n, CertificatePages pages) => pages.Print(id, n));
        routes.MapGet("/my/certificates/{id}/print", (string id, CertificatePages pages) => pages.Print(id, null));
    }
}

/// <summary>What the pages of certificates need. One per request.</summary>
internal sealed class CertificatePages(VisitorsCertificates held, CertificateDesk desk, Texts texts, Wording wording)
{
    private const int PerPage = 50;

    public async Task<IResult> List(string? party, long after)
    {
        if (await held.PartyAsync(party) is not { } chosen) return Results.NotFound();
        var rows = await desk.HeldByAsync(chosen.Id, after, PerPage);
        return Screens.Show(new CertificatesPage
        {
            Party = chosen, Parties = await held.PartiesAsync(), Items = rows,
            Next = rows.Count == PerPage ? rows[^1].Slot : (long?)null,
        });
    }

    public async Task<IResult> One(string id, IReadOnlyList<Fault> faults, SentForm? typed, int status = 200)
    {
        var found = await held.FindAsync(id);
        if (found.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/my/certificates");
        desk.Types.ByCode.TryGetValue(found.Value.Content.Type, out var type);
        return Screens.Show(new CertificatePage
        {
            It = found.Value, CopyDays = type?.CopyDays ?? 0, Faults = faults, Typed = typed,
            IsIllustrative = type is { Provenance.IsVerified: false },
        }, status);
    }

    public async Task<IResult> Show(string id)
    {
        var done = await held.ShowAsync(id);
        return done.Refusal is { } refusal ? Screens.Refused(refusal, texts, "/my/certificates")
            : Screens.SeeOther($"/my/certificates/{done.Value.Id}/show");
    }

    public async Task<IResult> Screen(string id)
    {
        var found = await held.FindAsync(id);
        return found.Refusal is { } refusal ? Screens.Refused(refusal, texts, "/my/certificates")
            : Screens.Show(new ShowPage { It = found.Value, Code = held.OnScreen(found.Value) });
    }

    public async Task<IResult> Copy(string id, SentForm form)
    {
        var done = await held.CopyAsync(id, form["purpose"], form["case"], form.Day("until"));
        return done.Refusal is { } refusal ? await One(id, Fault.Of(refusal, texts), form, refusal.Status())
            : Screens.SeeOther($"/my/certificates/{done.Value.Id}/copies/{done.Value.Copies.Length}");
    }

    public async Task<IResult> Print(string id, int? number)
    {
        var found = await held.FindAsync(id);
        if (found.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/my/certificates");
        var (it, copy) = (found.Value, found.Value.Copies.FirstOrDefault(each => each.Number == number));
        if (number is not null && copy is null || it.IsImported)
            return Screens.Refused(CertificateDesk.NotFound, texts, "/my/certificates");
        return Screens.Show(new PrintPage
        {
            It = it, Copy = copy,
            IsDead = !it.IsGoodOn(wording.Today) || copy?.Until < wording.Today
                || copy is not null && copy.StatusChanges != it.Changes.Length,
            Address = copy is null ? held.OnPaper(it) : held.OnCopy(it, copy),
        });
    }

    public async Task<IResult> Work(long? before, IReadOnlyList<Fault> faults, SentForm? typed, int status = 200)
    {
        var rows = await held.OfMyAgencyAsync(before ?? long.MaxValue, PerPage);
        return Screens.Show(new CertificateWorkPage
        {
            Items = rows, Next = rows.Count == PerPage ? rows[^1].Slot : (long?)null, Faults = faults, Typed = typed,
        }, status);
    }

    public async Task<IResult> Handle(string id, IReadOnlyList<Fault> faults, SentForm? typed, int status = 200)
    {
        var found = await held.FindAsync(id);
        return found.Refusal is { } refusal ? Screens.Refused(refusal, texts, "/work/certificates")
            : Screens.Show(new HandleCertificatePage { It = found.Value, Faults = faults, Typed = typed }, status);
    }

    public async Task<IResult> Change(string id, SentForm form)
    {
        if (form.Number("to") is not { } to)
            return await Handle(
                id, [new Fault("to", texts["certwork.choose"])], form, StatusCodes.Status422UnprocessableEntity);
        var done = await held.ChangeAsync(id, new((CertificateStatus)to, form["article"], form["reason"]));
        return done.Refusal is { } refusal ? await Handle(id, Fault.Of(refusal, texts), form, refusal.Status())
            : Screens.SeeOther($"/work/certificates/{done.Value.Id}");
    }

    public async Task<IResult> Renew(string id)
    {
        var done = await held.RenewAsync(id);
        return done.Refusal is { } refusal ? await Handle(id, Fault.Of(refusal, texts), null, refusal.Status())
            : Screens.SeeOther($"/work/certificates/{done.Value.Id}");
    }

    public async Task<IResult> Import(SentForm form)
    {
        var done = await held.ImportAsync(form);
        return done.Refusal is { } refusal ? await Work(null, Fault.Of(refusal, texts), form, refusal.Status())
            : Screens.SeeOther($"/work/certificates/{done.Value.Id}");
    }
}
