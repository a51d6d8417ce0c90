global using CaseCommand = Yitong.Acting.ICommand<Yitong.Cases.Case, Yitong.Cases.CaseEvent, Yitong.Cases.CaseFacts>;
