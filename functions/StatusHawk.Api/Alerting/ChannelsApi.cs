using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Accounts;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Alerting;

namespace StatusHawk.Api.Alerting;

/// <summary>The channels of a workspace.</summary>
public sealed class ChannelsApi(
    IChannelStore channels, CreateChannel create, ChangeChannel change, DeleteChannel delete, TestChannel test, IPlans plans, IOptions<ApiOptions> options)
{
    private const string Collection = "api/v1/workspaces/{workspaceId}/channels";
    private const string Item = Collection + "/{channelId}";

    [Function(FunctionNames.ListChannels)]
    public Task<IActionResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Collection)] HttpRequest request, string workspaceId) =>
        request.WithListAsync(ReadKey, async (key, range) =>
        {
            // There are few: they are read together.
            var all = await channels.ListAsync(workspaceId, request.HttpContext.RequestAborted);
            return range.Of(all.Where(channel => key is null || channel.Key == key), channel => new(channel.CreatedAt, channel.Id)).Select(channel => ChannelView.Of(channel));
        });

    [Function(FunctionNames.CreateChannel)]
    public Task<IActionResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Collection)] HttpRequest request, string workspaceId) =>
        request.WithJsonAsync(body => create.RunAsync(workspaceId, body, plans.Of(request), request.Making(), request.HttpContext.RequestAborted)
            .AuditAsync(request, Audited)
            .AnswerAsync(saved => new JsonAnswer(201, saved.View) { Location = options.Value.ChannelUrl(workspaceId, saved.Channel.Id) }));

    [Function(FunctionNames.ReadChannel)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Item)] HttpRequest request, string workspaceId, string channelId) =>
        Ids.IsValid(Ids.Channel, channelId) && await channels.ReadAsync(workspaceId, channelId, request.HttpContext.RequestAborted) is { } stored
            ? new JsonAnswer(200, ChannelView.Of(stored.Value))
            : Problem.NotFound();

    [Function(FunctionNames.ChangeChannel)]
    public Task<IActionResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Item)] HttpRequest request, string workspaceId, string channelId) =>
        request.WithJsonAsync(body => change.RunAsync(workspaceId, channelId, body, request.HttpContext.RequestAborted, request.IfMatch())
            .AuditAsync(request, Audited)
            .AnswerAsync(saved => new JsonAnswer(200, saved.View)));

    [Function(FunctionNames.DeleteChannel)]
    public Task<IActionResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Item)] HttpRequest request, string workspaceId, string channelId) =>
        delete.RunAsync(workspaceId, channelId, request.HttpContext.RequestAborted, request.IfMatch())
            .AuditDeletionAsync(request, deleted => Audited(new(deleted, null)))
            .AnswerAsync(_ => new NoContentResult());

    [Function(FunctionNames.TestChannel)]
    public Task<IActionResult> Test(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Item + "/test")] HttpRequest request, string workspaceId, string channelId) =>
        test.RunAsync(workspaceId, channelId, request.HttpContext.RequestAborted).AnswerAsync(view =>
            new JsonAnswer(view.State is DeliveryState.Queued or DeliveryState.Sending ? 202 : 200, view));

    private static ChannelView Audited(SavedChannel saved) => saved.Audited;

    private static string? ReadKey(QueryReader query)
    {
        var key = query.Text("key", int.MaxValue);
        if (key is not null && !StableKey.IsValid(key)) query.Refuse("key", $"Must be {StableKey.Rule}.");
        return key;
    }
}
