using System.Reflection;
using Yitong.Acting;

namespace Yitong.Architecture.Tests;

/// <summary>What acts say of themselves holds for all of them.</summary>
public sealed class ActTests
{
    private static IEnumerable<Type> Acts => EventTests.Assemblies().SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.GetCustomAttribute<ActAttribute>(false) is not null);

    [Fact]
    public void An_act_has_a_name_of_its_own_and_asks_only_what_may_be_missing() => Assert.Empty(
        Acts.GroupBy(act => ActForm.Of(act).Name).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void A_command_is_made_from_what_is_asked_and_what_is_known()
    {
        var form = ActForm.Of(typeof(Sample));
        var made = Assert.IsType<Sample>(form.Make(field => field.Name == "words" ? "说" : null, 7, "known"));
        Assert.Equal(new Sample("known", "说", null, 7), made);
        Assert.Throws<InvalidOperationException>(() => form.Make(_ => null, 7));
        Assert.Equal(["words", "yes"], form.Fields.Select(field => field.Name));
        Assert.Equal(
            ["words.missing.words", "body.field-missing"],
            form.FaultsOf(new Sample("known", " ", null, 7), [])!.Fields.Select(fault => fault.Code));
        Assert.Throws<InvalidOperationException>(() => ActForm.Of(typeof(NeverMissing)));
    }

    [Fact]
    public void Where_nothing_gathers_what_is_wrong_the_first_field_gives_its_code()
    {
        var refusal = ActForm.Of(typeof(FirstFault)).FaultsOf(new FirstFault(null, null), [])!;
        Assert.Equal(("sample.no-first", 2), (refusal.Code, refusal.Fields.Count));
    }

    [Act("sample")]
    private sealed record Sample(string Known, [Ask] string? Words, [Ask(Name = "yes")] bool? IsYes, int Number, Guid? Other = null);

    [Act("first-fault", Unclear = null)]
    private sealed record FirstFault([Ask(Missing = "sample.no-first")] string? First, [Ask] int? Second);

    [Act("never-missing")]
    private sealed record NeverMissing([Ask] int Number);
}
