namespace Yitong.Cases;

/// <summary>Somebody for whom the visitor may apply.</summary>
/// <param name="Party">The party's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsSelf">Whether it is the visitor.</param>
/// <param name="IsCompany">Whether it is a company or a self-employed business.</param>
public sealed record SubjectChoice(Guid Party, string Name, bool IsSelf, bool IsCompany);
