using System.Globalization;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>
/// What a card would come to, or what is wrong with it. Sums are in fen, as text: they may leave what JSON keeps exact.
/// </summary>
internal sealed record SimulationView(
    IReadOnlyList<CardFaultView> Faults, IReadOnlyList<string> Notices, DateOnly? AsOf, int Subjects, long Matched, string Fen,
    long AmountUnknown, long Unknown, long Near, IReadOnlyList<CountView> NearBy, IReadOnlyList<CountView> UnknownBy,
    AgainstView? Against, IReadOnlyList<ShareView> ByDistrict, IReadOnlyList<ShareView> BySize);

/// <summary>A fault of a card.</summary>
internal sealed record CardFaultView(int Line, int Column, string Code, string Cause, string Remedy);

/// <summary>How many.</summary>
internal sealed record CountView(string Name, long Count);

/// <summary>The edition in force, beside the card.</summary>
internal sealed record AgainstView(string Edition, long Matched, string Fen, long Gained, long Lost);

/// <summary>A part of the city.</summary>
internal sealed record ShareView(string? Name, long Matched, string Fen, long Gained, long Lost);

/// <summary>The sandbox of policy officers, for programs.</summary>
internal static class SandboxApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/policies/simulate", SimulateAsync).For(Access.Official)
            .Produces<SimulationView>().ProducesProblem(400).ProducesProblem(422)
            .WithSummary("Tries a card: faults with line and column, or who would match, cost, near misses, gains and losses.");

    /// <summary>A fault in words.</summary>
    public static CardFaultView View(CardFault fault, Texts texts)
    {
        var values = fault.Values.Select(value => (value.Name, value.Value)).ToArray();
        return new(fault.Line, fault.Column, fault.Code,
            texts.Say($"faults.{fault.Code}.cause", values), texts.Say($"faults.{fault.Code}.remedy", values));
    }

    private static async Task<IResult> SimulateAsync(
        Asked<TryCard> asked, Sandbox sandbox, Wording wording, PolicyWords words, Texts texts)
    {
        var done = await asked.DoAsync(async command =>
            ActForm.Of(typeof(TryCard)).FaultsOf(command, []) is { } unclear ? unclear
                : Outcome.Of(await sandbox.TryAsync(command.Card!, wording.Today)));
        return done.Answer(texts, answer => View(answer, words, texts));
    }

    private static SimulationView View(SandboxAnswer answer, PolicyWords words, Texts texts)
    {
        if (answer.Simulation is not { } simulation)
            return new([.. answer.Faults.Select(fault => View(fault, texts))], [], null, 0, 0, "0", 0, 0, 0, [], [], null, [],
                []);
        return new(
            [.. answer.Faults.Select(fault => View(fault, texts))],
            [.. answer.Notices.Select(notice => words.Saying.Of(notice))], simulation.AsOf, simulation.Subjects,
            simulation.Matched, Fen(simulation.Fen), simulation.AmountUnknown, simulation.Unknown, simulation.Near,
            [.. simulation.NearBy.Select(each => new CountView(each.Condition, each.Count))],
            [.. simulation.UnknownBy.Select(each => new CountView(each.Fact.Name, each.Count))],
            simulation.Before is { } before
                ? new(answer.InForce!.Card.Edition, before.Matched, Fen(before.Fen), before.Gained, before.Lost) : null,
            [.. simulation.ByDistrict.Select(View)], [.. simulation.BySize.Select(View)]);
    }

    private static ShareView View(Simulation.Share share) =>
        new(share.Name, share.Matched, Fen(share.Fen), share.Gained, share.Lost);

    private static string Fen(Int128 fen) => fen.ToString(CultureInfo.InvariantCulture);
}
