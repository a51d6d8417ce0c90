using Yitong.AgencyTown;

namespace Yitong.Evidence.Tests;

public sealed class ConnectorContractTests
{
    private static readonly EvidenceLibrary Library = Asking.Library;

    [Fact]
    public async Task Every_recorded_answer_fits_the_declaration_of_its_connector()
    {
        await using var sources = new ConnectedSources(Library, ConnectorSettings.Recorded, TimeProvider.System);
        var lines = await ConnectorContract.CheckAsync(Library, sources);
        Assert.DoesNotContain(lines, line => !line.IsKept);
        Assert.Equal(Library.Connectors.Keys.Order(), lines.Select(line => line.Connector).Distinct().Order());
        Assert.Contains(lines, line => line.Outcome == EvidenceOutcome.NoRecord);
        Assert.Contains(lines, line => line.Outcome == EvidenceOutcome.Supplied);
    }

    [Fact]
    public void Every_shared_resource_has_a_call_and_a_recording()
    {
        var shared = Library.Resources.Values.Where(each => each.Sharing != Sharing.None).ToList();
        Assert.All(shared, each => Assert.True(Library.Connectors[each.Connector].Calls.ContainsKey(each.Code), each.Code));
        Assert.All(shared, each => Assert.Contains(Library.Recordings, recording => recording.Resource == each.Code));
    }

    [Theory]
    [InlineData("gaj-identity", "210299199003151289")]
    [InlineData("jyj-education", "210299199003151289")]
    [InlineData("sbzx-contributions", "21029919850622035X")]
    [InlineData("scjg-licence", "91210200MY9T90014R")]
    [InlineData("swj-arrears", "91210200MY9T90014R")]
    public async Task The_demonstrations_people_have_records_of_each_kind_of_source(string resource, string subject)
    {
        await using var sources = new ConnectedSources(Library, ConnectorSettings.Recorded, TimeProvider.System);
        var source = Library.Resources[resource];
        var answer = await sources.AskAsync(
            new(Guid.NewGuid(), source, subject, [.. source.Items.Where(item => item.Asks is null).Select(item => item.Code)], "", ""), default);
        Assert.NotEmpty(Assert.IsType<SourceFound>(answer).Values);
    }

    [Fact]
    public async Task Without_an_address_a_source_is_away()
    {
        await using var sources = new ConnectedSources(Library, new(_ => null), TimeProvider.System);
        Assert.Equal("no address is set", Assert.IsType<SourceAway>(await sources.AskAsync(
            new(Guid.NewGuid(), Library.Resources["gaj-identity"], "x", ["name"], "", ""), default)).Cause);
    }
}
