using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Shell;

/// <summary>
/// A part of the product that puts itself into a host: what it reads of the pack, keeps in the database, does in the
/// background, serves, and shows in the frame. Everything that goes through all modules reads it from here.
/// </summary>
public abstract class Module
{
    /// <summary>In kebab case, such as <c>public-log</c>; no two modules have the same.</summary>
    public abstract string Name { get; }

    /// <summary>What it reads of the pack; a section may ask for one of a module that stands before it in the list.</summary>
    public virtual IReadOnlyList<PackSection> Sections => [];

    /// <summary>Its tables.</summary>
    public virtual IReadOnlyList<IRowModel> Tables => [];

    /// <summary>Its kinds of streams: the host hands out <c>Streams</c> of each, and a replay folds them all.</summary>
    public virtual IReadOnlyList<StreamKind> Kinds(CityPack pack) => [];

    /// <summary>Its followers that fill tables: the host runs them, and a rebuild has them begin anew.</summary>
    public virtual IReadOnlyList<RowFollower> Fillers(CityPack pack) => [];

    /// <summary>Adds its services, and what it does in the background.</summary>
    public virtual void Add(IServiceCollection services, HostSettings settings) { }

    /// <summary>Opens its pages and its part of the API.</summary>
    public virtual void Map(Doors doors) { }

    /// <summary>Its links in the frame of every page.</summary>
    public virtual IReadOnlyList<NavItem> Nav => [];
}
