using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Cosmos;
using StatusHawk.Azure;
using StatusHawk.Core;
using StatusHawk.Infra.Tests.Reading;

namespace StatusHawk.Infra.Tests.Rights;

/// <summary>What an app's own code does with the stores, found in it: each call of a client that it may reach, and what the client may be of.</summary>
internal sealed class CodeNeeds
{
    // Both are one call of ours that is one of two calls of the client's, as there is an ETag or not.
    private static readonly Dictionary<Operation, bool> WithETag = new()
    {
        [Operation.CreateItem] = false,
        [Operation.ReplaceItem] = true,
        [Operation.AddRow] = false,
        [Operation.ChangeRow] = true,
    };

    // Makes of a container's name a word that stands nowhere else.
    private const string ContainerMark = "container ";

    private static readonly ConcurrentDictionary<Assembly, Lazy<IReadOnlySet<Need>>> Known = new();
    private readonly AppCode _code;
    private readonly Trace _trace;

    private CodeNeeds(Assembly app)
    {
        _code = AppCode.Of(app);
        _trace = new(_code, Names.Of(Kind.Queue).Concat(Names.Tables).ToHashSet(), NameOf);
    }

    public static IReadOnlySet<Need> Of(Assembly app) => Known.GetOrAdd(app, each => new(() => new CodeNeeds(each).All())).Value;

    private IReadOnlySet<Need> All() => _code.Calls.SelectMany(Of).ToHashSet();

    private IEnumerable<Need> Of(Call call)
    {
        if (SdkCalls.Of(call.Callee) is not { Length: > 0 } operations) return [];
        var kind = KindOf(call);
        return operations.SelectMany(operation => Targets(call, kind, operation).Select(target => new Need(kind, target, operation)));
    }

    private IReadOnlyCollection<string> Targets(Call call, Kind kind, Operation operation)
    {
        if (kind == Kind.Mail) return ["mail"];
        var known = kind == Kind.Container ? Names.Containers.Select(name => ContainerMark + name).ToHashSet() : Names.Of(kind);
        var found = WithETag.TryGetValue(operation, out var withETag)
            ? FramesOf(call).Where(frame => Fits(frame, withETag)).SelectMany(frame => _trace.Back(call.Arguments[0], frame).Texts).ToHashSet()
            : _trace.Back(call.Arguments[0]).Texts;
        var targets = found.Where(known.Contains).Select(name => kind == Kind.Container ? name[ContainerMark.Length..] : name).ToArray();
        return targets.Length > 0 || WithETag.ContainsKey(operation) ? targets : throw new InvalidOperationException($"Nobody can say which {kind}: {call}.");
    }

    // An ETag that is always null there, or never.
    private bool Fits(Frame? frame, bool withETag)
    {
        if (frame?.Method.GetParameters().FirstOrDefault(parameter => parameter.Name == "etag") is not { } parameter) return true;
        var etag = _trace.Back(_code.ParameterOf(frame.Method, parameter.Position), frame);
        return withETag ? etag.Foreign : etag.Nothing || !etag.Foreign;
    }

    // The ways that lead to a call from where the client is named.
    private IEnumerable<Frame?> FramesOf(Call call)
    {
        var given = _trace.Parameters(call.Arguments[0]).Where(parameter => Takes(parameter, call)).ToArray();
        return given.Length == 0 ? [null] : given.SelectMany(parameter => FramesOf(parameter, call));
    }

    private IEnumerable<Frame?> FramesOf(Parameter given, Call call) =>
        from caller in _code.Callers[given.Method]
        let outer = _trace.Parameters(caller.Arguments[given.Index]).Where(parameter => Takes(parameter, call)).ToArray()
        from parent in outer.Length == 0 ? [null] : outer.SelectMany(parameter => FramesOf(parameter, call))
        select new Frame(given.Method, caller, false, parent);

    private static bool Takes(Parameter parameter, Call call) =>
        (parameter.Method.IsStatic ? parameter.Index : parameter.Index - 1) is >= 0 and var position
        && parameter.Method.GetParameters()[position].ParameterType == call.Callee.DeclaringType;

    // Which of the containers it is stands in the container, not in the code that names it.
    private static string? NameOf(MethodBase callee) =>
        callee.DeclaringType == typeof(CosmosDatabase) && callee is MethodInfo { ReturnType: var type } && type == typeof(Container)
            ? ContainerMark + ((CosmosContainer)typeof(CosmosContainer).GetProperty(callee.Name["get_".Length..])!.GetValue(null)!).Name
            : null;

    private static Kind KindOf(Call call) => call.Callee.DeclaringType!.Name switch
    {
        SdkCalls.Container => Kind.Container,
        SdkCalls.Table => Kind.Table,
        SdkCalls.Queue => Kind.Queue,
        SdkCalls.Mail => Kind.Mail,
        var other => throw new InvalidOperationException($"Nobody knows what a {other} is of."),
    };
}
