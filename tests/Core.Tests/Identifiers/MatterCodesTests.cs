using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class MatterCodesTests
{
    private const string Basic = "210123901000";
    private const string Implementation = "11210200MY9T1022174210123901000";
    private const string Handling = "11210200MY9T102217421012390100001";

    [Fact]
    public void Three_codes_that_fit_are_read()
    {
        var fault = MatterCodes.TryParse(Basic, Implementation, " 11210200my9t102217421012390100001", out var codes);
        Assert.Equal(MatterCodeFault.None, fault);
        Assert.Equal((Basic, Implementation, Handling), (codes.Basic, codes.Implementation, codes.Handling));
        Assert.Equal("11210200MY9T102217", codes.Agency.Text);
    }

    [Theory]
    [InlineData("21012390100", Implementation, Handling, MatterCodeFault.BasicForm)]
    [InlineData("21012390100A", Implementation, Handling, MatterCodeFault.BasicForm)]
    [InlineData(null, Implementation, Handling, MatterCodeFault.BasicForm)]
    [InlineData(Basic, "11210200MY9T102217421012390100", Handling, MatterCodeFault.ImplementationForm)]
    [InlineData(Basic, "11210200MY9T102217X210123901000", Handling, MatterCodeFault.ImplementationForm)]
    [InlineData(Basic, "11210200MY9T1022184210123901000", Handling, MatterCodeFault.ImplementationAgency)]
    [InlineData("210123902000", Implementation, Handling, MatterCodeFault.ImplementationBasic)]
    [InlineData(Basic, Implementation, "11210200MY9T10221742101239010000", MatterCodeFault.HandlingForm)]
    [InlineData(Basic, Implementation, "11210200MY9T1022174210123901000AB", MatterCodeFault.HandlingForm)]
    [InlineData(Basic, Implementation, "11210200MY9T102217421012390200001", MatterCodeFault.HandlingImplementation)]
    public void The_first_fault_is_named(string? basic, string implementation, string handling, MatterCodeFault fault)
    {
        Assert.Equal(fault, MatterCodes.TryParse(basic, implementation, handling, out var codes));
        Assert.Equal(default, codes);
    }

    [Fact]
    public void No_text_throws() =>
        Gen.Select(Generate.HostileText, Generate.HostileText).Sample((one, other) =>
        {
            _ = MatterCodes.TryParse(one, other, other, out _);
            _ = MatterCodes.TryParse(Basic, one, other, out _);
            _ = MatterCodes.TryParse(Basic, Implementation, other, out _);
        });
}
