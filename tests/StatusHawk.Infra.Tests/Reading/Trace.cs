using System.Reflection;

namespace StatusHawk.Infra.Tests.Reading;

/// <summary>Follows a value back to what it may be: texts in the code, nothing, methods, and what others' methods answer.</summary>
/// <param name="code">An app's.</param>
/// <param name="words">The texts that are looked for. All others are passed by.</param>
/// <param name="nameOf">What is known of what a method answers without looking into it; null: nothing.</param>
internal sealed class Trace(AppCode code, IReadOnlySet<string> words, Func<MethodBase, string?> nameOf)
{
    private const int DeepestFrame = 4;
    private const int DeepestJoin = 3;

    // What these answer has the name that they are given, whatever they are asked of.
    private static readonly HashSet<string> Named = ["GetOrAdd", "GetQueueClient", "GetTableClient", "GetContainer"];
    private readonly Lazy<ILookup<MethodBase, Call>> _given = new(() => Given(code));

    /// <summary>What it may be.</summary>
    public Found Back(Origin origin, Frame? frame = null) => Follow(origin, frame, stops: false, joins: 0);

    /// <summary>The parameters that it comes from first, and no further.</summary>
    public IReadOnlySet<Parameter> Parameters(Origin origin) => Follow(origin, null, stops: true, joins: 0).Parameters;

    /// <summary>What of a call's arguments another's method may hand on, to methods that it is given or as its answer.</summary>
    public static IEnumerable<Origin> GivenOn(Call call) => Named.Contains(call.Callee.Name) ? call.Carrying.Skip(1) : call.Carrying;

    private Found Follow(Origin origin, Frame? frame, bool stops, int joins)
    {
        var walk = new Walk(stops, joins);
        walk.Add(origin, frame);
        while (walk.TryNext(out var at, out var within))
        {
            switch (at)
            {
                case Literal literal:
                    if (words.Contains(literal.Text)) walk.Found.Texts.Add(literal.Text);
                    else walk.Found.Foreign = true;
                    break;
                case Null:
                    walk.Found.Nothing = true;
                    break;
                case MethodValue value:
                    walk.Found.Methods.Add(value.Method);
                    break;
                case Parameter parameter:
                    FollowParameter(parameter, within, walk);
                    break;
                case Call call:
                    foreach (var input in call.Inputs) walk.Add(input, within);
                    FollowCall(call, within, walk);
                    break;
                case Slot slot:
                    foreach (var input in slot.Inputs) walk.Add(input, within);
                    break;
            }
        }

        return walk.Found;
    }

    private void FollowParameter(Parameter parameter, Frame? frame, Walk walk)
    {
        foreach (var input in parameter.Inputs) walk.Add(input, frame);
        if (walk.Stops)
        {
            walk.Found.Parameters.Add(parameter);
            return;
        }

        if (frame?.Method == parameter.Method)
        {
            foreach (var argument in frame.Arguments(parameter.Index)) walk.Add(argument, frame.Parent);
            return;
        }

        foreach (var call in code.Callers[parameter.Method]) walk.Add(call.Arguments[parameter.Index], null);
        foreach (var argument in _given.Value[parameter.Method].SelectMany(GivenOn)) walk.Add(argument, null);
    }

    private void FollowCall(Call call, Frame? frame, Walk walk)
    {
        if (!call.Carries) return;
        if (nameOf(call.Callee) is { } name)
        {
            walk.Found.Texts.Add(name);
            return;
        }

        if (Product.Has(call.Callee))
        {
            foreach (var run in code.RunBy(call.Callee)) walk.Add(code.ReturnOf(run), Deeper(new(run, call, false, frame)));
            return;
        }

        if (call.Callee.DeclaringType == typeof(string) && call.Callee.Name == nameof(string.Concat) && walk.Joins < DeepestJoin)
        {
            var parts = call.Arguments.Select(argument => argument is Literal literal ? Found.Of(literal.Text) : Follow(argument, frame, walk.Stops, walk.Joins + 1));
            walk.Found.AddJoined([.. parts], words);
            return;
        }

        walk.Found.Foreign = true;

        // What a service answers is data: no name that the code gives, and never nothing because it was asked without something.
        if (Product.IsOfService(call.Callee.DeclaringType!) && !Named.Contains(call.Callee.Name)) return;
        foreach (var argument in GivenOn(call)) walk.Add(argument, frame);
        foreach (var method in call.Callbacks.SelectMany(Methods)) walk.Add(code.ReturnOf(method), Deeper(new(method, call, true, frame)));
    }

    private HashSet<MethodBase> Methods(Origin origin) => Follow(origin, null, stops: true, joins: 0).Methods;

    private static Frame? Deeper(Frame frame) => frame.Depth > DeepestFrame ? null : frame;

    // Methods as values, by the calls of others' methods that they are given to.
    private static ILookup<MethodBase, Call> Given(AppCode code)
    {
        var trace = new Trace(code, new HashSet<string>(), _ => null);
        return code.Calls
            .Where(call => !Product.Has(call.Callee))
            .SelectMany(call => call.Callbacks.SelectMany(trace.Methods).Select(method => (method, call)))
            .ToLookup(each => each.method, each => each.call);
    }

    private sealed class Walk(bool stops, int joins)
    {
        private readonly HashSet<(Origin, Frame?)> _seen = [];
        private readonly Stack<(Origin, Frame?)> _next = [];

        public Found Found { get; } = new();
        public bool Stops => stops;
        public int Joins => joins;

        public void Add(Origin origin, Frame? frame)
        {
            if (_seen.Add((origin, frame))) _next.Push((origin, frame));
        }

        public bool TryNext(out Origin origin, out Frame? frame)
        {
            var any = _next.TryPop(out var next);
            (origin, frame) = next;
            return any;
        }
    }
}
