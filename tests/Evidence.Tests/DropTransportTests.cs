using System.Text;

namespace Yitong.Evidence.Tests;

public class DropTransportTests
{
    [Theory]
    [InlineData("21029920010315006X")]
    [InlineData("21029920010315006x")]
    [InlineData("２１０２９９ 20010315-006ｘ")]
    public void A_person_is_found_however_the_list_writes_the_number(string written)
    {
        var reply = DropTransport.InText($"code,name\n{written},王五\n", "code", "21029920010315006x");
        Assert.Contains("王五", System.Text.Json.JsonDocument.Parse(reply.Body!.Value).RootElement.GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_else_is_found() => Assert.Equal(
        "null", Encoding.UTF8.GetString(DropTransport.InText("code,name\n21029920010315006X,王五\n", "code", "210299199003151289").Body!.Value.ToArray()));
}
