// The desks of this module: the common desk, for each kind of thing that is acted on.
global using BudgetDesk = Yitong.Acting.Desk<Yitong.Benefits.Budget, Yitong.Benefits.BudgetEvent, Yitong.Benefits.BudgetFacts>;
global using RunDesk = Yitong.Acting.Desk<Yitong.Benefits.BenefitRun, Yitong.Benefits.RunEvent, Yitong.Benefits.RunFacts>;
