using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Certificates;

/// <summary>Makes a copy for one purpose (加注件).</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="CaseNumber">The case it is for.</param>
/// <param name="Until">Its last day; today when missing.</param>
[Act("copy-certificate", Unclear = null)]
internal sealed record CopyCertificate(
    [Ask(Most = 100, Missing = "certificate.purpose-missing", Unreadable = "certificate.purpose-missing")] string? Purpose,
    [Ask(Name = "case", IsOptional = true, Most = 40, Unreadable = "certificate.case-number-too-long")] string? CaseNumber,
    [Ask(IsOptional = true)] DateOnly? Until) : ICommand<Certificate, CertificateEvent>
{
    private const int MostCopies = 1_000;

    /// <inheritdoc/>
    public Refusal? NotNow(Certificate now, Facts facts) =>
        !now.IsGoodOn(facts.Today) ? new("certificate.not-good")
        : DaysOf(now, facts) == 0 || now.Copies.Length >= MostCopies ? new("certificate.no-copies")
        : null;

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Certificate now, Facts facts)
    {
        var days = DaysOf(now, facts);
        if (Until < facts.Today || Until > facts.Today.AddDays(days))
            yield return new("until", "certificate.copy-too-long", new Dictionary<string, string> { ["days"] = $"{days}" });
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CertificateEvent>> Decide(Certificate now, Facts facts) => new CertificateEvent[]
    {
        new CopyMade(Purpose!.Trim(), CaseNumber, facts.Today, Until ?? facts.Today),
    };

    /// <summary>For how many days a copy may be made; 0: there are none of this type.</summary>
    public static int DaysOf(Certificate now, Facts facts) =>
        facts.Of<CertificateTypes>().ByCode.GetValueOrDefault(now.Content.Type)?.CopyDays ?? 0;
}
