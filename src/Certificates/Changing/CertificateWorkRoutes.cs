using Yitong.Shell;

namespace Yitong.Certificates;

/// <summary>The pages on which an agency looks after what it issued.</summary>
internal static class CertificateWorkRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/certificates", (long? before, CertificatePages pages) => pages.Work(before, [], null));
        routes.MapGet("/work/certificates/{id}", (string id, CertificatePages pages) => pages.Handle(id, [], null));
        routes.MapPost("/work/certificates/import", async (CertificatePages pages, HttpContext http) =>
            await pages.Import(await SentForm.Read(http))).TakesForm();
        routes.MapPost("/work/certificates/{id}/status", async (string id, CertificatePages pages, HttpContext http) =>
            await pages.Change(id, await SentForm.Read(http))).TakesForm();
        routes.MapPost("/work/certificates/{id}/renew", (string id, CertificatePages pages) => pages.Renew(id))
            .TakesForm();
    }
}
