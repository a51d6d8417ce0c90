using Yitong.Rules.Cards;

namespace Yitong.Rules;

/// <summary>Reads values of facts as people write them.</summary>
public static class FactWords
{
    /// <summary>
    /// Reads a value by the fact's kind and within its bounds: <c>80000元</c>, <c>5.5%</c>, <c>2024-07-01</c>, the name of a code.
    /// </summary>
    /// <param name="fact">The fact.</param>
    /// <param name="facts">The book that it stands in.</param>
    /// <param name="text">What was written; the word for unknown gives an unknown value.</param>
    /// <returns>The value; null when the text is none of the fact's kind or lies out of its bounds. Never an exception.</returns>
    public static FactValue? Read(Fact fact, FactBook facts, string text) => text.Length == 0 ? null
        : GivenValue.Read(fact, facts, new CardText(1, 1, text), new NodeParser(new FaultList("")));
}
