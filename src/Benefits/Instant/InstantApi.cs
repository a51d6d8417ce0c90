using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Packs;
using Yitong.Rules;
using Yitong.Shell;

namespace Yitong.Benefits;

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
        api.MapPost("/instant-applications", async (Asked<TakeBenefit> asked, InstantApplying acts, Texts texts) =>
            (await asked.DoAsync(acts.ApplyAsync)).Answer(texts, View, StatusCodes.Status201Created)).For(Access.Resident)
            .Produces<AppliedView>(201).ProducesProblem(409)
            .WithSummary("Applies with one tap: granted at once, or looked into by an official.");
        api.MapPost("/receiving-accounts", async (
            Asked<ConfirmAccount> asked, Subjects subjects, AccountDesk accounts, Texts texts) =>
            (await asked.DoAsync(command => subjects.ConfirmAsync(accounts, command)))
                .Answer(texts, account => new { account.Bank, Number = account.Masked })).For(Access.Resident)
            .ProducesProblem(422).WithSummary("Confirms where payments go.");
        api.MapGet("/referrals", WaitingAsync).For(Access.Official).Produces<ListView<ReferralView>>()
            .WithSummary("Applications that wait for my agency.");
        api.MapPost("/referrals/{id:guid}/decide", async (
            Guid id, Asked<GrantClaim> asked, InstantGranting granting, ReferralDesk desk, Caller caller, Texts texts) =>
            (await asked.DoAsync(claim => claim.Fen is null
                ? desk.DoAsync(id, caller, new RefuseClaim(claim.Reason)) : granting.GrantAsync(id, caller, claim)))
                .Answer(texts, referral => new { referral.Id, referral.State, referral.Reason }))
            .For(Access.Official).ProducesProblem(409).WithSummary("Grants an amount, or refuses with the reason.");
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

    private static AppliedView View(Applied done) =>
        new(done.Id, done.IsGranted, done.Fen, done.Verdict.Truth, done.Verdict.Because, done.Verdict.Missing);
}
