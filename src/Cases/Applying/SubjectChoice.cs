namespace Yitong.Cases;

/// <summary>Somebody for whom the visitor may apply.</summary>
/// <param name="Party">The party's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsSelf">Whether it is the visitor.</param>
public sealed record SubjectChoice(Guid Party, string Name, bool IsSelf);
