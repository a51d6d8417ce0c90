using System.CommandLine;
using Yitong.Cases;
using Yitong.Web;

namespace Yitong.Cli.Serving;

/// <summary><c>yitong regional key</c>: the line that the other city's settings want.</summary>
internal static class CrossCityKeyVerb
{
    public static Command Make()
    {
        var verb = new Command("key", "Prints the public key by which other cities know this one.")
        {
            ServeVerb.Pack, ServeVerb.Data,
        };
        verb.SetAction(parsed =>
        {
            if (Modules.ReadPack(parsed.GetValue(ServeVerb.Pack)!).Pack is not { } pack)
            {
                Console.Error.WriteLine("The pack has faults; yitong pack check lists them.");
                return 1;
            }
            Console.WriteLine(CrossCityKey.Of(parsed.GetValue(ServeVerb.Data)!, pack.City.Code));
            return 0;
        });
        return new Command("regional", "Exchanges cases with partner cities.") { verb };
    }
}
