using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>An application with one tap.</summary>
/// <param name="Policy">The policy's id.</param>
/// <param name="For">For whom: party id or code; oneself when missing.</param>
/// <param name="Remark">Which fact is not so; then an official looks into it.</param>
internal sealed record InstantWish(string? Policy, string? For, string? Remark);

/// <summary>A receiving account.</summary>
internal sealed record AccountWish(string? For, string? Bank, string? Number);

/// <summary>How a referral is decided: an amount in fen grants it, none refuses it.</summary>
internal sealed record ReferralWish(long? Fen, string? Reason);

/// <summary>What became of an application.</summary>
internal sealed record AppliedView(
    Guid Id, bool Granted, long Fen, Truth Truth, ImmutableArray<string> Because, ImmutableArray<string> Missing);

/// <summary>A referral in a list.</summary>
internal sealed record ReferralView(
    Guid Id, string Policy, string Title, string Period, string Name, long Fen, ReferralState State);

/// <summary>One-tap applications, receiving accounts and referrals for programs.</summary>
internal static class InstantApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/instant-applications", ApplyAsync).For(Access.Resident)
            .Accepts<InstantWish>("application/json").Produces<AppliedView>(201).ProducesProblem(409)
            .WithSummary("Applies with one tap: granted at once, or looked into by an official.");
        api.MapPost("/receiving-accounts", ConfirmAsync).For(Access.Resident)
            .Accepts<AccountWish>("application/json").ProducesProblem(422).WithSummary("Confirms where payments go.");
        api.MapGet("/referrals", WaitingAsync).For(Access.Official).Produces<ListView<ReferralView>>()
            .WithSummary("Applications that wait for my agency.");
        api.MapPost("/referrals/{id:guid}/decide", DecideAsync).For(Access.Official)
            .Accepts<ReferralWish>("application/json").ProducesProblem(409)
            .WithSummary("Grants an amount, or refuses with the reason.");
    }

    private static async Task<IResult> ApplyAsync(HttpContext http, InstantApplying acts, Texts texts)
    {
        var wish = await ApiJson.ReadAsync<InstantWish>(http);
        if (wish.Refusal is { } notRead) return Problem.Of(notRead, texts);
        return (await acts.ApplyAsync(wish.Value.Policy ?? "", wish.Value.For, wish.Value.Remark)).Answer(texts, done =>
            new AppliedView(done.Id, done.IsGranted, done.Fen, done.Verdict.Truth, done.Verdict.Because, done.Verdict.Missing),
            StatusCodes.Status201Created);
    }

    private static async Task<IResult> ConfirmAsync(
        HttpContext http, Subjects subjects, AccountDesk accounts, Texts texts)
    {
        var wish = await ApiJson.ReadAsync<AccountWish>(http);
        if (wish.Refusal is { } notRead) return Problem.Of(notRead, texts);
        if (await subjects.FindAsync(wish.Value.For) is not { } party)
            return Problem.Of(new("instant.nobody", RefusalKind.NotAllowed), texts);
        var command = new ConfirmAccount(party.Code, wish.Value.Bank, wish.Value.Number);
        return (await accounts.BeginAsync(subjects.CallerFor(party), command))
            .Answer(texts, account => new { account.Bank, Number = account.Masked });
    }

    private static async Task<IResult> WaitingAsync(GrantLists lists, Visitor visitor, string? after = null, int take = 50)
    {
        var rows = await lists.WaitingAsync(visitor.Office ?? "", after, take);
        return Results.Json(new ListView<ReferralView>(
            [
                .. rows.Items.Select(row => new ReferralView(
                    row.Id, row.Policy, row.Title, row.Period, row.Name, row.Fen, row.State)),
            ], rows.Next), ApiJson.Options);
    }

    private static async Task<IResult> DecideAsync(
        Guid id, HttpContext http, InstantGranting granting, ReferralDesk desk, Caller caller, Texts texts)
    {
        var wish = await ApiJson.ReadAsync<ReferralWish>(http);
        if (wish.Refusal is { } notRead) return Problem.Of(notRead, texts);
        var (fen, reason) = wish.Value;
        var done = fen is null ? await desk.DoAsync(id, caller, new RefuseClaim(reason))
            : await granting.GrantAsync(id, caller, new(fen, reason));
        return done.Answer(texts, referral => new { referral.Id, referral.State, referral.Reason });
    }
}
