using Yitong.Acting;
using Yitong.Benefits;
using Yitong.Kernel;
using Yitong.Programmes.Tests.Files;

namespace Yitong.Programmes.Tests.Drafting;

public sealed class DraftTests : IAsyncLifetime
{
    private Guid id;
    private FileWorld city = null!;

    public async ValueTask InitializeAsync() => city = await FileWorld.OpenAsync();

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task Whoever_wrote_it_cannot_release_it()
    {
        await SaveAsync("a", Card("2026-07-01"));
        var done = await city.Drafts.DoAsync(id, FileWorld.By("a", "rsj"), new ReleaseDraft());
        Assert.Equal("draft.same-person", done.Refusal!.Code);
    }

    [Fact]
    public async Task A_second_official_releases_it_and_every_node_has_it_on_its_day()
    {
        var other = city.OtherNode();
        await other.NowAsync();
        await SaveAsync("a", Card("2026-07-01"));
        Assert.Equal(DraftState.Released, (await city.Drafts.DoAsync(id, FileWorld.By("b", "rsj"), new ReleaseDraft())).Value.State);
        foreach (var library in new[] { await city.Library.NowAsync(), await other.NowAsync() })
        {
            Assert.Contains("1500元", library.Policies["P021"].On(new(2026, 6, 30))!.Text, StringComparison.Ordinal);
            Assert.Contains("2000元", library.Policies["P021"].On(new(2026, 7, 1))!.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("b", "kjj", "2026-07-01", "draft.not-your-agency")]
    [InlineData("b", "rsj", "2026-05-31", "draft.in-the-past")]
    public async Task Is_released_by_the_agency_and_not_backwards(string who, string office, string from, string code)
    {
        await SaveAsync("a", Card(from));
        Assert.Equal(code, (await city.Drafts.DoAsync(id, FileWorld.By(who, office), new ReleaseDraft())).Refusal!.Code);
    }

    [Fact]
    public async Task What_was_changed_by_the_second_is_released_by_the_first()
    {
        await SaveAsync("a", Card("2026-07-01"));
        await SaveAsync("b", Card("2026-07-02"));
        Assert.Equal("draft.same-person", (await city.Drafts.DoAsync(id, FileWorld.By("b", "rsj"), new ReleaseDraft())).Refusal!.Code);
        Assert.True((await city.Drafts.DoAsync(id, FileWorld.By("a", "rsj"), new ReleaseDraft())).IsGranted);
    }

    [Fact]
    public async Task A_released_draft_is_neither_written_on_nor_released_again()
    {
        await SaveAsync("a", Card("2026-07-01"));
        await city.Drafts.DoAsync(id, FileWorld.By("b", "rsj"), new ReleaseDraft());
        Assert.Equal("draft.closed", (await SaveAsync("a", Card("2026-08-01"))).Refusal!.Code);
        Assert.Equal("draft.closed", (await city.Drafts.DoAsync(id, FileWorld.By("b", "rsj"), new ReleaseDraft())).Refusal!.Code);
        Assert.Equal("draft.closed", (await city.Drafts.DoAsync(id, FileWorld.By("b", "rsj"), new DropDraft())).Refusal!.Code);
    }

    [Fact]
    public async Task An_edition_that_would_begin_before_a_released_one_is_refused()
    {
        await SaveAsync("a", Card("2026-07-01"));
        await city.Drafts.DoAsync(id, FileWorld.By("b", "rsj"), new ReleaseDraft());
        id = default;
        await SaveAsync("a", Card("2026-06-15"));
        Assert.Equal("draft.before-another", (await city.Drafts.DoAsync(id, FileWorld.By("b", "rsj"), new ReleaseDraft())).Refusal!.Code);
    }

    [Fact]
    public async Task A_card_with_a_fault_is_not_kept()
    {
        var broken = Card("2026-07-01").Replace("补助标准 * ", "补助标注 * ", StringComparison.Ordinal);
        Assert.Equal("draft.has-faults", (await SaveAsync("a", broken)).Refusal!.Code);
        Assert.Equal(default, id);
    }

    [Fact]
    public async Task Drafts_are_listed_page_by_page_the_latest_first()
    {
        for (var day = 1; day <= 3; day++)
        {
            id = default;
            await SaveAsync("a", Card($"2026-07-0{day}"));
            city.On(FileWorld.Today.AddDays(day));
        }
        var first = await city.DraftList.OfAsync("rsj", take: 2);
        var second = await city.DraftList.OfAsync("rsj", first.Next, 2);
        Assert.Equal([3, 2, 1], first.Items.Concat(second.Items).Select(draft => draft.From.Day));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Nothing_is_released_or_given_up_that_was_written_on_since_it_was_seen()
    {
        var seen = (await SaveAsync("a", Card("2026-07-01"))).Value.Version;
        await SaveAsync("c", Card("2026-07-02"));
        var caller = new Caller(FileWorld.By("b", "rsj")) { Seen = seen };
        Assert.Equal("store.stale", (await city.Drafts.DoAsync(id, caller, new ReleaseDraft())).Refusal!.Code);
        Assert.Equal("store.stale", (await city.Drafts.DoAsync(id, caller, new DropDraft())).Refusal!.Code);
    }

    // A new draft the first time, then the same one.
    private async Task<Outcome<PolicyDraft>> SaveAsync(string who, string card)
    {
        var by = FileWorld.By(who, "rsj");
        var saved = id == default ? await city.Drafts.BeginAsync(by, new SaveDraft(card))
            : await city.Drafts.DoAsync(id, by, new SaveDraft(card));
        if (saved.IsGranted) id = saved.Value.Id;
        return saved;
    }

    private static string Card(string from) => Pack.Dalian.Policies().Policies["P021"].Editions[0].Text
        .Replace("in_force: 2023-01-01 ..", $"in_force: {from} ..", StringComparison.Ordinal)
        .Replace("补助标准: { 2023-01-01: 1500元 }", "补助标准: { 2023-01-01: 2000元 }", StringComparison.Ordinal)
        .Replace("as_of: 2026-06-01", $"as_of: {from}", StringComparison.Ordinal)
        .Replace("amount: 4500元", "amount: 6000元", StringComparison.Ordinal);
}
