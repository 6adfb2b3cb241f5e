using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Hosting;
using StatusHawk.Emulation.Functions.Invocation;

namespace StatusHawk.Emulation.Functions.Http;

/// <summary>Functions that answer requests.</summary>
internal sealed class HttpTriggerKind(HttpFront front, HttpSupport support) : ITriggerKind
{
    public string BindingType => "httpTrigger";

    public bool Handles(TriggerBindingAttribute trigger) => trigger is HttpTriggerAttribute;

    // With ASP.NET Core the platform's worker writes no other value: the caller would get an empty 200.
    public bool UsesReturnValue(Type value) => value.IsAssignableTo(typeof(IActionResult)) || value.IsAssignableTo(typeof(IResult));

    public ArgumentBinder? BindTrigger(ParameterInfo parameter) => parameter.ParameterType == typeof(HttpRequest)
        ? invocation => new(((HttpContext)invocation.TriggerValue).Request)
        : null;

    public ArgumentBinder? BindOther(ParameterInfo parameter, TriggerBindingAttribute trigger)
    {
        if (parameter.IsDefined(typeof(Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute)))
            return RequestBody.Binder(parameter);
        if (parameter.ParameterType == typeof(HttpRequest))
            return BindTrigger(parameter);
        return NamedValue.CanBind(parameter.ParameterType) ? NamedValue.Binder(parameter) : null;
    }

    public IEnumerable<IListener> CreateListeners(IReadOnlyList<FunctionMethod> functions)
    {
        if (functions.Count == 0)
            return [];
        if (!support.IsConfigured)
        {
            throw new NotSupportedException(
                $"HTTP functions ({string.Join(", ", functions)}) without ConfigureFunctionsWebApplication: HttpRequestData");
        }

        if (functions.FirstOrDefault(f => ((HttpTriggerAttribute)f.Trigger).AuthLevelKey is not null) is { } keyed)
        {
            throw new NotSupportedException(
                $"HttpTriggerAttribute(string authLevelKey) on function '{keyed}': name an AuthorizationLevel before the methods");
        }

        front.Serve(functions);
        return [front];
    }
}
