using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StatusHawk.Local.Target;

namespace StatusHawk.Local.Mail;

/// <summary>
/// Stands in for the mail service: takes mails as Azure Communication Services does, sends none, and shows them: <c>/</c> to people, <c>GET /messages</c> to
/// programs. <c>POST /break?status=503&amp;for=30</c> and <c>POST /mend</c> decide whether it works.
/// </summary>
public sealed class MailCatcher : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly MailBox _box;
    private readonly byte[] _key;
    private readonly TimeProvider _time;
    private MailFault? _fault;

    private MailCatcher(int port, string path, string key, TimeProvider time)
    {
        (_box, _key, _time) = (new(path), Convert.FromBase64String(key), time);
        Origin = $"http://127.0.0.1:{port}";
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapGet("/", context => HtmlAsync(context, MailPage.Render(_box.All, Fault)));
        _app.MapGet("/messages", context => context.Response.WriteAsJsonAsync(_box.All, context.RequestAborted));
        _app.MapDelete("/messages", Clear);
        _app.MapPost("/emails:send", SendAsync);
        _app.MapGet("/emails/operations/{id}", StatusAsync);
        _app.MapPost("/break", BreakAsync);
        _app.MapPost("/mend", Mend);
    }

    /// <summary>Without a slash at the end.</summary>
    public string Origin { get; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<CaughtMail> Messages => _box.All;

    private MailFault? Fault => _fault is { Until: { } until } && until <= _time.GetUtcNow() ? null : _fault;

    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<MailCatcher> StartAsync(int port, string path, string key, TimeProvider time, CancellationToken cancellationToken)
    {
        var catcher = new MailCatcher(port, path, key, time);
        await catcher._app.StartAsync(cancellationToken);
        return catcher;
    }

    /// <summary>From now on the service answers with an error.</summary>
    public void Break(MailFault fault) => _fault = fault;

    public void Mend() => _fault = null;

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task SendAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (await RefusedAsync(context, body.ToArray())) return;
        if (!Guid.TryParse(context.Request.Headers["Operation-Id"], out var id)) id = Guid.NewGuid();
        if (Parse(body.ToArray(), id.ToString()) is not { } mail)
        {
            await AnswerAsync(context, 400, "BadRequest", "The mail needs a senderAddress, a subject, and somebody to go to.");
            return;
        }

        _box.Take(mail);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers["Operation-Location"] = $"{Origin}/emails/operations/{id}?api-version={context.Request.Query["api-version"]}";
        await context.Response.WriteAsJsonAsync(new { id, status = "Running" }, context.RequestAborted);
    }

    private async Task StatusAsync(HttpContext context)
    {
        if (await RefusedAsync(context, [])) return;
        var id = (string)context.Request.RouteValues["id"]!;
        if (_box.Find(id) is null) await AnswerAsync(context, 404, "NotFound", "There is no such operation.");
        else await context.Response.WriteAsJsonAsync(new { id, status = "Succeeded" }, context.RequestAborted);
    }

    private async Task<bool> RefusedAsync(HttpContext context, byte[] body)
    {
        if (Fault is { } fault) await AnswerAsync(context, fault.Status, "Broken", "Broken on purpose.");
        else if (!context.Request.Query.ContainsKey("api-version")) await AnswerAsync(context, 400, "MissingApiVersion", "The query must name an api-version.");
        else if (MailSignature.WhatIsWrong(context.Request, body, _key) is { } wrong) await AnswerAsync(context, 401, "Denied", wrong);
        else return false;
        return true;
    }

    private CaughtMail? Parse(byte[] body, string id)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject json) return null;
            var mail = new CaughtMail
            {
                Id = id,
                ReceivedAt = _time.GetUtcNow(),
                From = (string?)json["senderAddress"] ?? "",
                To = Addresses(json["recipients"]?["to"]),
                Cc = Addresses(json["recipients"]?["cc"]),
                Bcc = Addresses(json["recipients"]?["bcc"]),
                ReplyTo = Addresses(json["replyTo"]),
                Subject = (string?)json["content"]?["subject"] ?? "",
                PlainText = (string?)json["content"]?["plainText"],
                Html = (string?)json["content"]?["html"],
                Headers = json["headers"]?.AsObject().ToDictionary(header => header.Key, header => (string?)header.Value ?? "") ?? [],
            };
            return mail.From.Length > 0 && mail.Subject.Length > 0 && mail.To.Count + mail.Cc.Count + mail.Bcc.Count > 0 ? mail : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static List<string> Addresses(JsonNode? list) => list?.AsArray().Select(entry => (string?)entry?["address"] ?? "").ToList() ?? [];

    private Task BreakAsync(HttpContext context)
    {
        var status = Number(context, "status") ?? 503;
        if (status is < 400 or > 599) return AnswerAsync(context, 400, "BadRequest", "status must be 400 to 599");
        Break(new(status, Number(context, "for") is { } seconds ? _time.GetUtcNow().AddSeconds(seconds) : null));
        return context.Response.WriteAsync("broken\n", context.RequestAborted);
    }

    private Task Mend(HttpContext context)
    {
        Mend();
        return context.Response.WriteAsync("mended\n", context.RequestAborted);
    }

    private Task Clear(HttpContext context)
    {
        _box.Clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static int? Number(HttpContext context, string name) =>
        int.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Task HtmlAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(html, context.RequestAborted);
    }

    private static Task AnswerAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = new { code, message } }, context.RequestAborted);
    }
}
