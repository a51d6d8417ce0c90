using Yitong.Acting;

namespace Yitong.Demo;

/// <summary>Somebody wants to be a persona of the demonstration.</summary>
/// <param name="Persona">resident, agent, clerk, official, official2, supervisor …</param>
[Act("sign-in-as", Unclear = null)]
public sealed record SignInAs([Ask(Missing = "demo.no-persona")] string? Persona);
