namespace Yitong.Catalogue;

/// <summary>What an applicant has to do about a material; computed, never typed in.</summary>
public enum MaterialLabel
{
    /// <summary>要准备: to be handed in.</summary>
    Bring,
    /// <summary>可后补: to be handed in, but may follow after acceptance.</summary>
    Later,
    /// <summary>自动生成: made from the answers.</summary>
    Made,
    /// <summary>免提交: the city holds it.</summary>
    Held,
    /// <summary>可不交: helps, but is not needed.</summary>
    Optional,
}

/// <summary>Finds the label.</summary>
public static class MaterialLabels
{
    /// <summary>The label of a material.</summary>
    public static MaterialLabel Label(this Material material) => material switch
    {
        { Supply: MaterialSupply.City } => MaterialLabel.Held,
        { Supply: MaterialSupply.Generated } => MaterialLabel.Made,
        { Necessity: Necessity.MayFollow } => MaterialLabel.Later,
        { Necessity: Necessity.Optional } => MaterialLabel.Optional,
        _ => MaterialLabel.Bring,
    };

    /// <summary>How many different materials an applicant still has to bring at submission.</summary>
    public static int ToBring(this IEnumerable<Material> materials) =>
        materials.Where(material => material.Label() == MaterialLabel.Bring).DistinctBy(material => material.Key).Count();
}
