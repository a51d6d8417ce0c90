using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Kernel;
using Yitong.Spine.Tests.Packs;

namespace Yitong.Spine.Tests.Casework;

/// <summary>The case that <c>docs/one-case.md</c> follows; the document quotes this file.</summary>
public sealed class OneCaseTests
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly DateTimeOffset At = new(2026, 9, 28, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly Story story = Story.Draft("M009", on: "2026-09-21");

    public OneCaseTests()
    {
        story.On("2026-09-28").FillIn();
        story.Applicant(new SubmitCase());
    }

    [Fact]
    public void Opening_keeps_the_edition_in_force_on_the_day() =>
        Same(CaseEventNames.Types.Write(story.Events[0]).Json, """
            {
              "number": "210200202609210000017",
              "kind": "Matter",
              "code": "M009",
              "subject": { "party": "0199a000-0000-7000-8000-000000000001", "name": "王海燕", "isCompany": true },
              "applicant": { "party": "0199a000-0000-7000-8000-000000000001", "name": "王海燕" },
              "lodging": { "channel": "Online" },
              "members": [{ "matter": "M009", "edition": "2026-07-01", "agency": "scjg", "needs": [] }],
              "on": "2026-09-21"
            }
            """);

    [Fact]
    public void Acceptance_carries_the_limits_and_the_steps()
    {
        story.Office(new AcceptCase());

        Same(CaseEventNames.Types.Write(story.Events[^1]).Json, """
            {
              "matter": "M009",
              "isBySilence": false,
              "acceptedOn": "2026-09-28",
              "runsFrom": "2026-09-28",
              "statutory": { "amount": 10, "unit": "WorkingDays" },
              "statutoryLaw": "食品安全法第三十五条、食品经营许可和备案管理办法",
              "promised": { "amount": 5, "unit": "WorkingDays" },
              "steps": [
                { "key": "document-review", "title": "材料审查", "agency": "scjg", "needs": [],
                  "limit": { "amount": 2, "unit": "WorkingDays" }, "isOpen": false },
                { "key": "site-check", "title": "现场核查", "agency": "scjg", "needs": ["document-review"],
                  "limit": { "amount": 3, "unit": "WorkingDays" }, "isOpen": false }
              ],
              "on": "2026-09-28"
            }
            """);
    }

    [Fact]
    public void Five_working_days_skip_the_holiday_and_count_the_saturday_that_is_worked()
    {
        story.Office(new AcceptCase());

        Assert.Equal(Story.Day("2026-10-10"), story.Member().Clocks.Promised!.Due(Story.Catalogue.Calendar).KnownDay);
    }

    [Fact]
    public void The_rows_of_work_follow_from_the_case()
    {
        var before = story.Now;
        story.Office(new AcceptCase());
        var changes = CaseDesk.Kind(Pack.Dalian).Changes(before, story.Now, new(story.Now.Id, 3, Act.Of(At, Actor.Engine, "test")));
        var review = changes.Select(change => change.Row).OfType<DutyRow>().Single(row => row.Kind == "examine");

        Same(JsonSerializer.Serialize(review, Readable), """
            {
              "part": "M009",
              "slot": "step:document-review",
              "kind": "examine",
              "office": "scjg",
              "title": "M009",
              "number": "210200202609210000017",
              "party": "王海燕",
              "since": "2026-09-28",
              "due": "2026-09-30",
              "urgency": 739888,
              "yellowOn": "2026-09-29",
              "redOn": "2026-10-01",
              "isSuspended": false,
              "nextWarningOn": null,
              "ringsItself": true,
              "clock": null
            }
            """);
    }

    [Fact]
    public void Accepting_twice_is_refused()
    {
        story.Office(new AcceptCase());

        Assert.Equal("case.already-accepted", story.Office(new AcceptCase()).Refusal?.Code);
    }

    // The id is drawn anew each time, and the calendar's version changes with each year's notice.
    private static void Same(string actual, string expected)
    {
        var now = JsonNode.Parse(actual)!.AsObject();
        now.Remove("stream");
        now.Remove("link");
        now.Remove("calendar");
        Assert.True(JsonNode.DeepEquals(now, JsonNode.Parse(expected)), actual);
    }
}
