using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.Http;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Uptime;

/// <summary>The past of a workspace's monitors.</summary>
public sealed class HistoryApi(ReadHistory read, TimeProvider clock)
{
    private const string Workspace = "api/v1/workspaces/{workspaceId}";
    private const string Monitor = Workspace + "/monitors/{monitorId}";
    private const int LedgerDays = 400;

    /// <summary>Checks, hours or days of one monitor.</summary>
    [Function(FunctionNames.ReadHistory)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Monitor + "/history")] HttpRequest request, string workspaceId, string monitorId)
    {
        var (query, error) = HistoryQuery.Read(request.Query, clock.GetUtcNow());
        return query is null
            ? Problem.BadRequest(error!)
            : await read.ReadAsync(workspaceId, monitorId, query, request.HttpContext.RequestAborted).AnswerAsync(view => new JsonAnswer(200, view));
    }

    /// <summary>The ledger of one monitor: days that are closed.</summary>
    [Function(FunctionNames.ReadUptime)]
    public async Task<IActionResult> ReadUptime(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Monitor + "/uptime")] HttpRequest request, string workspaceId, string monitorId)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (!TryDay(request.Query["to"], today, out var to)) return Problem.BadRequest("to must be a day such as 2026-03-31.");
        if (!TryDay(request.Query["from"], to.AddDays(-89), out var from)) return Problem.BadRequest("from must be a day such as 2026-03-01.");
        if (from > to) return Problem.BadRequest("from must not be after to.");
        if (to.DayNumber - from.DayNumber >= LedgerDays) return Problem.BadRequest($"At most {LedgerDays} days can be read at once.");
        return await read.ReadLedgerAsync(workspaceId, monitorId, SlotOf(from), SlotOf(to) + Hours.Day, request.HttpContext.RequestAborted)
            .AnswerAsync(view => new JsonAnswer(200, view));
    }

    /// <summary>All monitors at a glance.</summary>
    [Function(FunctionNames.ReadOverview)]
    public async Task<IActionResult> ReadOverview([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Workspace + "/overview")] HttpRequest request, string workspaceId)
    {
        var step = request.Query["step"].ToString();
        if (step is not ("" or "hour" or "day")) return Problem.BadRequest("step must be hour (the last 24) or day (the last 90).");
        return new JsonAnswer(200, await read.ReadOverviewAsync(workspaceId, step == "day" ? RollUpSpan.Day : RollUpSpan.Hour, request.HttpContext.RequestAborted));
    }

    private static bool TryDay(string? text, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return string.IsNullOrEmpty(text) || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static Slot SlotOf(DateOnly day) => Slot.Of(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
}
