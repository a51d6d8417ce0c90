// The desks of this module: the common desk, for each kind of thing that is acted on.
global using BudgetDesk =
    Yitong.Acting.Desk<Yitong.Benefits.Budget, Yitong.Benefits.BudgetEvent, Yitong.Benefits.BudgetFacts>;
global using RunDesk =
    Yitong.Acting.Desk<Yitong.Benefits.BenefitRun, Yitong.Benefits.RunEvent, Yitong.Benefits.RunFacts>;
global using ReferralDesk =
    Yitong.Acting.Desk<Yitong.Benefits.Referral, Yitong.Benefits.ReferralEvent, Yitong.Benefits.ReferralFacts>;
global using AccountDesk =
    Yitong.Acting.Desk<Yitong.Benefits.ReceivingAccount, Yitong.Benefits.AccountEvent>;
global using BenefitFileDesk =
    Yitong.Acting.Desk<Yitong.Benefits.SubjectFile, Yitong.Benefits.BenefitFileEvent, Yitong.Benefits.BenefitFileFacts>;
global using DraftDesk =
    Yitong.Acting.Desk<Yitong.Benefits.PolicyDraft, Yitong.Benefits.DraftEvent, Yitong.Benefits.DraftFacts>;
global using LoadDesk = Yitong.Acting.Desk<Yitong.Benefits.RegisterLoad, Yitong.Benefits.LoadEvent>;
