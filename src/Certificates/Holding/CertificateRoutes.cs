using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Certificates;

/// <summary>My certificates: the list, one of them, showing it, copies, printing.</summary>
internal static class CertificateRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/certificates", (string? @for, string? after, CertificatePages pages) => pages.List(@for, after));
        routes.MapGet("/my/certificates/{id}", (string id, CertificatePages pages) => pages.One(id, SentPart.Nothing));
        routes.MapPost("/my/certificates/{id}/show", (string id, CertificatePages pages) => pages.Show(id))
            .TakesForm();
        routes.MapGet("/my/certificates/{id}/show", (string id, CertificatePages pages) => pages.Screen(id));
        routes.MapPost("/my/certificates/{id}/copies", (string id, CertificatePages pages, Asked<CopyCertificate> asked) =>
            pages.Copy(id, asked)).TakesForm();
        routes.MapGet("/my/certificates/{id}/copies/{n:int}", (string id, int n, CertificatePages pages) => pages.Print(id, n));
        routes.MapGet("/my/certificates/{id}/print", (string id, CertificatePages pages) => pages.Print(id, null));
    }
}

/// <summary>What the pages of certificates need. One per request.</summary>
internal sealed class CertificatePages(
    VisitorsCertificates held, CertificateLists lists, Desk<Certificate, CertificateEvent, CertificateFacts> desk, Caller caller,
    Texts texts, Wording wording)
{
    public async Task<IResult> List(string? party, string? after)
    {
        if (await held.PartyAsync(party) is not { } chosen) return Results.NotFound();
        return Screens.Show(new CertificatesPage
        {
            Party = chosen, Some = await held.SomeAsync(chosen), List = await lists.HeldByAsync(chosen.Id, after),
        });
    }

    public async Task<IResult> One(string id, SentPart sent, int status = 200)
    {
        var found = await held.FindAsync(id);
        if (found.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/my/certificates");
        var (it, facts) = (found.Value, await held.FactsAsync(found.Value));
        var type = facts.Of<CertificateTypes>().ByCode.GetValueOrDefault(it.Content.Type);
        return Screens.Show(new CertificatePage
        {
            It = it, CopyDays = type?.CopyDays ?? 0, Sent = sent,
            MayShow = ShowCertificate.Anew().NotNow(it, facts) is null,
            MayCopy = new CopyCertificate(null, null, null).NotNow(it, facts) is null,
            IsIllustrative = type is { Provenance.IsVerified: false },
        }, status);
    }

    public async Task<IResult> Show(string id)
    {
        var done = await held.DoAsync(id, ShowCertificate.Anew());
        return done.Refusal is { } refusal ? Screens.Refused(refusal, texts, "/my/certificates")
            : Screens.SeeOther($"/my/certificates/{done.Value.Id}/show");
    }

    public async Task<IResult> Screen(string id)
    {
        var found = await held.FindAsync(id);
        return found.Refusal is { } refusal ? Screens.Refused(refusal, texts, "/my/certificates")
            : Screens.Show(new ShowPage { It = found.Value, Code = held.OnScreen(found.Value) });
    }

    public async Task<IResult> Copy(string id, Asked<CopyCertificate> asked)
    {
        var done = await asked.DoAsync(command => held.DoAsync(id, command));
        return done.Refusal is { } refusal ? await One(id, Of("copy", asked.Form, refusal), refusal.Status())
            : Screens.SeeOther($"/my/certificates/{done.Value.Id}/copies/{done.Value.Copies.Length}");
    }

    public async Task<IResult> Print(string id, int? number)
    {
        var found = await held.FindAsync(id);
        if (found.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/my/certificates");
        var (it, copy) = (found.Value, found.Value.Copies.FirstOrDefault(each => each.Number == number));
        if (number is not null && copy is null || it.IsImported)
            return Screens.Refused(CertificateLists.NotFound, texts, "/my/certificates");
        return Screens.Show(new PrintPage
        {
            It = it, Copy = copy,
            IsDead = !it.IsGoodOn(wording.Today) || copy?.Until < wording.Today
                || copy is not null && copy.StatusChanges != it.Changes.Length,
            Address = copy is null ? held.OnPaper(it) : held.OnCopy(it, copy),
        });
    }

    public async Task<IResult> Work(string? after, SentPart sent, int status = 200) =>
        Screens.Show(new CertificateWorkPage { List = await held.OfMyAgencyAsync(after), Sent = sent }, status);

    public async Task<IResult> Handle(string id, SentPart sent, int status = 200)
    {
        var found = await held.FindAsync(id);
        if (found.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/work/certificates");
        var (it, facts) = (found.Value, await held.FactsAsync(found.Value));
        return Screens.Show(new HandleCertificatePage
        {
            It = it, Sent = sent,
            Next = new ChangeStatus(null, null, null).NotNow(it, facts) is null ? [.. ChangeStatus.Choices(it)] : [],
            MayRenew = it.ReplacedBy is null && new RenewCertificate(it).NotNow(facts) is null,
        }, status);
    }

    public async Task<IResult> Change(string id, Asked<ChangeStatus> asked)
    {
        var done = await asked.DoAsync(command => held.DoAsync(id, command));
        return done.Refusal is { } refusal ? await Handle(id, Of("status", asked.Form, refusal), refusal.Status())
            : Screens.SeeOther($"/work/certificates/{done.Value.Id}");
    }

    public async Task<IResult> Renew(string id)
    {
        var done = await held.RenewAsync(id);
        return done.Refusal is { } refusal ? await Handle(id, new(null, null, Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther($"/work/certificates/{done.Value.Id}");
    }

    public async Task<IResult> Import(Asked<ImportCertificate> asked)
    {
        var done = await asked.DoAsync(command => desk.BeginAsync(caller, command));
        return done.Refusal is { } refusal ? await Work(null, Of("import", asked.Form, refusal), refusal.Status())
            : Screens.SeeOther($"/work/certificates/{done.Value.Id}");
    }

    private SentPart Of(string part, SentForm form, Refusal refusal) => SentPart.Of(part, form, Fault.Of(refusal, texts));
}
