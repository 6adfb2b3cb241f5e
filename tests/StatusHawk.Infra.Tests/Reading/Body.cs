using System.Reflection;
using System.Reflection.Emit;

namespace StatusHawk.Infra.Tests.Reading;

/// <summary>
/// Reads one method's body once from its beginning to its end, with what stands on the stack. Where ways meet, both values are meant. That is enough to say where the receiver and
/// the arguments of a call come from; it says nothing of when.
/// </summary>
internal sealed class Body
{
    private static readonly Type[] ReadOnly =
        [typeof(IEnumerable<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>), typeof(ReadOnlySpan<>)];
    private readonly MethodBase _method;
    private readonly Origins _origins;
    private readonly Type[]? _typeArguments;
    private readonly Type[]? _methodArguments;
    private readonly Slot[] _locals;
    private readonly Dictionary<int, List<Origin>> _waiting = [];
    private List<Origin> _stack = [];

    private Body(MethodBase method, MethodBody body, Origins origins)
    {
        (_method, _origins) = (method, origins);
        _typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        _methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        _locals = [.. body.LocalVariables.Select(_ => new Slot())];
        foreach (var clause in body.ExceptionHandlingClauses)
        {
            if (clause.Flags is ExceptionHandlingClauseOptions.Clause or ExceptionHandlingClauseOptions.Filter) _waiting[clause.HandlerOffset] = [new Slot()];
            if (clause.Flags == ExceptionHandlingClauseOptions.Filter) _waiting[clause.FilterOffset] = [new Slot()];
        }
    }

    public List<Call> Calls { get; } = [];

    /// <summary>Methods that are made values.</summary>
    public List<MethodBase> Taken { get; } = [];

    /// <summary>Types that are made here, or given as type arguments to somebody who may make them.</summary>
    public List<Type> Named { get; } = [];

    public static Body? Of(MethodBase method, Origins origins)
    {
        if (method.GetMethodBody() is not { } body) return null;
        var read = new Body(method, body, origins);
        foreach (var instruction in Instruction.Of(body.GetILAsByteArray()!)) read.Take(instruction);
        return read;
    }

    private void Take(Instruction instruction)
    {
        Meet(instruction.Offset);
        var code = instruction.Code;
        var name = code.Name!;
        if (name.StartsWith("ldarg", StringComparison.Ordinal)) Push(_origins.Of(_method, IndexOf(instruction)));
        else if (name.StartsWith("starg", StringComparison.Ordinal)) _origins.Of(_method, IndexOf(instruction)).Inputs.Add(Pop());
        else if (name.StartsWith("ldloc", StringComparison.Ordinal)) Push(_locals[IndexOf(instruction)]);
        else if (name.StartsWith("stloc", StringComparison.Ordinal)) _locals[IndexOf(instruction)].Inputs.Add(Pop());
        else if (code == OpCodes.Dup) Push(_stack[^1]);
        else if (code == OpCodes.Ldstr) Push(new Literal(_method.Module.ResolveString(instruction.Token)));
        else if (code == OpCodes.Ldnull) Push(Null.Instance);
        else if (code == OpCodes.Ldfld || code == OpCodes.Ldflda || code == OpCodes.Ldsfld || code == OpCodes.Ldsflda) LoadField(instruction);
        else if (code == OpCodes.Stfld || code == OpCodes.Stsfld) StoreField(instruction);
        else if (name.StartsWith("stelem", StringComparison.Ordinal)) Store(Pop(), Drop(Pop), Pop());
        else if (code == OpCodes.Stobj || name.StartsWith("stind", StringComparison.Ordinal)) Store(Pop(), null, Pop());
        else if (code == OpCodes.Ldtoken) LoadToken(instruction);
        else if (code == OpCodes.Ldftn || code == OpCodes.Ldvirtftn) LoadMethod(instruction);
        else if (code == OpCodes.Call || code == OpCodes.Callvirt || code == OpCodes.Newobj) TakeCall(instruction);
        else if (code == OpCodes.Ret) TakeReturn();
        else TakeOther(code);
        Leave(instruction);
    }

    private void TakeReturn()
    {
        if (_stack.Count > 0) _origins.ReturnOf(_method).Inputs.Add(Pop());
    }

    // Whatever else there is makes of what it is given what it leaves.
    private void TakeOther(OpCode code)
    {
        var popped = Enumerable.Range(0, Pops(code)).Select(_ => Pop()).ToArray();
        if (code.StackBehaviourPush == StackBehaviour.Push0) return;
        var made = popped.Length == 1 ? popped[0] : new Slot();
        if (popped.Length > 1) ((Slot)made).Inputs.AddRange(popped);
        Push(made);
    }

    private void TakeCall(Instruction instruction)
    {
        var called = _method.Module.ResolveMethod(instruction.Token, _typeArguments, _methodArguments)!;
        var isNew = instruction.Code == OpCodes.Newobj;
        var arguments = new Origin[called.GetParameters().Length + (called.IsStatic || isNew ? 0 : 1)];
        for (var i = arguments.Length - 1; i >= 0; i--) arguments[i] = Pop();
        var types = called.IsGenericMethod ? called.GetGenericArguments() : [];
        Named.AddRange(isNew ? [called.DeclaringType!, .. types] : types);
        if (isNew && called.DeclaringType!.IsSubclassOf(typeof(Delegate)))
        {
            Push(arguments[1]);
            return;
        }

        var call = new Call(_method, Product.Written(called), called, isNew ? [new Slot(), .. arguments] : arguments);
        Calls.Add(call);
        if (!Product.Has(called)) Mix(call);
        if (isNew || called is MethodInfo { ReturnType: var type } && type != typeof(void)) Push(call);
    }

    // Others' methods may put what they are given into whatever else they are given, but texts and numbers, which nobody can change.
    private static void Mix(Call call)
    {
        var given = call.Given().ToArray();
        foreach (var (into, type) in given)
        {
            if (into is not Slot slot || !CanTake(type)) continue;
            slot.Inputs.AddRange(call.Carrying.Where(argument => argument != slot));
        }
    }

    // A client of a service is what it was made: what it is given goes to the service. And what is taken to be read is only read.
    private static bool CanTake(Type type) =>
        !(type.IsGenericType && ReadOnly.Contains(type.GetGenericTypeDefinition()))
        && type != typeof(string) && !type.IsPrimitive && !type.IsEnum && !type.IsSubclassOf(typeof(Delegate)) && !Product.IsOfService(type);

    private void LoadField(Instruction instruction)
    {
        if (instruction.Code == OpCodes.Ldfld || instruction.Code == OpCodes.Ldflda) Pop();
        Push(_origins.Of(_method.Module.ResolveField(instruction.Token, _typeArguments, _methodArguments)!));
    }

    private void StoreField(Instruction instruction)
    {
        var value = Pop();
        if (instruction.Code == OpCodes.Stfld) Pop();
        _origins.Of(_method.Module.ResolveField(instruction.Token, _typeArguments, _methodArguments)!).Inputs.Add(value);
    }

    private static void Store(Origin value, Origin? index, Origin into)
    {
        _ = index;
        if (into is Slot slot && slot != value) slot.Inputs.Add(value);
    }

    private void LoadToken(Instruction instruction)
    {
        if (_method.Module.ResolveMember(instruction.Token, _typeArguments, _methodArguments) is Type type) Named.Add(type);
        Push(new Slot());
    }

    private void LoadMethod(Instruction instruction)
    {
        if (instruction.Code == OpCodes.Ldvirtftn) Pop();
        var method = Product.Written(_method.Module.ResolveMethod(instruction.Token, _typeArguments, _methodArguments)!);
        Taken.Add(method);
        Push(new MethodValue(method));
    }

    private void Meet(int offset)
    {
        if (!_waiting.TryGetValue(offset, out var others)) return;
        if (_stack.Count != others.Count) _stack = others;
        else _stack = [.. _stack.Zip(others, (one, other) => one == other ? one : new Slot { Inputs = { one, other } })];
    }

    private void Leave(Instruction instruction)
    {
        if (instruction.Code == OpCodes.Leave || instruction.Code == OpCodes.Leave_S) _stack = [];
        foreach (var target in instruction.Jumps.Where(target => target > instruction.Offset))
        {
            if (!_waiting.TryGetValue(target, out var others) || others.Count != _stack.Count) _waiting[target] = [.. _stack];
            else _waiting[target] = [.. _stack.Zip(others, (one, other) => one == other ? one : new Slot { Inputs = { one, other } })];
        }

        if (instruction.Code.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw) _stack = [];
    }

    private int IndexOf(Instruction instruction) =>
        instruction.Operand is int index ? index : instruction.Code.Name![^1] - '0';

    private static Origin? Drop(Func<Origin> pop)
    {
        pop();
        return null;
    }

    private void Push(Origin value) => _stack.Add(value);

    private Origin Pop()
    {
        if (_stack.Count == 0) return new Slot();
        var value = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private static int Pops(OpCode code) => code.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 or StackBehaviour.Popref_popi_popr4
            or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref or StackBehaviour.Popref_popi_pop1 => 3,
        StackBehaviour.Varpop => 0,
        _ => 2,
    };
}
