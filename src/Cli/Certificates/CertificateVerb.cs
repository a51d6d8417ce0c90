using System.CommandLine;
using System.Globalization;
using System.Text;
using Yitong.Certificates;
using Yitong.Cli.Serving;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Web;

namespace Yitong.Cli.Certificates;

/// <summary>
/// <c>yitong certificate verify</c>: says far from any network whether a code is good, with the issuers' keys and a status list
/// that were fetched before. <c>yitong certificate rotate</c>: has an authority sign with a new key.
/// </summary>
internal static class CertificateVerb
{
    private const int Good = 0, Bad = 1, NotReadable = 2, Unknown = 3;
    private static readonly Option<string> Code = new("--code") { Required = true, Description = "What the QR code says." };
    private static readonly Option<FileInfo> Keys =
        new("--keys") { Required = true, Description = "File with the issuers' keys, from /certificates/keys." };
    private static readonly Option<FileInfo[]> Status = new("--status")
    {
        Description = "Files with status lists, from /certificates/status/0 and on.", AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string> Issuer =
        new("--issuer") { Required = true, Description = "Credit code of the authority, or the city's division code." };
    private static readonly Option<KeyProfile> Profile =
        new("--profile") { DefaultValueFactory = _ => CertificateSettings.UsualProfile, Description = "Sm2, P256 or Ed25519." };
    private static readonly Option<bool> Withdraw =
        new("--withdraw") { Description = "Somebody else may have the old key: nothing that it signed is good any more." };

    public static Command Make()
    {
        var verify = new Command("verify", "Verifies a certificate's code without a network.")
            { ServeVerb.Pack, Code, Keys, Status };
        verify.SetAction(parsed => Verify(
            PackOf(parsed), parsed.GetValue(Code)!, parsed.GetValue(Keys)!, parsed.GetValue(Status) ?? []));
        var rotate = new Command("rotate", "Has an authority sign with a new key from tomorrow; with --withdraw from now on.")
            { ServeVerb.Pack, ServeVerb.Data, Issuer, Profile, Withdraw };
        rotate.SetAction(parsed =>
        {
            var ring = new KeyRing(Path.Combine(parsed.GetValue(ServeVerb.Data)!, "keys", "certificates"));
            var today = PackOf(parsed).City.DayOf(TimeProvider.System.GetUtcNow());
            var key = ring.Rotate(parsed.GetValue(Issuer)!, parsed.GetValue(Profile), today, parsed.GetValue(Withdraw));
            Console.WriteLine($"{key.IdText} {key.Profile} {key.From:yyyy-MM-dd}");
            return Good;
        });
        return new Command("certificate", "Verifies certificates offline and rotates the keys that sign them.")
            { verify, rotate };
    }

    /// <returns>
    /// 0: good; 1: not; 2: a file cannot be read; 3: nobody can say, as no status list was brought, or one that is too old.
    /// </returns>
    internal static int Verify(
        CityPack pack, string code, FileInfo keys, IReadOnlyList<FileInfo> lists, TimeProvider? clock = null)
    {
        var texts = pack.Texts;
        try
        {
            if (BroughtText.Read(keys.FullName) is not { } text) return NotReadable;
            var document = KeyDocument.Read(Encoding.UTF8.GetBytes(text));
            if (document.Refusal is { } noKeys) return Say(texts, noKeys, NotReadable);
            var now = (clock ?? TimeProvider.System).GetUtcNow();
            var read = CodeCheck.Check(code, document.Value.Trusted(), now, pack.City.DayOf(now));
            if (read.Refusal is { } bad) return Say(texts, bad, Bad);
            var body = read.Value.Body;
            Tell(texts, document.Value, body);
            StatusSnapshot? latest = null;
            foreach (var file in lists)
            {
                var snapshot = StatusSnapshot.Read(File.ReadAllBytes(file.FullName), document.Value.Trusted());
                if (snapshot.Refusal is { } notRead) return Say(texts, notRead, NotReadable);
                if (snapshot.Value.List == StatusSnapshot.ListOf(body.Slot) && !(snapshot.Value.AsOf < latest?.AsOf))
                    latest = snapshot.Value;
            }
            return SayStatus(pack, latest, body.Slot, document.Value.StatusHours ?? KeyDocument.UsualStatusHours, now);
        }
        catch (IOException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return NotReadable;
        }
    }

    // Of several lists the latest counts. What was stopped on an old one may be good again, but nobody should rely on that.
    private static int SayStatus(CityPack pack, StatusSnapshot? list, long slot, int hours, DateTimeOffset now)
    {
        var (sentence, code) = list is null ? ("no-status", Unknown) : !list.IsGood(slot) ? ("stopped", Bad)
            : list.CountsAt(now, hours) ? ("good", Good) : ("too-old", Unknown);
        Console.WriteLine(pack.Texts.Say($"verify.offline-{sentence}", ("hours", $"{hours}"),
            ("at", list?.AsOf.ToOffset(pack.City.UtcOffset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))));
        return code;
    }

    private static void Tell(Texts texts, KeyDocument document, CodeBody body)
    {
        Console.WriteLine(texts.Say("verify.offline-signed", ("kind", texts[$"verify.kind-{body.Kind}"]),
            ("issuer", document.Keys.First(key => key.Id == $"{body.KeyId:x8}").IssuerName)));
        if (body.Kind == CodeKind.Paper && CertificateIdentifier.TryParse(body.Identifier, out var identifier))
            Console.WriteLine(texts.Say("verify.offline-paper",
                ("name", document.Types.GetValueOrDefault(identifier.Type, identifier.Type)), ("holder", body.Text),
                ("tail", body.HolderTail), ("issued", $"{body.IssuedOn:yyyy-MM-dd}"),
                ("until", body.Until is { } until ? $"{until:yyyy-MM-dd}" : texts["certs.for-long"]),
                ("identifier", body.Identifier)));
        if (body.Kind == CodeKind.Copy)
            Console.WriteLine(texts.Say("verify.offline-copy", ("purpose", body.Text), ("until", $"{body.Until:yyyy-MM-dd}")));
    }

    private static int Say(Texts texts, Refusal refusal, int code)
    {
        Console.Error.WriteLine($"{refusal.Code}: {texts.Say($"refusals.{refusal.Code}", refusal.Args)}");
        return code;
    }

    private static CityPack PackOf(ParseResult parsed) => Modules.ReadPack(parsed.GetValue(ServeVerb.Pack)!) is { Pack: { } pack }
        ? pack : throw new IOException($"{parsed.GetValue(ServeVerb.Pack)} is no city pack; yitong pack check says why.");
}
