using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace StatusHawk.Local.Target;

/// <summary><c>POST /break?how=status|hang|drop&amp;status=503&amp;for=region%20eu</c>: all optional.</summary>
internal static class BreakRequest
{
    public static (Breakage? Breakage, string? Fault) Parse(IQueryCollection query)
    {
        var breakage = new Breakage();
        if (query["how"] is [{ Length: > 0 } how])
        {
            if (char.IsAsciiDigit(how[0]) || !Enum.TryParse<BreakKind>(how, ignoreCase: true, out var kind)) return (null, "how must be status, hang or drop");
            breakage = breakage with { How = kind };
        }

        if (query["status"] is [{ Length: > 0 } status])
        {
            if (!int.TryParse(status, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599) return (null, "status must be 200 to 599");
            breakage = breakage with { StatusCode = code };
        }

        return (query["for"] is [{ Length: > 0 } text] ? breakage with { For = text } : breakage, null);
    }

    public static Task RefuseAsync(HttpContext context, string fault)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync(fault + "\n", context.RequestAborted);
    }

    /// <summary>A browser goes back to the page; a program hears a word, and is not led to a page that answers 500.</summary>
    public static Task AcceptAsync(HttpContext context, string word)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)) return context.Response.WriteAsync(word + "\n", context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
        return Task.CompletedTask;
    }
}
