using Microsoft.Extensions.Options;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Api.Tests.Contract;

/// <summary>One call of an operation, and what it is answered with.</summary>
/// <param name="Status">The status of the answer.</param>
internal sealed record ExampleCall(int Status)
{
    /// <summary>JSON; null: the contract's own example.</summary>
    public Func<ContractWorld, string>? Body { get; init; }

    /// <summary>With its question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>Changes the path that leads to what there is.</summary>
    public Func<ContractWorld, string, string>? Path { get; init; }

    /// <summary>Done before it, and undone after it as far as the journal's hooks go.</summary>
    public Func<ContractWorld, Task>? Before { get; init; }

    /// <summary>Done while it is under way, again and again.</summary>
    public Func<ContractWorld, Task>? Meanwhile { get; init; }

    /// <summary>Null: that of whoever may call it.</summary>
    public Func<ContractWorld, string>? Token { get; init; }
    public (string Name, string Value)[] Headers { get; init; } = [];

    public override string ToString() => $"{Status}";
}

/// <summary>Calls of every operation, good and bad. What can be said of all operations alike (tokens, rights, bodies, stores that are away) needs no row.</summary>
internal static class ExampleCalls
{
    private static readonly ExampleCall Fine = new(200);
    private static readonly ExampleCall Known = new(304) { Headers = [("If-None-Match", "*")] };
    private static readonly ExampleCall NoPage = new(404) { Path = (_, path) => path.Replace(ApiHost.Slug, "no-such-page", StringComparison.Ordinal) };
    private static readonly ExampleCall NoStore = new(503) { Path = (_, path) => path.Replace(ApiHost.Slug, "foreign", StringComparison.Ordinal), Before = FailAsync };
    private static readonly ExampleCall Broken = new(500) { Before = BreakAsync };
    private static readonly ExampleCall BadStep = new(400) { Query = "?step=year" };

    // A session may outlive its account by a moment.
    private static readonly ExampleCall Forgotten = new(404) { Before = world => Do(() => world.Api.Stores.Users.Forget(world.Ada.Id)) };
    private static readonly ExampleCall OfHeartbeat = new(409) { Path = (world, path) => path.Replace(world.MonitorId, world.HeartbeatId, StringComparison.Ordinal) };

    public static IReadOnlyDictionary<string, ExampleCall[]> Rows { get; } = new Dictionary<string, ExampleCall[]>(StringComparer.Ordinal)
    {
        [FunctionNames.Health] = [Fine],
        [FunctionNames.Ready] = [Fine, new(503) { Before = FailAsync }],
        [FunctionNames.Metrics] = [Fine, Fine with { Token = Key }, new(401) { Token = _ => "hk_wrong" }, new(503) { Before = FailAsync, Token = Key }, Broken with { Token = Key }],
        [FunctionNames.ReadContract] = [Fine, Known],
        [FunctionNames.ReadContractPage] = [Fine, Known],
        [FunctionNames.ShowPage] = [Fine, Known, NoPage, NoStore],
        [FunctionNames.ShowPageSummary] = [Fine, Known, NoPage, NoStore],
        [FunctionNames.ShowPageStatus] = [Fine, Known, NoPage, NoStore],
        [FunctionNames.ShowPageIncidents] = [Fine, Known, NoPage, NoStore],
        [FunctionNames.ShowPageUnresolvedIncidents] = [Fine, Known, NoPage, NoStore],
        [FunctionNames.Heartbeat] = Calls(),
        [FunctionNames.HeartbeatStart] = Calls(),
        [FunctionNames.HeartbeatFail] = Calls(),

        [FunctionNames.Register] =
        [
            new(202), new(503) { Before = FailAsync }, Broken,
            new(403) { Before = world => Do(() => world.Api.Service<IOptions<AccountOptions>>().Value.Registration = RegistrationMode.Closed) },
        ],
        [FunctionNames.VerifyAccount] =
        [
            new(400), new(503) { Before = FailAsync, Body = _ => Unused(TicketKind.Registration) }, Broken with { Body = _ => Unused(TicketKind.Registration) },
            Fine with { Before = RegisteredAsync, Body = world => Token(world, "new@example.com") },
        ],
        [FunctionNames.ConfirmEmail] =
        [
            new(400), new(503) { Before = FailAsync, Body = _ => Unused(TicketKind.EmailChange) }, Broken with { Body = _ => Unused(TicketKind.EmailChange) },
            new(204) { Before = EmailAskedAsync, Body = world => Token(world, "other@example.com") },
        ],
        [FunctionNames.SignIn] =
        [
            new(201), new(401) { Body = _ => """{"email":"ada@example.com","password":"wrong"}""" }, new(401) { Before = ProtectedAsync }, new(503) { Before = FailAsync }, Broken,
        ],
        [FunctionNames.RefreshSession] =
        [
            new(401), Fine with { Body = world => $$"""{"refreshToken":"{{world.Ada.Tokens.RefreshToken}}"}""" },
            new(503) { Before = FailAsync, Body = world => $$"""{"refreshToken":"{{world.Ada.Tokens.RefreshToken}}"}""" },
            Broken with { Body = world => $$"""{"refreshToken":"{{world.Ada.Tokens.RefreshToken}}"}""" },
        ],
        [FunctionNames.ListSessions] = [Fine],
        [FunctionNames.SignOut] = [new(204)],
        [FunctionNames.RevokeSession] = [new(204), new(404)],
        [FunctionNames.RequestPasswordReset] = [new(202), new(202) { Body = _ => """{"email":"nobody@example.com"}""" }, new(503) { Before = FailAsync }, Broken],
        [FunctionNames.ResetPassword] =
        [
            new(400), new(503) { Before = FailAsync, Body = _ => UnusedReset() }, Broken with { Body = _ => UnusedReset() },
            new(204) { Before = ResetAskedAsync, Body = world => $$"""{"token":"{{world.MailedTo("ada@example.com")}}","password":"staple battery horse"}""" },
        ],
        [FunctionNames.ReadAccount] = [Fine, Forgotten],
        [FunctionNames.ChangeAccount] = [Fine, Overtaken("Users.Replace", RewriteAdaAsync) with { Body = _ => """{"name":"Another"}""" }, Forgotten],
        [FunctionNames.DeleteAccount] = [new(409), new(204) { Token = Lees }, Forgotten],
        [FunctionNames.ChangePassword] = [new(400) { Body = _ => """{"current":"wrong","password":"staple battery horse"}""" }, new(204), Forgotten],
        [FunctionNames.ChangeEmail] = [new(202), Forgotten],
        [FunctionNames.BeginSecondFactor] = [Fine, new(409) { Before = ProtectedAsync }, Forgotten],
        [FunctionNames.ConfirmSecondFactor] = [new(409), Fine with { Before = BegunAsync, Body = Code }, Forgotten],
        [FunctionNames.RemoveSecondFactor] = [new(400) { Before = ProtectedAsync }, new(204) { Before = ProtectedAsync, Body = Proof }, Forgotten],
        [FunctionNames.RenewRecoveryCodes] = [new(409), Fine with { Before = ProtectedAsync, Body = Proof }, Forgotten],

        [FunctionNames.ListWorkspaces] = [Fine],
        [FunctionNames.CreateWorkspace] = [new(201)],
        [FunctionNames.AcceptInvitation] =
        [
            new(404), Overtaken("Invitations.Replace", RewriteInvitationAsync) with { Token = Graces, Body = Accepted },
            Fine with { Token = Graces, Body = Accepted }, Fine with { Token = Graces, Body = Accepted },
        ],
        [FunctionNames.ExportWorkspace] = [Fine],
        [FunctionNames.ReadUsage] = [Fine],
        [FunctionNames.ListMembers] = [Fine],
        [FunctionNames.ChangeMember] = [Fine, new(409) { Path = OfAda }],
        [FunctionNames.RemoveMember] = [new(409) { Path = OfAda }, new(403) { Token = Lees, Path = OfAda }, new(204), new(404)],
        [FunctionNames.LeaveWorkspace] = [new(409), new(204) { Token = Lees }],
        [FunctionNames.TransferWorkspace] = [Overtaken("Workspaces.Replace", RewriteWorkspaceAsync), Fine],
        [FunctionNames.ListInvitations] = [Fine],
        [FunctionNames.InviteMember] = [new(201), new(409) { Body = _ => """{"email":"lee@example.com","role":"viewer"}""" }],
        [FunctionNames.RevokeInvitation] = [new(204), new(404)],
        [FunctionNames.ListKeys] = [Fine],
        [FunctionNames.CreateKey] = [new(201)],
        [FunctionNames.ReadKey] = [Fine],
        [FunctionNames.RevokeKey] =
        [
            new(409) { Path = (world, path) => path.Replace(world.KeyId, ApiKeyToken.Parse(ApiHost.Key)!.KeyId, StringComparison.Ordinal) }, new(204), new(404),
        ],
        [FunctionNames.ListAudit] = [Fine, new(400) { Query = "?from=yesterday" }],

        [FunctionNames.ReadWorkspace] = [Fine],
        [FunctionNames.ChangeWorkspace] = [Fine, Overtaken("Workspaces.Replace", RewriteWorkspaceAsync) with { Body = _ => """{"name":"Another"}""" }],
        [FunctionNames.DeleteWorkspace] = [Overtaken("Workspaces.Replace", RewriteWorkspaceAsync), new(202)],

        [FunctionNames.ListMonitors] =
        [
            Fine, Fine with { Query = "?limit=1" }, Fine with { Query = "?tag=prod&tag=%C3%A9t%C3%A9&kind=http&enabled=true" }, new(400) { Query = "?kind=carrier-pigeon" },
        ],
        [FunctionNames.CreateMonitor] = [new(201)],
        [FunctionNames.ReadMonitor] = [Fine],
        [FunctionNames.ChangeMonitor] = [Fine, Overtaken("Monitors.Replace", RewriteMonitorAsync) with { Body = _ => """{"name":"Another"}""" }],
        [FunctionNames.PauseMonitor] = [Overtaken("Monitors.Replace", RewriteMonitorAsync), Fine],
        [FunctionNames.ResumeMonitor] = [Fine, new(409) { Before = PausedAndOvertakenAsync }],
        [FunctionNames.DeleteMonitor] = [Overtaken("Monitors.Delete", RewriteMonitorAsync), new(204)],
        [FunctionNames.PauseMonitors] = [Fine, Fine with { Body = world => $$"""{"ids":["{{world.MonitorId}}"]}""" }],
        [FunctionNames.ResumeMonitors] = [Fine, Fine with { Body = _ => """{"tag":"prod"}""" }],
        [FunctionNames.CheckMonitor] = [new(202), OfHeartbeat],
        [FunctionNames.ListRegions] = [Fine],
        [FunctionNames.TestMonitor] = [Fine with { Body = _ => "{}" }, Fine with { Meanwhile = MinutesLaterAsync }, OfHeartbeat],
        [FunctionNames.TryMonitor] =
        [
            Fine with { Body = world => $$$"""{"name":"It","http":{"url":"{{{world.TargetUrl}}}"}}""" },
            new(409) { Body = _ => """{"name":"It","kind":"heartbeat","heartbeat":{"periodSeconds":60}}""" },
        ],
        [FunctionNames.ReadHistory] = [Fine, Fine with { Query = "?step=raw" }, Fine with { Query = "?step=day" }, BadStep],
        [FunctionNames.ReadUptime] = [Fine, new(400) { Query = "?from=yesterday" }],
        [FunctionNames.ReadOverview] = [Fine, BadStep],

        [FunctionNames.ListIncidents] = [Fine, Fine with { Query = "?status=open" }],
        [FunctionNames.OpenIncident] = [new(201)],
        [FunctionNames.ReadIncident] = [Fine],
        [FunctionNames.UpdateIncident] = [Fine, new(409) { Before = ResolvedAsync }],
        [FunctionNames.AcknowledgeIncident] = [Overtaken("Incidents.Write", RewriteIncidentAsync), Fine],
        [FunctionNames.ResolveIncident] = [Overtaken("Incidents.Write", RewriteIncidentAsync), Fine],
        [FunctionNames.ReopenIncident] = [new(409) { Before = ResolvedAndOvertakenAsync }, Fine],

        [FunctionNames.ListChannels] = [Fine],
        [FunctionNames.CreateChannel] = [new(201), new(403) { Before = FillChannelsAsync }],
        [FunctionNames.ReadChannel] = [Fine],
        [FunctionNames.ChangeChannel] = [Fine, Overtaken("Channels.Replace", RewriteChannelAsync)],
        [FunctionNames.DeleteChannel] = [Overtaken("Channels.Delete", RewriteChannelAsync), new(204)],
        [FunctionNames.TestChannel] = [Fine with { Meanwhile = SentAsync }, new(202) { Meanwhile = LaterAsync }],

        [FunctionNames.ReadStatusPage] = [Fine],
        [FunctionNames.ChangeStatusPage] = [Fine, new(409) { Body = _ => """{"slug":"foreign"}""" }],
    };

    public static Task FailAsync(ContractWorld world)
    {
        // What is remembered for a moment is forgotten.
        world.Api.Clock.Advance(TimeSpan.FromMinutes(1));
        world.Api.Stores.Journal.FailAll();
        return Task.CompletedTask;
    }

    public static Task BreakAsync(ContractWorld world)
    {
        world.Api.Stores.Journal.Before = _ => throw new InvalidOperationException("The test broke it.");
        return Task.CompletedTask;
    }

    private static ExampleCall[] Calls() =>
        [Fine, new(404) { Path = (world, path) => path.Replace(world.HeartbeatAddress, "nobody", StringComparison.Ordinal) }, new(503) { Before = FailAsync }, Broken];

    // Somebody else is always faster.
    private static ExampleCall Overtaken(string write, Func<ContractWorld, Task> rewrite) => new(409) { Before = world => OvertakeAsync(world, write, rewrite) };

    private static Task OvertakeAsync(ContractWorld world, string write, Func<ContractWorld, Task> rewrite)
    {
        var rewriting = false;
        world.Api.Stores.Journal.Before = async call =>
        {
            if (rewriting || !call.StartsWith(write, StringComparison.Ordinal)) return;
            rewriting = true;
            await rewrite(world);
            rewriting = false;
        };
        return Task.CompletedTask;
    }

    private static string Key(ContractWorld world) => ApiHost.Key;

    private static string Lees(ContractWorld world) => world.Lee.Tokens.AccessToken;

    private static string Graces(ContractWorld world) => world.Grace.Tokens.AccessToken;

    private static string OfAda(ContractWorld world, string path) => path.Replace(world.Lee.Id, world.Ada.Id, StringComparison.Ordinal);

    private static string Accepted(ContractWorld world) => $$"""{"token":"{{world.GracesToken}}"}""";

    private static string Token(ContractWorld world, string address) => $$"""{"token":"{{world.MailedTo(address)}}"}""";

    // Well formed, and nobody's.
    private static string Unused(TicketKind kind) => $$"""{"token":"{{Ticket.NewToken(kind)}}"}""";

    private static string UnusedReset() => $$"""{"token":"{{Ticket.NewToken(TicketKind.PasswordReset)}}","password":"staple battery horse"}""";

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static async Task AskAsync(ContractWorld world, string operation, string body)
    {
        var asked = ApiContract.Current.Operation(operation);
        using var answer = await world.SendAsync(asked, world.PathOf(asked), body, world.TokenFor(asked));
        ((int)answer.StatusCode).ShouldBeInRange(200, 299);
    }

    private static Task RegisteredAsync(ContractWorld world) =>
        AskAsync(world, FunctionNames.Register, """{"email":"new@example.com","password":"correct horse battery","name":"New"}""");

    private static Task EmailAskedAsync(ContractWorld world) =>
        AskAsync(world, FunctionNames.ChangeEmail, """{"email":"other@example.com","password":"correct horse battery"}""");

    private static Task ResetAskedAsync(ContractWorld world) => AskAsync(world, FunctionNames.RequestPasswordReset, """{"email":"ada@example.com"}""");

    private static Task BegunAsync(ContractWorld world) => AskAsync(world, FunctionNames.BeginSecondFactor, """{"password":"correct horse battery"}""");

    private static Task ProtectedAsync(ContractWorld world) => world.ProtectAsync();

    private static string Proof(ContractWorld world) => $$"""{"password":"correct horse battery","code":"{{world.RecoveryCode}}"}""";

    // What the app of whoever sets a second factor up shows now.
    private static string Code(ContractWorld world)
    {
        var user = world.Api.Stores.Users.ReadAsync(world.Ada.Id, default).Result!.Value;
        var secret = world.Api.Service<Sealer>().Open(user.PendingSecondFactor!, user.Id);
        return $$"""{"code":"{{Totp.Code(Totp.FromBase32(secret), Totp.StepOf(world.Api.Clock.GetUtcNow()))}}"}""";
    }

    private static Task RewriteAdaAsync(ContractWorld world) => world.Ada.ChangeAsync(world.Api, user => user);

    private static async Task RewriteInvitationAsync(ContractWorld world)
    {
        var stored = await world.Api.Stores.Invitations.ReadAsync(ApiHost.WorkspaceId, world.InvitationId, default);
        await world.Api.Stores.Invitations.TryReplaceAsync(stored!.Value, stored.ETag, default);
    }

    private static async Task RewriteWorkspaceAsync(ContractWorld world)
    {
        var stored = await world.Api.Stores.Workspaces.ReadForChangeAsync(ApiHost.WorkspaceId, default);
        await world.Api.Stores.Workspaces.TryReplaceAsync(stored!.Value, stored.ETag, default);
    }

    private static Task RewriteMonitorAsync(ContractWorld world) => RewriteMonitorAsync(world, enabled: true);

    private static async Task RewriteMonitorAsync(ContractWorld world, bool enabled)
    {
        var stored = await world.Api.Stores.Monitors.ReadAsync(ApiHost.WorkspaceId, world.MonitorId, default);
        await world.Api.Stores.Monitors.TryReplaceAsync(stored!.Value with { Enabled = enabled }, stored.ETag, default);
    }

    private static async Task PausedAndOvertakenAsync(ContractWorld world)
    {
        await RewriteMonitorAsync(world, enabled: false);
        await OvertakeAsync(world, "Monitors.Replace", inner => RewriteMonitorAsync(inner, enabled: false));
    }

    private static async Task RewriteIncidentAsync(ContractWorld world)
    {
        var stored = await world.Api.Stores.Incidents.ReadAsync(ApiHost.WorkspaceId, world.IncidentId, default);
        await world.Api.Stores.Incidents.TryWriteAsync(stored!.Value, stored.ETag, default);
    }

    private static async Task ResolvedAsync(ContractWorld world)
    {
        var stored = await world.Api.Stores.Incidents.ReadAsync(ApiHost.WorkspaceId, world.IncidentId, default);
        await world.Api.Stores.Incidents.TryWriteAsync(stored!.Value with { Status = IncidentStatus.Resolved, ResolvedAt = world.Api.Clock.GetUtcNow() }, stored.ETag, default);
    }

    private static async Task ResolvedAndOvertakenAsync(ContractWorld world)
    {
        await ResolvedAsync(world);
        await OvertakeAsync(world, "Incidents.Write", RewriteIncidentAsync);
    }

    private static async Task RewriteChannelAsync(ContractWorld world)
    {
        var stored = await world.Api.Stores.Channels.ReadAsync(ApiHost.WorkspaceId, world.ChannelId, default);
        await world.Api.Stores.Channels.TryReplaceAsync(stored!.Value, stored.ETag, default);
    }

    private static async Task FillChannelsAsync(ContractWorld world)
    {
        var stored = await world.Api.Stores.Channels.ReadAsync(ApiHost.WorkspaceId, world.ChannelId, default);
        for (var i = 0; i < new Plan().Channels; i++) await world.Api.Stores.Channels.CreateAsync(stored!.Value with { Id = Ids.New(Ids.Channel) }, default);
    }

    private static async Task SentAsync(ContractWorld world)
    {
        if (world.Api.Stores.Queues.Of<Command>(Queues.Commands).LastOrDefault(command => command.Kind == CommandKind.TestChannel) is { } asked)
        {
            var (now, key) = (world.Api.Clock.GetUtcNow(), asked.ChannelId!);
            await world.Api.Stores.Deliveries.TryWriteAsync(
                new()
                {
                    WorkspaceId = asked.WorkspaceId,
                    IncidentId = asked.TestId!,
                    ChannelId = key,
                    Number = 1,
                    Kind = TransitionKind.Down,
                    State = DeliveryState.Sent,
                    Attempts = 1,
                    Detail = "The receiver answered 204.",
                    QueuedAt = now,
                    UpdatedAt = now,
                },
                null, default);
        }

        await LaterAsync(world);
    }

    private static async Task MinutesLaterAsync(ContractWorld world)
    {
        world.Api.Clock.Advance(TimeSpan.FromMinutes(1));
        await Task.Delay(2);
    }

    private static async Task LaterAsync(ContractWorld world)
    {
        world.Api.Clock.Advance(TimeSpan.FromMilliseconds(250));
        await Task.Delay(2);
    }
}
