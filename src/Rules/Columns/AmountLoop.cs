using System.Reflection.Emit;
namespace Yitong.Rules.Columns;

/// <summary>Adds up an amount over rows whose facts are all known.</summary>
/// <param name="columns">
/// Where each column begins: of fact <c>f</c> the numbers at <c>2f</c>, the denominators at <c>2f + 1</c>.
/// </param>
/// <param name="rows">The rows.</param>
/// <param name="count">How many they are.</param>
/// <param name="sums">Added to: the low and the high part of the sum (times 2³²), and rows with a divisor of zero.</param>
internal unsafe delegate void AddAmounts(byte** columns, int* rows, int count, long* sums);

/// <summary>
/// Turns an amount into a loop of machine code. The divisors are constants there, so that the compiler makes them into products.
/// </summary>
internal sealed class AmountLoop
{
    private const int RowsAtOnce = 1 << 16;

    private readonly Register register;
    private readonly List<AlignedBytes> tables;
    private readonly Dictionary<int, LocalBuilder> columns = [];
    private readonly ILGenerator code;
    private readonly LocalBuilder row;

    private AmountLoop(Register register, ILGenerator code, List<AlignedBytes> tables)
    {
        (this.register, this.code, this.tables) = (register, code, tables);
        row = code.DeclareLocal(typeof(nint));
    }

    /// <summary>The loop; null when the amount has a part whose unknowns do not follow from its facts' being known.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="register">Whose columns it reads.</param>
    /// <param name="tables">Gets the tables of its look-ups, which must live as long as the loop.</param>
    public static AddAmounts? Of(BoundAmount amount, Register register, List<AlignedBytes> tables)
    {
        if (!IsTwoValued(amount.Fen) || !amount.NonZero.All(IsTwoValued)) return null;
        var method = new DynamicMethod("AddAmounts", null,
            [typeof(byte**), typeof(int*), typeof(int), typeof(long*)], typeof(AmountLoop).Module, skipVisibility: true);
        new AmountLoop(register, method.GetILGenerator(), tables).Emit(amount, Met.By(amount));
        return method.CreateDelegate<AddAmounts>();
    }

    private void Emit(BoundAmount amount, int[] met)
    {
        var (low, high, zero) = (Zero(typeof(long)), Zero(typeof(long)), Zero(typeof(long)));
        var at = Zero(typeof(int));
        foreach (var fact in met)
        {
            Point(2 * fact);
            if (register.Over(fact) is not null) Point(2 * fact + 1);
        }
        var (next, step, isZero, end) = (code.DefineLabel(), code.DefineLabel(), code.DefineLabel(), code.DefineLabel());
        code.MarkLabel(next);
        code.Emit(OpCodes.Ldloc, at);
        code.Emit(OpCodes.Ldarg_2);
        code.Emit(OpCodes.Bge, end);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldloc, at);
        code.Emit(OpCodes.Conv_I);
        Scale(4);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Ldind_I4);
        code.Emit(OpCodes.Conv_I);
        code.Emit(OpCodes.Stloc, row);
        foreach (var divisor in amount.NonZero)
        {
            Emit(divisor);
            code.Emit(OpCodes.Brfalse, isZero);
        }
        Emit(amount.Fen);
        Add(low, high, Reach.Of(amount.Fen, register.Facts).Most * RowsAtOnce <= long.MaxValue);
        code.Emit(OpCodes.Br, step);
        code.MarkLabel(isZero);
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Conv_I8);
        AddTo(zero);
        code.MarkLabel(step);
        code.Emit(OpCodes.Ldc_I4_1);
        AddTo(at);
        code.Emit(OpCodes.Br, next);
        code.MarkLabel(end);
        Give(low, 0);
        Give(high, 1);
        Give(zero, 2);
        code.Emit(OpCodes.Ret);
    }

    private void Add(LocalBuilder low, LocalBuilder high, bool fits)
    {
        if (!fits)
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldc_I4, 32);
            code.Emit(OpCodes.Shr);
            AddTo(high);
            code.Emit(OpCodes.Conv_U4);
            code.Emit(OpCodes.Conv_U8);
        }
        AddTo(low);
    }

    private void AddTo(LocalBuilder local)
    {
        code.Emit(OpCodes.Ldloc, local);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Stloc, local);
    }

    private LocalBuilder Zero(Type type)
    {
        var local = code.DeclareLocal(type);
        code.Emit(OpCodes.Ldc_I4_0);
        if (type == typeof(long)) code.Emit(OpCodes.Conv_I8);
        code.Emit(OpCodes.Stloc, local);
        return local;
    }

    private void Point(int column)
    {
        var local = columns[column] = code.DeclareLocal(typeof(nint));
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldc_I4, column * 8);
        code.Emit(OpCodes.Conv_I);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Ldind_I);
        code.Emit(OpCodes.Stloc, local);
    }

    private void Give(LocalBuilder sum, int to)
    {
        code.Emit(OpCodes.Ldarg_3);
        code.Emit(OpCodes.Ldc_I4, to * 8);
        code.Emit(OpCodes.Conv_I);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Dup);
        code.Emit(OpCodes.Ldind_I8);
        code.Emit(OpCodes.Ldloc, sum);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Stind_I8);
    }

    private void Scale(int width)
    {
        if (width == 1) return;
        code.Emit(OpCodes.Ldc_I4, width);
        code.Emit(OpCodes.Conv_I);
        code.Emit(OpCodes.Mul);
    }

    private void Read(int column, ValueColumn of)
    {
        code.Emit(OpCodes.Ldloc, columns[column]);
        code.Emit(OpCodes.Ldloc, row);
        Scale(of.Width);
        code.Emit(OpCodes.Add);
        code.Emit(of.Width switch { 1 => OpCodes.Ldind_I1, 2 => OpCodes.Ldind_I2, 4 => OpCodes.Ldind_I4, _ => OpCodes.Ldind_I8 });
        code.Emit(OpCodes.Conv_I8);
    }

    private void Emit(Computed computed)
    {
        switch (computed)
        {
            case Constant constant: code.Emit(OpCodes.Ldc_I8, constant.Value); break;
            case NumberOf of: Read(2 * of.Fact, register.Number(of.Fact)!); break;
            case OverOf of: Read(2 * of.Fact + 1, register.Over(of.Fact)!); break;
            case Sum sum: Emit(sum.Left, sum.Right, OpCodes.Add); break;
            case Difference difference: Emit(difference.Left, difference.Right, OpCodes.Sub); break;
            case Product product: Emit(product.Left, product.Right, OpCodes.Mul); break;
            case Quotient quotient: Emit(quotient); break;
            case Lookup lookup: Emit(lookup); break;
            case Pick pick: Emit(pick); break;
        }
    }

    private void Emit(Computed left, Computed right, OpCode op)
    {
        Emit(left);
        Emit(right);
        code.Emit(op);
    }

    private void Emit(Quotient quotient)
    {
        Emit(quotient.Of);
        if (quotient.By is Constant { Value: > 0 and var by } && Reach.Of(quotient.Of, register.Facts).Least >= 0)
        {
            var added = quotient.Rounding switch { Rounding.Up => by - 1, Rounding.HalfUp => by / 2, _ => 0 };
            code.Emit(OpCodes.Ldc_I8, added);
            code.Emit(OpCodes.Add);
            code.Emit(OpCodes.Ldc_I8, by);
            code.Emit(OpCodes.Div_Un);
            return;
        }
        Emit(quotient.By);
        code.Emit(OpCodes.Ldc_I4, (int)quotient.Rounding);
        code.Emit(OpCodes.Call, typeof(Reckoning).GetMethod(nameof(Reckoning.Divide))!);
    }

    private unsafe void Emit(Lookup lookup)
    {
        var table = new AlignedBytes(lookup.Values.Count * 8L);
        for (var at = 0; at < lookup.Values.Count; at++) ((long*)table.At)[at] = lookup.Values[at];
        tables.Add(table);
        Read(2 * lookup.Fact, register.Number(lookup.Fact)!);
        code.Emit(OpCodes.Conv_I);
        Scale(8);
        code.Emit(OpCodes.Ldc_I8, (long)table.At);
        code.Emit(OpCodes.Conv_I);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Ldind_I8);
    }

    private void Emit(Pick pick)
    {
        if (TakesLesser(pick) is { } takesLesser)
        {
            EmitOneOf(pick.Then, pick.Otherwise, takesLesser);
            return;
        }
        var (otherwise, end) = (code.DefineLabel(), code.DefineLabel());
        var chosen = code.DeclareLocal(typeof(long));
        Emit(pick.If);
        code.Emit(OpCodes.Brfalse, otherwise);
        Emit(pick.Then);
        code.Emit(OpCodes.Stloc, chosen);
        code.Emit(OpCodes.Br, end);
        code.MarkLabel(otherwise);
        Emit(pick.Otherwise);
        code.Emit(OpCodes.Stloc, chosen);
        code.MarkLabel(end);
        code.Emit(OpCodes.Ldloc, chosen);
    }

    // Without a branch, which a ceiling that half of the rows reach would mislead: the difference where it is below 0, else 0.
    private void EmitOneOf(Computed first, Computed second, bool lesser)
    {
        var (kept, difference) = (code.DeclareLocal(typeof(long)), code.DeclareLocal(typeof(long)));
        Emit(first);
        code.Emit(OpCodes.Stloc, kept);
        Emit(second);
        code.Emit(OpCodes.Ldloc, kept);
        code.Emit(OpCodes.Sub);
        code.Emit(OpCodes.Stloc, difference);
        code.Emit(OpCodes.Ldloc, kept);
        if (!lesser)
        {
            code.Emit(OpCodes.Ldloc, difference);
            code.Emit(OpCodes.Add);
        }
        code.Emit(OpCodes.Ldloc, difference);
        code.Emit(OpCodes.Ldloc, difference);
        code.Emit(OpCodes.Ldc_I4, 63);
        code.Emit(OpCodes.Shr);
        code.Emit(OpCodes.And);
        code.Emit(lesser ? OpCodes.Add : OpCodes.Sub);
    }

    // Whether a choice between two numbers takes the lesser of them, or the greater; null when it does neither.
    private static bool? TakesLesser(Pick pick)
    {
        if (pick.If is not Balance balance || balance.Relation is Relation.Equal or Relation.NotEqual) return null;
        var takesLesser = balance.Relation is Relation.Less or Relation.AtMost;
        if (balance.Left == pick.Then && balance.Right == pick.Otherwise) return takesLesser;
        if (balance.Left == pick.Otherwise && balance.Right == pick.Then) return !takesLesser;
        return null;
    }

    private void Emit(Test test)
    {
        switch (test)
        {
            case Always always: code.Emit(OpCodes.Ldc_I4, always.Truth == Truth.Yes ? 1 : 0); break;
            case IsSupplied: code.Emit(OpCodes.Ldc_I4_1); break;
            case Within within: Emit(within); break;
            case Balance balance: Emit(balance.Left, balance.Right, balance.Relation); break;
            case HasCodes codes:
                Read(2 * codes.Fact, register.Number(codes.Fact)!);
                code.Emit(OpCodes.Ldc_I8, codes.Marked);
                code.Emit(OpCodes.And);
                code.Emit(OpCodes.Ldc_I8, codes.All ? codes.Marked : 0);
                code.Emit(OpCodes.Ceq);
                if (!codes.All) Opposite();
                break;
            case NotSo not: Emit(not.Of); Opposite(); break;
            case AllOf all: Emit(all.Tests, OpCodes.And, OpCodes.Ldc_I4_1); break;
            case AnyOf any: Emit(any.Tests, OpCodes.Or, OpCodes.Ldc_I4_0); break;
        }
    }

    private void Emit(IReadOnlyList<Test> tests, OpCode op, OpCode first)
    {
        code.Emit(first);
        foreach (var test in tests)
        {
            Emit(test);
            code.Emit(op);
        }
    }

    private void Emit(Within within)
    {
        code.Emit(OpCodes.Ldc_I4_0);
        foreach (var (least, most) in within.Among.Parts)
        {
            Read(2 * within.Fact, register.Number(within.Fact)!);
            code.Emit(OpCodes.Ldc_I8, least);
            code.Emit(OpCodes.Sub);
            code.Emit(OpCodes.Ldc_I8, unchecked(most - least));
            code.Emit(OpCodes.Cgt_Un);
            Opposite();
            code.Emit(OpCodes.Or);
        }
    }

    private void Emit(Computed left, Computed right, Relation relation)
    {
        Emit(left, right, relation switch
        {
            Relation.Equal or Relation.NotEqual => OpCodes.Ceq,
            Relation.Less or Relation.AtLeast => OpCodes.Clt,
            _ => OpCodes.Cgt,
        });
        if (relation is Relation.NotEqual or Relation.AtLeast or Relation.AtMost) Opposite();
    }

    private void Opposite()
    {
        code.Emit(OpCodes.Ldc_I4_0);
        code.Emit(OpCodes.Ceq);
    }

    private static bool IsTwoValued(Computed computed) => computed switch
    {
        Sum sum => IsTwoValued(sum.Left) && IsTwoValued(sum.Right),
        Difference difference => IsTwoValued(difference.Left) && IsTwoValued(difference.Right),
        Product product => IsTwoValued(product.Left) && IsTwoValued(product.Right),
        // A divisor that is a fact may be zero where nobody has asked for it.
        Quotient quotient => quotient.By is Constant { Value: > 0 } && IsTwoValued(quotient.Of),
        Pick pick => IsTwoValued(pick.If) && IsTwoValued(pick.Then) && IsTwoValued(pick.Otherwise),
        _ => true,
    };

    private static bool IsTwoValued(Test test) => test switch
    {
        Always always => always.Truth != Truth.Unknown,
        RatioAgainst => false,
        Balance balance => balance.NonZero.Count == 0 && IsTwoValued(balance.Left) && IsTwoValued(balance.Right),
        NotSo not => IsTwoValued(not.Of),
        AllOf all => all.Tests.All(IsTwoValued),
        AnyOf any => any.Tests.All(IsTwoValued),
        _ => true,
    };
}
