using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Emulation.Functions.Discovery;

namespace StatusHawk.Emulation.Functions.Http;

/// <summary>Reads the body into a parameter by the model binding of MVC, so that its formatters and JSON options apply.</summary>
internal static class RequestBody
{
    public static ArgumentBinder Binder(ParameterInfo parameter) =>
        invocation => ReadAsync((HttpContext)invocation.TriggerValue, parameter);

    private static async ValueTask<object?> ReadAsync(HttpContext http, ParameterInfo parameter)
    {
        var metadata = http.RequestServices.GetRequiredService<IModelMetadataProvider>().GetMetadataForType(parameter.ParameterType);
        var binder = http.RequestServices.GetRequiredService<IModelBinderFactory>().CreateBinder(new ModelBinderFactoryContext
        {
            Metadata = metadata,
            BindingInfo = new BindingInfo { BindingSource = BindingSource.Body, BinderModelName = "" },
        });
        var binding = new DefaultModelBindingContext
        {
            ActionContext = new ActionContext { HttpContext = http },
            BindingSource = BindingSource.Body,
            ModelMetadata = metadata,
            ModelName = "",
            ModelState = new ModelStateDictionary(),
            IsTopLevelObject = true,
        };
        await binder.BindModelAsync(binding);
        if (binding.Result.IsModelSet)
            return binding.Result.Model;
        if (binding.ModelState.IsValid)
            return null;
        var errors = binding.ModelState.SelectMany(entry => entry.Value!.Errors)
            .Select(e => e.ErrorMessage is { Length: > 0 } message ? message : e.Exception?.Message);
        throw new InvalidOperationException($"The body does not bind to parameter '{parameter.Name}': {string.Join("; ", errors)}");
    }
}
