using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>Signs a gathered file off second (复核); it must be somebody else than who gathered it.</summary>
/// <param name="File">The file's number.</param>
/// <param name="Name">The signer's name; null when none is known.</param>
[Act("sign-file")]
internal sealed record SignFile(int File, string? Name = null) : ICommand<Budget, BudgetEvent>
{
    /// <summary>There is no such file.</summary>
    internal static Refusal NoFile => new("payment.no-such-file", RefusalKind.NotFound);

    public Refusal? NotNow(Budget now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : !now.Files.TryGetValue(File, out var file) ? NoFile
        : file.State != FileState.Gathered ? new("payment.signed-already")
        : file.Signers.Contains(facts.By.Id) ? new("payment.same-signer", RefusalKind.NotAllowed)
        : null;

    public Outcome<IReadOnlyList<BudgetEvent>> Decide(Budget now, Facts facts) =>
        new BudgetEvent[] { new FileSigned(File, facts.By.Id, Name) };
}
