namespace Yitong.Shell;

/// <summary>Places in the frame where a link can stand. Values combine.</summary>
[Flags]
public enum NavPlace
{
    /// <summary>Nowhere.</summary>
    None = 0,
    /// <summary>The tabs of residents and of those who have not signed in.</summary>
    Resident = 1,
    /// <summary>The tabs of the elder mode (长辈版), which has few.</summary>
    Elder = 2,
    /// <summary>The tabs of clerks.</summary>
    Clerk = 4,
    /// <summary>The tabs of officials.</summary>
    Official = 8,
    /// <summary>The tabs of supervisors.</summary>
    Supervisor = 16,
    /// <summary>The foot of every page: what is open to the public.</summary>
    Foot = 32,
    /// <summary>The tabs of everybody but in elder mode.</summary>
    AllTabs = Resident | Clerk | Official | Supervisor,
}

/// <summary>A link in the frame of every page.</summary>
/// <param name="Key">Its word: <c>tab.{key}</c> among the tabs, <c>{key}.title</c> at the foot.</param>
/// <param name="Path">Where it leads.</param>
/// <param name="Places">Where it stands.</param>
/// <param name="Rank">Lower stands first.</param>
public sealed record NavItem(string Key, string Path, NavPlace Places, int Rank);

/// <summary>The links of all modules. Immutable.</summary>
/// <param name="items">The links in any order.</param>
internal sealed class Navigation(IEnumerable<NavItem> items)
{
    private readonly NavItem[] ranked = [.. items.OrderBy(item => item.Rank)];

    /// <summary>The links of a place, the first first.</summary>
    public IEnumerable<NavItem> In(NavPlace place) => ranked.Where(item => item.Places.HasFlag(place));
}
