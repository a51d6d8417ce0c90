using System.Collections;
using Yitong.Web;

namespace Yitong.Web_Tests;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("YITONG_IDENTITY__CLIENT_ID", "identity:client-id")]
    [InlineData("YITONG_LIMITS__REQUESTS_PER_MINUTE", "limits:requests-per-minute")]
    public void A_setting_has_a_name_that_a_shell_can_export(string variable, string setting) =>
        Assert.Equal("x", YitongHost.SettingsOf(new Hashtable { [variable] = "x" })[setting]);

    [Fact]
    public void Variables_of_others_are_left_alone() =>
        Assert.Empty(YitongHost.SettingsOf(new Hashtable { ["IDENTITY__CLIENT_ID"] = "x" }));
}
