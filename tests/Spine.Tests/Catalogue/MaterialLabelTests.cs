using Yitong.Catalogue;

namespace Yitong.Spine.Tests.Catalogue;

public sealed class MaterialLabelTests
{
    [Theory]
    [InlineData(Necessity.Required, MaterialSupply.City, MaterialLabel.Held)]
    [InlineData(Necessity.MayFollow, MaterialSupply.City, MaterialLabel.Held)]
    [InlineData(Necessity.Required, MaterialSupply.Generated, MaterialLabel.Made)]
    [InlineData(Necessity.MayFollow, MaterialSupply.Applicant, MaterialLabel.Later)]
    [InlineData(Necessity.Required, MaterialSupply.Applicant, MaterialLabel.Bring)]
    [InlineData(Necessity.Optional, MaterialSupply.Applicant, MaterialLabel.Optional)]
    public void The_label_follows_from_supply_and_necessity(Necessity necessity, MaterialSupply supply, MaterialLabel label) =>
        Assert.Equal(label, new Material("m", "m", necessity, supply, null, "", null).Label());
}
