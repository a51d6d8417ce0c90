namespace Yitong.Kernel;

/// <summary>
/// One thing that somebody does at an instant: nothing in a city's installation changes outside an act.
/// All events that an act yields carry it.
/// </summary>
/// <param name="Id">Unique for ever; a version-7 GUID.</param>
/// <param name="At">The instant, UTC. Comes from the injected clock, never from the machine inside a decision.</param>
/// <param name="By">Who acts, in which capacity and for whom.</param>
/// <param name="Name">The command's name in kebab case, such as <c>submit-case</c>.</param>
public sealed record Act(Guid Id, DateTimeOffset At, Actor By, string Name)
{
    /// <summary>A new act at an instant.</summary>
    public static Act Of(DateTimeOffset at, Actor by, string name) => new(Guid.CreateVersion7(at), at, by, name);
}

/// <summary>Who acts: a person, an official, or the engine itself.</summary>
/// <param name="Id">The account: a party's id for residents, an official's id, or <c>engine</c>.</param>
/// <param name="Role">The capacity in which the act is done.</param>
/// <param name="Office">The agency or station that an official or clerk acts for; null for residents.</param>
/// <param name="OnBehalfOf">The party whose affairs these are, when it is not the actor's own.</param>
public sealed record Actor(string Id, ActorRole Role, string? Office = null, string? OnBehalfOf = null)
{
    /// <summary>The engine acting by law or by rule: silent acceptance, warnings, automatic decisions.</summary>
    public static readonly Actor Engine = new("engine", ActorRole.Engine);
}

/// <summary>The capacity in which somebody acts.</summary>
public enum ActorRole
{
    /// <summary>Not signed in.</summary>
    Anonymous,
    /// <summary>A natural person, for themself or for somebody who gave them a mandate (个人、经办人).</summary>
    Resident,
    /// <summary>A clerk of a service station who lodges for residents (便民服务站工作人员).</summary>
    Clerk,
    /// <summary>An official of an agency who handles its cases (部门经办人).</summary>
    Official,
    /// <summary>A supervisor who reads all cases and their clocks but decides none (效能监督).</summary>
    Supervisor,
    /// <summary>The engine itself.</summary>
    Engine,
}
