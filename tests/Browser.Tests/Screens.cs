using Yitong.Web_Tests;

namespace Yitong.Browser_Tests;

/// <summary>One screen: its name, who opens it, and its address in a city with cases.</summary>
/// <param name="Name">Name in test results and pictures.</param>
/// <param name="Persona">Who opens it; null without signing in.</param>
/// <param name="Path">Its address, given the addresses of the example cases.</param>
public sealed record Screen(string Name, string? Persona, Func<ExampleCases, string> Path);

/// <summary>Every screen.</summary>
public static class Screens
{
    public static readonly Screen[] All =
    [
        new("home", null, _ => "/"),
        new("home-resident", "agent", _ => "/"),
        new("search", null, _ => "/search?q=" + Uri.EscapeDataString("我想开个饭馆")),
        new("search-none", null, _ => "/search?q=" + Uri.EscapeDataString("造火箭")),
        new("search-empty", null, _ => "/search"),
        new("matters", null, _ => "/matters"),
        new("matters-company", null, _ => "/matters?for=company"),
        new("guide", null, _ => "/matters/M009"),
        new("guide-person", null, _ => "/matters/M058"),
        new("journeys", null, _ => "/journeys"),
        new("journey", null, _ => "/journeys/Y02"),
        new("stations", null, _ => "/stations"),
        new("stations-one", null, _ => "/stations?district=210202&accessible=true"),
        new("stations-none", null, _ => "/stations?district=999999"),
        new("sign-in", null, _ => "/sign-in"),
        new("account", "resident", _ => "/account"),
        new("not-found", null, _ => "/nowhere"),
        new("forbidden", "resident", _ => "/work"),
        new("start", "agent", _ => "/matters/M009/start"),
        new("start-nobody", "resident", _ => "/matters/M009/start"),
        new("plan", "agent", cases => cases.Bundle + "/plan"),
        new("mandates", "agent", _ => "/my/mandates"),
        new("mandates-given", "resident", _ => "/my/mandates"),
        new("principals", "agent", _ => "/my/principals"),
        new("question", "agent", cases => cases.Draft + "/questions/1"),
        new("question-choice", "agent", cases => cases.Draft + "/questions/3"),
        new("asking", "agent", cases => cases.Data.Unasked + "/sources?then=materials"),
        new("materials", "agent", cases => cases.Draft + "/materials"),
        new("check", "agent", cases => cases.Draft + "/check"),
        new("withdraw", "agent", cases => cases.Submitted + "/withdraw"),
        new("tracker-submitted", "agent", cases => cases.Submitted + "?submitted=yes"),
        new("tracker-supplement", "agent", cases => cases.Supplement),
        new("supplement", "agent", cases => cases.Supplement + "/supplement/M009"),
        new("tracker-done", "agent", cases => cases.Done),
        new("tracker-result", "agent", cases => cases.HandedOver),
        new("tracker-journey", "agent", cases => cases.Journey),
        new("mine", "agent", _ => "/my"),
        new("mine-empty", "resident", _ => "/my"),
        new("disclosures", "agent", _ => "/my/disclosures"),
        new("disclosures-empty", "resident", _ => "/my/disclosures"),
        new("object-to-look", "agent", cases => $"/my/disclosures/{cases.Data.Look}/object"),
        new("records", "agent", _ => "/my/records"),
        new("records-none", "resident", _ => "/my/records?kind=certificate"),
        new("demands", null, _ => "/demands"),
        new("resources", null, _ => "/resources?q=" + Uri.EscapeDataString("户籍")),
        new("resources-none", null, _ => "/resources?q=" + Uri.EscapeDataString("造火箭")),
        new("log", null, _ => "/log"),
        new("duties", "finance", _ => "/work/data"),
        new("duties-bureau", "data", _ => "/work/data"),
        new("duties-supervisor", "supervisor", _ => "/work/data"),
        new("sources", "official", _ => "/work/sources"),
        new("partners", "supervisor", _ => "/supervision/partners"),
        new("certificates", "agent", _ => "/my/certificates"),
        new("certificate", "agent", cases => "/my/certificates/" + Certificate(cases)),
        new("certificate-copy", "agent", cases => $"/my/certificates/{Certificate(cases)}/copies/1"),
        new("certificate-show", "agent", cases => $"/my/certificates/{Certificate(cases)}/show"),
        new("certificate-print", "agent", cases => $"/my/certificates/{Certificate(cases)}/print"),
        new("certificates-issued", "official", _ => "/work/certificates"),
        new("certificate-handling", "official", cases => "/work/certificates/" + Certificate(cases)),
        new("verify", null, _ => "/verify"),
        new("verify-good", null, cases => "/verify?code=" + Uri.EscapeDataString(cases.Data.Printed)),
        new("verify-bad", null, _ => "/verify?code=X"),
        new("work", "official", _ => "/work"),
        new("work-empty", "official2", _ => "/work?kind=answer-rating"),
        new("handling", "official", cases => "/work" + cases.Submitted + "/M009"),
        new("handling-examine", "official", cases => "/work" + cases.Accepted + "/M009"),
        new("handling-done", "official", cases => "/work" + cases.Done + "/M009"),
        new("handling-result", "official", cases => "/work" + cases.Attached + "/M014"),
        new("policies", null, _ => "/policies"),
        new("policies-none", null, _ => "/policies?q=" + Uri.EscapeDataString("造火箭")),
        new("policy", null, _ => "/policies/P020"),
        new("policy-sourced", "agent", _ => "/policies/P018"),
        new("benefits", "resident", _ => "/my/benefits"),
        new("benefits-company", "agent", _ => "/my/benefits?for=91210200MY9T90014R"),
        new("benefit-facts", "resident", _ => "/my/benefits/facts"),
        new("benefit-fact", "resident", _ => "/my/benefits/facts?fact=insured_months"),
        new("messages", "agent", _ => "/my/messages?for=91210200MY9T90014R"),
        new("drafts", "official", _ => "/work/policies"),
        new("drafts-none", "official2", _ => "/work/policies"),
        new("sandbox", "official", _ => "/work/policies/card?policy=P037"),
        new("disputes-none", "official2", _ => "/work/disputes"),
        new("payments", "finance", _ => "/work/payments"),
        new("payments-supervisor", "supervisor", _ => "/work/payments"),
        new("run", "finance", cases => "/work/runs/" + cases.Run),
        new("budget", "finance", cases => "/work/budgets/" + cases.Budget),
        new("referral", "finance", cases => "/work/referrals/" + cases.Referral),
        new("notices", null, _ => "/notices"),
        new("notice", null, cases => "/notices/" + cases.Run),
        new("object", "resident", cases => $"/notices/{cases.Run}/1/2"),
        new("my-payments", "resident", _ => "/my/payments"),
        new("my-payments-company", "agent", _ => "/my/payments?for=91210200MY9T90014R"),
        new("one-tap", "resident", _ => "/policies/T04/apply"),
        new("one-tap-unknown", "agent", _ => "/policies/T04/apply"),
        new("desk", "clerk", _ => "/desk"),
        new("supervision", "supervisor", _ => "/supervision"),
        new("tracker-supervisor", "supervisor", cases => cases.Accepted),
    ];

    /// <summary>All screens as rows for a theory.</summary>
    public static TheoryData<string> Names => [.. All.Select(screen => screen.Name)];

    public static Screen Find(string name) => All.Single(screen => screen.Name == name);

    private static Guid Certificate(ExampleCases cases) => cases.Data.Certificate;
}
