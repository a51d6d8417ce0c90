using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Catalogue;

/// <summary>An agency (部门): a body that decides matters.</summary>
public sealed record Agency(
    string Code, string Name, string ShortName, string Kind, IReadOnlyList<string> Domains, UnifiedCreditCode CreditCode,
    string ConsultPhone, string SupervisePhone, Provenance Provenance);

/// <summary>A district (区县) with its townships.</summary>
public sealed record District(
    string Code, string Name, double Longitude, double Latitude,
    IReadOnlyList<(string Code, string Name)> Townships, Provenance Provenance);

/// <summary>A pilot zone (先导区): no division of its own in GB/T 2260, it runs matters for parts of districts.</summary>
public sealed record PilotZone(
    string Code, string Name, string Kind, string HostDistrict, string? Note, Provenance Provenance);

/// <summary>A service station (便民服务站) where residents apply near home.</summary>
public sealed record ServiceStation(
    string Code, string Name, string District, string Township, string Community, string Host,
    double Longitude, double Latitude, string Hours, IReadOnlyList<string> Facilities, int MatterCount,
    string Phone, bool IsAccessible, bool IsElderFriendly, Provenance Provenance);

/// <summary>A service hall (政务服务大厅) with its windows.</summary>
public sealed record ServiceHall(
    string Code, string Name, string District, double Longitude, double Latitude, string Hours,
    IReadOnlyList<(string Name, int Count)> Windows, AppointmentRules Appointments, Provenance Provenance);

/// <summary>How windows of a hall are booked (预约).</summary>
/// <param name="PerHalfHour">Places in each half hour.</param>
/// <param name="BookDaysAhead">How many calendar days ahead one can book.</param>
/// <param name="CancelHours">Up to how many hours before one can cancel.</param>
/// <param name="NoShowRule">What follows when somebody does not come, in words.</param>
public sealed record AppointmentRules(int PerHalfHour, int BookDaysAhead, int CancelHours, string NoShowRule);

/// <summary>A type of evidence (证照、数据): what the exchange can fetch instead of asking the applicant.</summary>
/// <param name="Code">Its code, such as <c>yyzz</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Holder">Code of the agency that holds it.</param>
/// <param name="Subject">Whom or what it is about, as the list writes it.</param>
/// <param name="Form">Certificate or data check, as the list writes it.</param>
/// <param name="Provenance">Where the record comes from.</param>
public sealed record EvidenceType(
    string Code, string Name, string Holder, string Subject, string Form, Provenance Provenance);

/// <summary>A figure that the city reports of itself; shown beside the one that is computed, never instead of it.</summary>
public sealed record ReportedFigure(
    string Code, string Group, string Name, decimal Value, string Unit, Provenance Provenance);

/// <summary>What kind of government act a matter is.</summary>
public enum MatterKind
{
    /// <summary>行政许可</summary>
    Licence,
    /// <summary>行政确认</summary>
    Confirmation,
    /// <summary>行政给付</summary>
    Benefit,
    /// <summary>行政奖励</summary>
    Reward,
    /// <summary>行政裁决</summary>
    Adjudication,
    /// <summary>其他行政权力</summary>
    OtherPower,
    /// <summary>公共服务</summary>
    PublicService,
}

/// <summary>Who can be the subject of a matter.</summary>
[Flags]
public enum Audience
{
    /// <summary>自然人</summary>
    Person = 1,
    /// <summary>企业法人</summary>
    Company = 2,
    /// <summary>个体工商户</summary>
    SelfEmployed = 4,
}

/// <summary>A matter (事项): what a city can be asked for. Its text lives in editions, each in force from a day.</summary>
public sealed record Matter(string Code, IReadOnlyList<MatterEdition> Editions)
{
    /// <summary>The edition in force on the day, or null before the first or after the last.</summary>
    public MatterEdition? On(DateOnly day) =>
        Editions.LastOrDefault(edition => edition.From <= day && (edition.Until is null || day <= edition.Until));
}

/// <summary>A matter's published text in force from a day (实施清单). A case keeps the edition it was opened under.</summary>
public sealed record MatterEdition
{
    /// <summary>The matter's code, such as <c>M001</c>.</summary>
    public required string Matter { get; init; }
    /// <summary>First day in force; names the edition together with the code.</summary>
    public required DateOnly From { get; init; }
    /// <summary>Last day in force; null while open.</summary>
    public DateOnly? Until { get; init; }
    /// <summary>The official title (业务办理项).</summary>
    public required string Title { get; init; }
    /// <summary>The title of the main matter (主项).</summary>
    public required string MainTitle { get; init; }
    /// <summary>What people call it.</summary>
    public required string PlainTitle { get; init; }
    /// <summary>Words people search with.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }
    /// <summary>What kind of act.</summary>
    public required MatterKind Kind { get; init; }
    /// <summary>National basic code (12 digits), implementation code (31) and handling code (33).</summary>
    public required MatterCodes Codes { get; init; }
    /// <summary>Who can apply.</summary>
    public required Audience Audience { get; init; }
    /// <summary>
    /// Whether the subject comes to be by this matter (设立登记): a natural person applies for the company or
    /// business that does not exist yet.
    /// </summary>
    public required bool FoundsSubject { get; init; }
    /// <summary>Code of the agency that decides.</summary>
    public required string Agency { get; init; }
    /// <summary>Level at which it is exercised, as the list writes it (县级…).</summary>
    public required string Level { get; init; }
    /// <summary>Articles of law it rests on.</summary>
    public required IReadOnlyList<LegalBasis> Basis { get; init; }
    /// <summary>Whether it is decided on the spot (即办件).</summary>
    public required bool IsInstant { get; init; }
    /// <summary>The limit in law; null when no law sets one.</summary>
    public required StatutoryLimit? Statutory { get; init; }
    /// <summary>Why no law sets a limit, in words; null when one does or nothing is known.</summary>
    public string? NoStatutoryBecause { get; init; }
    /// <summary>The day by which the citizen must act (申报义务), which is no limit of the agency; null when there is none.</summary>
    public ApplicantDuty? Duty { get; init; }
    /// <summary>The shorter limit the agency promises. Always set.</summary>
    public required TimeLimit Promised { get; init; }
    /// <summary>How many times the applicant must appear (最多跑几次).</summary>
    public required int Trips { get; init; }
    /// <summary>Whether commitment instead of proof is offered (告知承诺).</summary>
    public required bool OffersCommitment { get; init; }
    /// <summary>Depth of online handling (网上办理深度), 1 to 4.</summary>
    public required int OnlineDepth { get; init; }
    /// <summary>Conditions in words.</summary>
    public required string Conditions { get; init; }
    /// <summary>What must be handed in, known already, or generated.</summary>
    public required IReadOnlyList<Material> Materials { get; init; }
    /// <summary>The form: asked once, shared by key with other matters of a journey.</summary>
    public required IReadOnlyList<Question> Form { get; init; }
    /// <summary>Steps that the applicant sees (办理环节), such as 申请, 受理, 审查, 决定 and 送达.</summary>
    public required IReadOnlyList<string> Steps { get; init; }
    /// <summary>Steps of the examination after acceptance, in series and parallel; at least one.</summary>
    public required IReadOnlyList<ExaminationStep> Examination { get; init; }
    /// <summary>The rule that can decide it without an official (秒批); null when only people decide.</summary>
    public AutomaticDecision? Automatic { get; init; }
    /// <summary>Special procedures (现场核查、公示…), some of which stop the clock.</summary>
    public required IReadOnlyList<SpecialProcedure> SpecialProcedures { get; init; }
    /// <summary>The fee in words, and whether that was checked.</summary>
    public required (string Text, bool IsChecked) Fee { get; init; }
    /// <summary>What the applicant gets.</summary>
    public required MatterResult Result { get; init; }
    /// <summary>Channels as the list names them.</summary>
    public required IReadOnlyList<string> Channels { get; init; }
    /// <summary>Whether any station of the city takes it (全市通办).</summary>
    public required bool IsCityWide { get; init; }
    /// <summary>Whether the partner cities take it (区域通办).</summary>
    public required bool IsRegional { get; init; }
    /// <summary>Questions and answers.</summary>
    public required IReadOnlyList<(string Question, string Answer)> Faq { get; init; }
    /// <summary>Where the record comes from.</summary>
    public required Provenance Provenance { get; init; }
}

/// <summary>An article a matter rests on; unchecked ones are shown as such.</summary>
public sealed record LegalBasis(string Text, bool IsChecked);

/// <summary>A duty of the applicant to act in time, such as to register a birth within a month.</summary>
/// <param name="Limit">The time they have.</param>
/// <param name="RunsFrom">What it runs from, in words.</param>
/// <param name="Law">The article.</param>
public sealed record ApplicantDuty(TimeLimit Limit, string RunsFrom, string Law);

/// <summary>A limit in law: the budget, the article, and the day it runs from.</summary>
/// <param name="Limit">The budget with its unit.</param>
/// <param name="Law">The article.</param>
/// <param name="RunsFrom">Acceptance or receipt.</param>
/// <param name="Extension">How far the law lets it be extended once; null when it does not.</param>
/// <param name="ExtensionLaw">The article that lets it be extended; null when none does.</param>
public sealed record StatutoryLimit(
    TimeLimit Limit, string Law, ClockStart RunsFrom, TimeLimit? Extension, string? ExtensionLaw);

/// <summary>The day a limit runs from.</summary>
public enum ClockStart
{
    /// <summary>受理之日</summary>
    Acceptance,
    /// <summary>收到申请之日</summary>
    Receipt,
}

/// <summary>What a matter requires to be shown (材料).</summary>
/// <param name="Key">Stable within the pack: materials with the same key in several matters are one material.</param>
/// <param name="Name">The material's name.</param>
/// <param name="Necessity">Whether it must be there at submission.</param>
/// <param name="Supply">Where it comes from: asked, generated from the answers, or held by the city.</param>
/// <param name="EvidenceType">The evidence type that the exchange can fetch instead; null otherwise.</param>
/// <param name="Origin">Who issues it, as the list writes it.</param>
/// <param name="Note">A remark.</param>
public sealed record Material(
    string Key, string Name, Necessity Necessity, MaterialSupply Supply, string? EvidenceType, string Origin, string? Note)
{
    /// <summary>Codes of the items that are fetched, least that is needed; none: what is usual for the type.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];
    /// <summary>Whose evidence it is; null: the subject's, or the applicant's where no such subject has any.</summary>
    public EvidenceRelation? Of { get; init; }
    /// <summary>Where the pack says so.</summary>
    public PackPlace Place { get; init; }
}

/// <summary>How somebody stands to a case.</summary>
public enum EvidenceRelation
{
    /// <summary>Not at all.</summary>
    None,
    /// <summary>Its subject.</summary>
    Subject,
    /// <summary>Who applies for the subject, or founds it.</summary>
    Applicant,
    /// <summary>The subject's spouse.</summary>
    Spouse,
    /// <summary>The subject's child.</summary>
    Child,
    /// <summary>The company's legal representative.</summary>
    LegalRepresentative,
}

/// <summary>Whether a material must be there at submission.</summary>
public enum Necessity
{
    /// <summary>必要</summary>
    Required,
    /// <summary>容缺后补: may follow after acceptance.</summary>
    MayFollow,
    /// <summary>非必要</summary>
    Optional,
}

/// <summary>Where a material comes from; together with <see cref="Necessity"/> it makes the four labels.</summary>
public enum MaterialSupply
{
    /// <summary>要准备: the applicant hands it in.</summary>
    Applicant,
    /// <summary>自动生成: made from the answers, the applicant confirms it.</summary>
    Generated,
    /// <summary>免提交: the city holds it.</summary>
    City,
}

/// <summary>A question of a form. Same key, same question: asked once.</summary>
/// <param name="Key">Stable name of the answer.</param>
/// <param name="Ask">The question as people read it.</param>
/// <param name="Kind">What an answer looks like.</param>
/// <param name="Options">Choices, for a choice.</param>
/// <param name="Why">Why it is asked; null when plain.</param>
/// <param name="IsOptional">Whether it may stay empty.</param>
/// <param name="Prefill">
/// What fills it beforehand: a fact of the subject, such as <c>subject.name</c>, or an item of evidence, such as
/// <c>evidence.yyzz.name</c>; null: nothing.
/// </param>
public sealed record Question(
    string Key, string Ask, AnswerKind Kind, IReadOnlyList<string> Options, string? Why, bool IsOptional, string? Prefill)
{
    /// <summary>Where the pack says what fills it beforehand.</summary>
    public PackPlace PrefillPlace { get; init; }
    /// <summary>Of a number: how the unit may be written, the usual way first; empty when it has none.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];
    /// <summary>Of a number: so many decimals at most.</summary>
    public int Decimals { get; init; }
    /// <summary>Of a number or an amount in yuan: the least that can be; nothing below nought where nothing is said.</summary>
    public decimal Least { get; init; }
    /// <summary>Of a number or an amount in yuan: the most that can be; null where nature sets no bound.</summary>
    public decimal? Most { get; init; }
    /// <summary>Of a day: on which side of the day of answering it lies.</summary>
    public DaySide When { get; init; }
    /// <summary>Of a citizen number: whether it is somebody else's than the applicant's, as a spouse's is.</summary>
    public bool IsOfAnother { get; init; }
}

/// <summary>On which side of today a day lies.</summary>
public enum DaySide
{
    /// <summary>Either.</summary>
    Any,
    /// <summary>Today or earlier, as a birth.</summary>
    Past,
}

/// <summary>What an answer looks like.</summary>
public enum AnswerKind
{
    /// <summary>One of the options.</summary>
    Choice,
    /// <summary>One line of text, at most 200 characters.</summary>
    Text,
    /// <summary>Several lines, at most 2,000 characters.</summary>
    LongText,
    /// <summary>
    /// A number, whole unless the question says otherwise; full-width digits, parted thousands and its unit are understood.
    /// </summary>
    Number,
    /// <summary>An amount in yuan with at most two decimals.</summary>
    Money,
    /// <summary>A day.</summary>
    Date,
    /// <summary>A telephone number.</summary>
    Phone,
    /// <summary>An 18-digit citizen number with its check digit.</summary>
    CitizenNumber,
    /// <summary>An 18-character unified social credit code with its check digit.</summary>
    UnifiedCreditCode,
    /// <summary>The name of a person or an organisation.</summary>
    Name,
}

/// <summary>A step of the examination, of one agency; a step starts when all that it needs are done.</summary>
public sealed record ExaminationStep(string Key, string Title, string Agency, IReadOnlyList<string> Needs, TimeLimit? Limit);

/// <summary>How a matter is decided by rule (秒批).</summary>
/// <param name="Rule">Id of the rule (<c>rules/*.yaml</c>). Yes grants; no and unknown go to an official.</param>
/// <param name="Answers">Facts of the rule that the form supplies.</param>
/// <param name="HandsOver">Whether the result is a record that is delivered online with the decision.</param>
public sealed record AutomaticDecision(string Rule, IReadOnlyList<AnsweredFact> Answers, bool HandsOver);

/// <summary>A fact that an answer of the form supplies.</summary>
/// <param name="Question">Key of the question.</param>
/// <param name="Fact">Id of the fact.</param>
public sealed record AnsweredFact(string Question, string Fact);

/// <summary>A special procedure (特别程序): an inspection, publication, review…</summary>
public sealed record SpecialProcedure(string Name, TimeLimit? Limit, bool CountsInTime);

/// <summary>What the applicant gets.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">Its kind: 证照, 批文, 其他.</param>
/// <param name="Validity">How long it is good, in words.</param>
/// <param name="IsDocument">Whether it is a document to be read: online it is only delivered with it.</param>
public sealed record MatterResult(string Name, string Kind, string Validity, bool IsDocument = false);

/// <summary>A journey (一件事): a bundle of matters applied for once.</summary>
public sealed record Journey
{
    /// <summary>The journey's code, such as <c>Y02</c>.</summary>
    public required string Code { get; init; }
    /// <summary>Official title.</summary>
    public required string Title { get; init; }
    /// <summary>What people say.</summary>
    public required string PlainTitle { get; init; }
    /// <summary>Words people search with.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }
    /// <summary>Who can apply.</summary>
    public required Audience Audience { get; init; }
    /// <summary>Code of the agency that leads.</summary>
    public required string LeadAgency { get; init; }
    /// <summary>Questions that find which members apply.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }
    /// <summary>The member matters and what each needs.</summary>
    public required IReadOnlyList<JourneyMember> Members { get; init; }
    /// <summary>The limit of the whole.</summary>
    public required TimeLimit Limit { get; init; }
    /// <summary>What the applicant has in the end.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }
    /// <summary>Where the record comes from.</summary>
    public required Provenance Provenance { get; init; }
}

/// <summary>One member matter of a journey.</summary>
/// <param name="Matter">The matter's code.</param>
/// <param name="Needs">Codes of members that must be granted first; those that do not apply are passed over.</param>
/// <param name="When">The answer that makes it apply; null when it always does.</param>
public sealed record JourneyMember(string Matter, IReadOnlyList<string> Needs, MemberCondition? When);

/// <summary>A condition on an answer: the question's answer is one of the options.</summary>
public sealed record MemberCondition(string Question, IReadOnlyList<string> Options);
