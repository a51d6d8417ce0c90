using Yitong.Bench;

return args is ["transitions", .. var rest]
    ? TransitionsBench.Run(rest, Console.Out)
    : throw new ArgumentException("usage: transitions [--store sqlite|postgres] [--seconds n] [--repeats n]");
