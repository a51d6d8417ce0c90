using Microsoft.EntityFrameworkCore;
using Yitong.Evidence;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Spine.Tests.Regional;

/// <summary>The entries of who looked at whose data in a city, read from its store.</summary>
internal sealed class LooksAcross
{
    private readonly List<(Guid Id, EvidenceEvent Happened)> looks = [];
    private readonly string city;

    private LooksAcross(string city) => this.city = city;

    public int Count => looks.Count;

    public static async Task<LooksAcross> ReadAsync(Installation installation)
    {
        var read = new LooksAcross(installation.City);
        await using var database = await Database.OpenAsync(new() { Connection = installation.Store }, Modules.Tables);
        await foreach (var recorded in database.Journal.ReadAllAsync())
            if (EvidenceHistory.Kind.Events.Has(recorded.Type))
                read.looks.Add((recorded.Stream, EvidenceHistory.Kind.Events.Read(recorded)));
        await using var db = database.Rows.Open();
        Assert.Equal(read.looks.Select(look => look.Id).Order(), (await db.Set<DisclosureRow>().Select(row => row.Id).ToListAsync()).Order());
        return read;
    }

    /// <summary>
    /// Every case here was told what it asked of the other city once, with an entry on both sides of the same items at the same
    /// instant; and no entry there is of a request that was not made here.
    /// </summary>
    public void AgreesWith(LooksAcross there, string resource)
    {
        var asked = looks.Where(look => look.Happened.Asked.Resource == resource).ToList();
        var answered = there.looks.Where(look => look.Happened.Asked.From?.City == city).ToDictionary(look => look.Id, look => look.Happened);
        var told = asked.Where(look => look.Happened is EvidenceDisclosed).ToList();
        Assert.Equal(told.Count, told.Select(look => look.Happened.Asked.Case).Distinct().Count());
        Assert.NotEmpty(told);
        foreach (var (id, happened) in told)
        {
            var (one, other) = ((EvidenceDisclosed)happened, Assert.IsType<EvidenceDisclosed>(answered[PartnerExchange.EntryOf(city, id)]));
            Assert.Equal((one.Asked.CaseNumber, one.AsOf), (other.Asked.CaseNumber, other.AsOf));
            Assert.Equal(one.Items, other.Items);
            Assert.NotNull(one.Signature);
        }
        Assert.Empty(answered.Keys.Except(asked.Select(look => PartnerExchange.EntryOf(city, look.Id))));
    }
}
