using Yitong.Kernel;
using Yitong.Web.Shell;

namespace Yitong.Web.Portal.SignIn;

/// <summary>An invented person who can sign in where the demo is on.</summary>
/// <param name="Key">The name that <c>POST /demo/token</c> takes: resident, agent, clerk, official, official2, supervisor.</param>
/// <param name="Id">The account.</param>
/// <param name="Name">The name shown.</param>
/// <param name="Role">The capacity.</param>
/// <param name="Office">The agency or station.</param>
/// <param name="About">What they can try, in a sentence.</param>
public sealed record Persona(string Key, string Id, string Name, ActorRole Role, string? Office, string About)
{
    /// <summary>The page they begin with.</summary>
    public string FirstPage => Role switch
    {
        ActorRole.Official => "/work",
        ActorRole.Clerk => "/desk",
        ActorRole.Supervisor => "/supervision",
        _ => "/",
    };

    /// <summary>The session of this persona.</summary>
    public Visitor ToVisitor() => new(Id, Name, Role, Office, null, null);
}

/// <summary>The personas of the pack.</summary>
/// <param name="all">In the order shown.</param>
public sealed class Personas(IReadOnlyList<Persona> all)
{
    /// <summary>In the order shown.</summary>
    public IReadOnlyList<Persona> All => all;

    /// <summary>One persona by key; null when there is none.</summary>
    public Persona? Find(string key) => all.FirstOrDefault(persona => persona.Key == key);
}

/// <summary>Reads <c>demo/personas.yaml</c> of a pack.</summary>
internal static class PersonaFile
{
    public static Personas Read(string packFolder)
    {
        var file = Path.Combine(packFolder, "demo", "personas.yaml");
        if (!File.Exists(file))
            return new Personas([]);
        using var reader = File.OpenText(file);
        var rows = new YamlDotNet.Serialization.DeserializerBuilder().Build()
            .Deserialize<Dictionary<string, List<Dictionary<string, string>>>>(reader);
        return new Personas([.. rows["personas"].Select(row => new Persona(row["key"], row["id"], row["name"],
            Enum.Parse<ActorRole>(row["role"], ignoreCase: true), row.GetValueOrDefault("office"), row["about"]))]);
    }
}
