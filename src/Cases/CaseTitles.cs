using Yitong.Catalogue;

namespace Yitong.Cases;

/// <summary>What a case is about, in plain words.</summary>
public static class CaseTitles
{
    /// <summary>The plain title of what a case is about.</summary>
    public static string TitleOf(this CityCatalogue city, Case current) => current.Kind == CaseKind.Journey
        ? city.Journey(current.Code)?.PlainTitle ?? current.Code
        : city.Edition(current.Members[0].Matter, current.Members[0].Edition).PlainTitle;

    /// <summary>The plain title of what a listed case is about.</summary>
    public static string TitleOf(this CityCatalogue city, CaseRow row) => row.Kind == CaseKind.Journey
        ? city.Journey(row.Code)?.PlainTitle ?? row.Code
        : city.MatterOn(row.Code, row.OpenedOn)?.PlainTitle ?? row.Code;
}
