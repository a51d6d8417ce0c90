using CsCheck;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Certificates;
using Yitong.Kernel;
using Yitong.Spine.Tests.Packs;
using Yitong.Testing;

namespace Yitong.Spine.Tests.Casework.Simulation;

/// <summary>
/// A case is lodged in one city and decided in another over a network that loses, doubles, reorders and replays; people act on
/// both sides meanwhile.
/// </summary>
public sealed class TwoCitiesTests(ITestOutputHelper output)
{
    private static readonly Gen<Step[]> Steps = Gen.Select(Gen.Int[0, 22], Gen.Int[0, 1_000])
        .Select((what, which) => new Step(what, which)).Array[0, 60];

    /// <summary>The events that only two cities together bring about.</summary>
    internal static readonly string[] Between =
    [
        "case.package-taken", "case.partner-reported", "case.handover-refused", "case.supplied-to-partner",
        "case.withdrawal-asked", "case.certificate-noted",
    ];

    [Fact]
    public void Whatever_the_network_does_both_cities_show_the_same_in_the_end()
    {
        var stages = new Dictionary<CaseStage, int>();
        var seen = new HashSet<string>();
        Steps.Sample(
            steps =>
            {
                var world = new TwoCities();
                foreach (var step in steps) world.Do(step);
                world.Settle();
                world.AssertSame();
                seen.UnionWith(world.Happened);
                stages[world.Lodged.Stage] = stages.GetValueOrDefault(world.Lodged.Stage) + 1;
            },
            iter: Extent.Of(1_000, 3_000), threads: 1, seed: null);
        output.WriteLine(string.Join(", ", stages.Select(each => $"{each.Key} {each.Value}")));
        Assert.Empty(Between.Except(seen));
        Assert.True(stages.Count >= 5, "The histories are too much alike to prove anything.");
    }

    [Fact]
    public void An_old_message_changes_nothing()
    {
        Steps.Sample(
            steps =>
            {
                var world = new TwoCities();
                foreach (var step in steps) world.Do(step);
                world.Settle();
                var (lodged, deciding) = (world.Lodged, world.Deciding);
                world.ReplayAll();
                Assert.Equal((lodged.Version, deciding?.Version), (world.Lodged.Version, world.Deciding?.Version));
            },
            iter: 1_000, threads: 1);
    }

    internal sealed record Step(int What, int Which);

    internal sealed class TwoCities
    {
        private static readonly CityCatalogue There = Pack.Yingkou.Catalogue();

        private readonly Guid id = Guid.CreateVersion7();
        private readonly List<CasePackage> packages = [];
        private readonly List<PartnerReport> reports = [];
        private readonly DateOnly today = new(2026, 9, 21);

        public TwoCities()
        {
            var open = Story.OpenOf("M042") with
            {
                Subject = new(Story.Wang, "王海燕", false) { Code = Story.PersonCode }, Applicant = new(Story.Wang, "王海燕"), Destination = "210800",
            };
            Happen(open.TryOn(null, Here(Story.Resident, true) with { Stream = id, Number = "210200202609210000017" }));
            foreach (var question in CaseForm.Questions(Lodged, Story.Catalogue))
                Applicant(new GiveAnswers(new Dictionary<string, string?> { [question.Key] = Story.Sample(question) }));
            Applicant(new SubmitCase());
        }

        public Case Lodged { get; private set; } = null!;
        public Case? Deciding { get; private set; }
        public HashSet<string> Happened { get; } = [];

        public void Do(Step step)
        {
            switch (step.What)
            {
                case 0 or 1 or 2: packages.Add(Package()); break;
                case 3 or 4 or 5 when packages.Count > 0: Take(packages[step.Which % packages.Count]); break;
                case 6 or 7 when Deciding is not null: reports.Add(Report()); break;
                case 8 or 9 or 10 when reports.Count > 0: Take(reports[step.Which % reports.Count]); break;
                case 11: Applicant(new HandOverMaterial(Copy("photo", step.Which))); break;
                case 12: Supply(step.Which); break;
                case 13 when step.Which % 4 == 0: Applicant(new WithdrawCase(null, "不办了")); break;
                case 14: Office(new RequestSupplement(null, [new("photo", "照片不清晰", "规定第三条")])); break;
                case 15: Office(new AcceptCase()); break;
                case 16 when step.Which % 5 == 0: Office(new RefuseAcceptance(null, "不属于本部门", "规定")); break;
                case 16: Office(new ExamineStep(null, "review", step.Which % 2 == 0, "见附件")); break;
                case 19 when Deciding?.Members[0].Decision is { IsGranted: true }: Note(step.Which); break;
                case 20: Applicant(new RateCase(step.Which % 5 + 1, step.Which % 2 == 0 ? "好" : null)); break;
                case 21: Office(new AnswerRating("已整改")); break;
                case 22: Office(new DeliverResult(null, DeliveryMethod.Post)); break;
                // It said no and took the case after all: the report is the later word.
                case 18 when step.Which % 5 == 0:
                    Happen(new TakeHandoverRefusal("210800", 1, "不办").TryOn(Lodged, Here(Actor.Engine, false))); break;
                case 17: Office(new DecideCase(null, step.Which % 2 == 0, "见附件")); Office(new DeliverResult(null, DeliveryMethod.Post)); break;
            }
        }

        /// <summary>The network is well again: what waits is told until nothing waits.</summary>
        public void Settle()
        {
            for (var round = 0; round < 3; round++)
            {
                packages.Add(Package());
                Take(packages[^1]);
                reports.Add(Report());
                Take(reports[^1]);
            }
        }

        public void ReplayAll()
        {
            foreach (var package in packages) Take(package);
            foreach (var report in reports) Take(report);
        }

        public void AssertSame()
        {
            var (here, there) = (Lodged.Members[0], Deciding!.Members[0]);
            Assert.Equal((there.State, Deciding.Stage), (here.State, Lodged.Stage));
            Assert.Equal((there.ReceivedOn, there.AcceptedOn, Deciding.WithdrawnOn), (here.ReceivedOn, here.AcceptedOn, Lodged.WithdrawnOn));
            Assert.Equal((there.Decision, there.Delivered), (here.Decision, here.Delivered));
            Assert.Equal(there.Steps.Select(Seen), here.Steps.Select(Seen));
            Assert.Equal(Deciding.CrossCity.Certificates, Lodged.CrossCity.Certificates);
            Assert.Equal(Seen(Deciding.Rating), Seen(Lodged.Rating));
            Assert.Equal(there.Supplement?.SuppliedOn, here.Supplement?.SuppliedOn);
            Assert.Equal(there.Supplement?.Gaps.Length, here.Supplement?.Gaps.Length);
            Assert.Equal(Lodged.Answers.OrderBy(each => each.Key), Deciding.Answers.OrderBy(each => each.Key));
            Assert.Equal(Lodged.Materials.Values.ToHashSet(), Deciding.Materials.Values.ToHashSet());
            Assert.True(Lodged.CrossCity.Handover!.IsTaken);
            Assert.Null(here.Running);
        }

        private static (string, string, DateOnly?, DateOnly?, bool?) Seen(Cases.Step step) =>
            (step.Key, step.Title, step.StartedOn, step.DoneOn, step.IsPassed);

        private static (int?, string?, string?) Seen(Rating? rating) => (rating?.Stars, rating?.Comment, rating?.Answer);

        private CasePackage Package() => Wire(HandoverMessages.PackageOf(Lodged, Story.PersonCode, Story.PersonCode, Story.Catalogue), HandoverJson.Default.CasePackage);

        private PartnerReport Report() => Wire(HandoverMessages.ReportOf(Deciding!, There), HandoverJson.Default.PartnerReport);

        private static T Wire<T>(T sent, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class =>
            HandoverJson.Read(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(sent, type), type)!;

        private void Take(CasePackage package)
        {
            var there = HandoverMessages.IdOf("210200", package.Case);
            var take = new TakePackage("210200", package, new(Story.Li, "王海燕", false) { Code = Story.PersonCode }, new(Story.Li, "王海燕"));
            Assert.Null(MessageFaults.Of(package));
            var facts = Facts(Actor.Engine) with { Stream = there, Number = "210800202609210000021" };
            foreach (var happened in take.TryOn(Deciding, facts).Value)
            {
                Deciding = CaseFold.Apply(there, Deciding, happened);
                Happened.Add(CaseEventNames.Types.Write(happened).Type);
            }
        }

        private void Take(PartnerReport report)
        {
            Assert.Null(MessageFaults.Of(report));
            Happen(new TakeReport("210800", report).TryOn(Lodged, Here(Actor.Engine, false)));
        }

        // What the follower does when a certificate of the case is issued or changes.
        private void Note(int which)
        {
            var certificate = new NotedCertificate(
                Identifier, "社会保障卡", which % 2 == 0 ? CertificateStatus.Valid : CertificateStatus.Suspended, today, null);
            var noted = new NoteCertificate(Deciding!.Members[0].Matter, certificate).TryOn(Deciding, Facts(Actor.Engine));
            foreach (var happened in noted.Value)
            {
                Deciding = CaseFold.Apply(Deciding.Id, Deciding, happened);
                Happened.Add(CaseEventNames.Types.Write(happened).Type);
            }
        }

        private static readonly string Identifier = CertificateIdentifier.Make(
            "11210800MY9T80019Q001", "11210800MY9T80019Q", "2026000001", 1).ToString();

        private void Supply(int which) => Applicant(new SupplyGaps(Copies: [Copy("photo", which)]));

        private static MaterialCopy Copy(string material, int which) => Story.Copy(material) with { Blob = $"{which:x64}", Length = which };

        private void Applicant(CaseCommand command) => Happen(command.TryOn(Lodged, Here(Story.Resident, true)));

        // A refusal is an answer as good as any: nothing happens.
        private void Happen(Outcome<IReadOnlyList<CaseEvent>> outcome)
        {
            foreach (var happened in outcome.IsGranted ? outcome.Value : [])
            {
                Lodged = CaseFold.Apply(id, Lodged, happened);
                Happened.Add(CaseEventNames.Types.Write(happened).Type);
            }
        }

        private void Office(CaseCommand command)
        {
            if (Deciding is null) return;
            var outcome = command.TryOn(Deciding, Facts(new("official", ActorRole.Official, Deciding.Members[0].Agency)));
            foreach (var happened in outcome.IsGranted ? outcome.Value : [])
                Deciding = CaseFold.Apply(Deciding.Id, Deciding, happened);
        }

        private CaseFacts Here(Actor by, bool actsFor) => Story.FactsOn(today, by, actsFor);

        private CaseFacts Facts(Actor by) => Story.FactsOn(today, by, false, Pack.Yingkou);
    }
}
