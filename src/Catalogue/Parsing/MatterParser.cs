using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Catalogue.Parsing;

/// <summary>Reads matters with their editions.</summary>
internal static class MatterParser
{
    public static List<ReadFrom<Matter>> Matters(PackSource source, FormParser forms)
    {
        var matters = new List<ReadFrom<Matter>>();
        foreach (var file in source.Files("matters", "matter"))
        {
            var code = file.Defines("matter", "code");
            var editions = file.Successive("editions", record => ReadEdition(record, code, forms));
            file.Close();
            matters.Add(new(new(code, InOrder(file, editions)), file));
        }
        return matters;
    }

    // Each edition ends where the next begins; a stated end must leave neither gap nor overlap.
    private static List<MatterEdition> InOrder(PackRecord file, IReadOnlyList<MatterEdition> editions)
    {
        var closed = new List<MatterEdition>();
        for (var i = 0; i < editions.Count; i++)
        {
            var edition = editions[i];
            if (i + 1 < editions.Count)
            {
                var next = editions[i + 1].From;
                if (next <= edition.From || edition.Until >= next)
                    file.Fault("editions", "edition.overlap", ("from", edition.From), ("next", next));
                else if (edition.Until is { } until && until.AddDays(1) < next)
                    file.Fault("editions", "edition.gap", ("until", until), ("next", next));
                if (next > DateOnly.MinValue) edition = edition with { Until = next.AddDays(-1) };
            }
            else if (edition.Until < edition.From) file.Fault("editions", "date.until-before-from");
            closed.Add(edition);
        }
        return closed;
    }

    private static MatterEdition ReadEdition(PackRecord record, string matter, FormParser forms)
    {
        var audience = record.Choices<Audience>("audience").Aggregate(default(Audience), (all, one) => all | one);
        var (sets, own) = (record.NamesAll("form", "forms"), record.List("questions", forms.ReadQuestion));
        return new()
        {
            Matter = matter,
            From = record.Date("from"),
            Until = record.DateOrNull("until"),
            Title = record.Text("title"),
            MainTitle = record.Text("mainTitle"),
            PlainTitle = record.Text("plainTitle"),
            Keywords = record.Texts("keywords"),
            Kind = record.Choice<MatterKind>("kind"),
            Codes = record.Map("codes", ReadCodes)?.Value ?? default,
            Audience = audience,
            FoundsSubject = record.Flag("foundsSubject", otherwise: false),
            Agency = record.Names("agency", "agency"),
            Level = record.Text("level"),
            Basis = record.List("basis", basis => new LegalBasis(basis.Text("text"), basis.Flag("checked")), required: true),
            IsInstant = record.Flag("instant"),
            Statutory = record.Map("statutory", ReadStatutory, required: false),
            NoStatutoryBecause = record.TextOrNull("noStatutoryBecause"),
            Duty = record.Map("duty",
                duty => new ApplicantDuty(duty.Limit(), duty.Text("runsFrom"), duty.Text("law")), required: false),
            Promised = record.Limit("promised") ?? TimeLimit.Immediate,
            Trips = record.Number("trips", 0, 20),
            OffersCommitment = record.Flag("offersCommitment"),
            OnlineDepth = record.Number("onlineDepth", 1, 4),
            Conditions = record.Text("conditions"),
            Materials = record.List("materials", ReadMaterial, required: true),
            Form = forms.Assemble(sets, own),
            Steps = record.Texts("steps"),
            Examination = record.List("examination", ReadStep, required: true),
            Automatic = record.Map("automatic", ReadAutomatic, required: false),
            SpecialProcedures = record.List("specialProcedures", procedure => new SpecialProcedure(
                procedure.Text("name"), procedure.Limit("limit", required: false), procedure.Flag("countsInTime"))),
            Fee = record.Map("fee", fee => new Boxed<(string, bool)>((fee.Text("text"), fee.Flag("checked"))))?.Value
                ?? ("", false),
            Result = record.Map("result", result => new MatterResult(
                result.Text("name"), result.Text("kind"), result.Text("validity"),
                result.Flag("document", otherwise: false))) ?? new("", "", ""),
            Channels = record.Texts("channels"),
            IsCityWide = record.Flag("cityWide"),
            IsRegional = record.Flag("regional"),
            Faq = record.List("faq", faq => (faq.Text("question"), faq.Text("answer"))),
            Provenance = record.Provenance(),
        };
    }

    private static Boxed<MatterCodes> ReadCodes(PackRecord record)
    {
        var (basic, implementation, handling) = (record.Code("basic"), record.Code("implementation"), record.Code("handling"));
        var fault = MatterCodes.TryParse(basic, implementation, handling, out var codes);
        if (fault != MatterCodeFault.None) record.Fault(null, "code.matter-code", ("fault", fault), ("handling", handling));
        return new(codes);
    }

    private static StatutoryLimit ReadStatutory(PackRecord record)
    {
        var limit = record.Limit();
        var law = record.Text("law", missing: "clock.without-law");
        var extension = record.Map("extension",
            inner => new Boxed<(TimeLimit, string)>((inner.Limit(), inner.Text("law", missing: "clock.without-law"))),
            required: false);
        return new(limit, law, record.Choice<ClockStart>("runsFrom"), extension?.Value.Item1, extension?.Value.Item2);
    }

    private static Material ReadMaterial(PackRecord record) => new(
        record.Code("key"), record.Text("name"), record.Choice<Necessity>("necessity"),
        record.Choice<MaterialSupply>("supply"), record.NamesOrNull("evidence-type", "evidenceType"),
        record.Text("origin"), record.TextOrNull("note"))
    {
        Items = record.Texts("items", required: false) is { Count: > 0 } items ? items : [],
        Of = record.ChoiceOrNull<EvidenceRelation>("of"), Place = record.Place,
    };

    private static ExaminationStep ReadStep(PackRecord record) => new(
        record.Code("key"), record.Text("title"), record.Names("agency", "agency"),
        record.Texts("needs", required: false),
        record.Limit("limit", required: false));

    private static AutomaticDecision ReadAutomatic(PackRecord record) => new(
        record.Names("rule", "rule"),
        record.List("answers", answer => new AnsweredFact(answer.Code("question"), answer.Names("fact", "fact"))),
        record.Flag("handsOver", otherwise: false));

    private sealed record Boxed<T>(T Value) where T : struct;
}
