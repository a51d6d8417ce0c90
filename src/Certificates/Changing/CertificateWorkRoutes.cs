using Yitong.Shell;

namespace Yitong.Certificates;

/// <summary>The pages on which an agency looks after what it issued.</summary>
internal static class CertificateWorkRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/certificates", (string? after, CertificatePages pages) => pages.Work(after, SentPart.Nothing));
        routes.MapGet("/work/certificates/{id}", (string id, CertificatePages pages) => pages.Handle(id, SentPart.Nothing));
        routes.MapPost("/work/certificates/import", (CertificatePages pages, Asked<ImportCertificate> asked) =>
            pages.Import(asked)).TakesForm();
        routes.MapPost("/work/certificates/{id}/status", (string id, CertificatePages pages, Asked<ChangeStatus> asked) =>
            pages.Change(id, asked)).TakesForm();
        routes.MapPost("/work/certificates/{id}/renew", (string id, CertificatePages pages) => pages.Renew(id))
            .TakesForm();
    }
}
