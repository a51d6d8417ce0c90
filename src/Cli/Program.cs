using System.CommandLine;
using Yitong.Cli.Certificates;
using Yitong.Cli.Describing;
using Yitong.Cli.Doctor;
using Yitong.Cli.Log;
using Yitong.Cli.Matching;
using Yitong.Cli.Packs;
using Yitong.Cli.Rebuilding;
using Yitong.Cli.Rules;
using Yitong.Cli.Serving;
using Yitong.Cli.Sources;
using Yitong.Store;

PrivateFile.MakeAllPrivate();
var root = new RootCommand("Yitong runs a city's government services. Start with: yitong demo")
{
    DemoVerb.Make(),
    ServeVerb.Make(),
    PackVerb.Make(),
    MatchVerb.Make(),
    SeedVerb.Make(),
    RulesVerb.Make(),
    CertificateVerb.Make(),
    EvidenceVerb.Make(),
    CrossCityKeyVerb.Make(),
    DescribeVerb.Make(),
    DoctorVerb.Make(),
    RebuildVerb.Make(),
    LogVerb.Make(),
    VerifyVerb.Make(),
    WitnessVerb.Make(),
};
return await root.Parse(args).InvokeAsync();
