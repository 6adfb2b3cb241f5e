using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Infra.Tests.Reading;

/// <summary>
/// The product's methods that an app may run, found in its compiled code: from its entry point and its functions on, by what each calls, takes as a value or makes. A call of an
/// interface runs what any type does that is made anywhere, or given as a type argument to somebody who may make it, as services are. Too much rather than too little.
/// </summary>
internal sealed class AppCode
{
    private static readonly ConcurrentDictionary<Assembly, Lazy<AppCode>> Known = new();
    private readonly Origins _origins = new();
    private readonly HashSet<MethodBase> _reached = [];
    private readonly Queue<MethodBase> _unread = [];
    private readonly HashSet<Type> _made = [];
    private readonly Dictionary<MethodBase, List<MethodBase>> _runs = [];
    private readonly List<Call> _calls = [];

    private AppCode(Assembly app)
    {
        Reach(app.EntryPoint!);
        foreach (var function in Functions(app))
        {
            Make(function.DeclaringType!);
            Reach(function);
        }

        while (_unread.TryDequeue(out var method)) Read(method);
        Callers = _calls.SelectMany(call => RunBy(call.Callee).Select(run => (run, call))).ToLookup(each => each.run, each => each.call);
    }

    public IReadOnlyList<Call> Calls => _calls;

    /// <summary>The calls that may run a method.</summary>
    public ILookup<MethodBase, Call> Callers { get; }

    public IReadOnlySet<MethodBase> Reached => _reached;

    /// <summary>Read once for all tests.</summary>
    public static AppCode Of(Assembly app) => Known.GetOrAdd(app, each => new(() => new(each))).Value;

    public static IEnumerable<MethodInfo> Functions(Assembly app) =>
        app.GetTypes().SelectMany(type => type.GetMethods(Product.Everything)).Where(method => method.IsDefined(typeof(FunctionAttribute), false));

    /// <summary>What runs when a method is called; none of the product's when it is another's.</summary>
    public IEnumerable<MethodBase> RunBy(MethodBase callee)
    {
        if (!Product.Has(callee)) return [];
        var own = callee.IsAbstract ? [] : new[] { callee };
        return _runs.TryGetValue(callee, out var others) ? own.Concat(others).Where(_reached.Contains) : own.Where(_reached.Contains);
    }

    public Slot ReturnOf(MethodBase method) => _origins.ReturnOf(method);

    public Parameter ParameterOf(MethodBase method, int index) => _origins.Of(method, index);

    private void Reach(MethodBase method)
    {
        if (Product.Has(method) && _reached.Add(method)) _unread.Enqueue(method);
    }

    private void Read(MethodBase method)
    {
        if (method.DeclaringType!.TypeInitializer is { } first) Reach(first);
        foreach (var over in _runs.GetValueOrDefault(method, [])) Reach(over);
        if (Body.Of(method, _origins) is not { } body) return;
        _calls.AddRange(body.Calls);
        foreach (var call in body.Calls) Reach(call.Callee);
        foreach (var taken in body.Taken) Reach(taken);
        foreach (var type in body.Named) Make(type);
    }

    private void Make(Type named)
    {
        foreach (var argument in named.IsGenericType ? named.GetGenericArguments() : []) Make(argument);
        var type = Product.Written(named);
        if (type.IsGenericParameter || type.IsInterface || type.HasElementType || !Product.Has(type) || !_made.Add(type)) return;
        if (!type.IsDefined(typeof(CompilerGeneratedAttribute), false))
        {
            // Whoever makes services calls their constructors.
            foreach (var constructor in type.GetConstructors(Product.Everything)) Reach(constructor);
        }

        foreach (var (called, runs) in Product.Stands(type))
        {
            if (!Product.Has(runs)) continue;
            if (!_runs.TryGetValue(called, out var all)) _runs[called] = all = [];
            if (!all.Contains(runs)) all.Add(runs);

            // What others declare, others call.
            if (!Product.Has(called) || _reached.Contains(called)) Reach(runs);
        }
    }
}
