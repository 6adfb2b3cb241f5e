using Microsoft.AspNetCore.Identity;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Accounts;
using StatusHawk.Api.Accounts.Members;
using StatusHawk.Api.Alerting;
using StatusHawk.Api.Checks;
using StatusHawk.Api.Http;
using StatusHawk.Api.Http.Contract;
using StatusHawk.Api.Incidents;
using StatusHawk.Api.Monitors;
using StatusHawk.Api.StatusPages;
using StatusHawk.Api.Uptime;
using StatusHawk.Api.Watching;
using StatusHawk.Azure;
using StatusHawk.Azure.Watching;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;
using StatusHawk.Core.Watching;

namespace StatusHawk.Api;

/// <summary>What the app is made of, its stores apart.</summary>
public static class ApiApp
{
    public static FunctionsApplicationBuilder UseStatusHawkApi(this FunctionsApplicationBuilder builder)
    {
        builder.ConfigureFunctionsWebApplication();

        // The order is the point: every request is counted, headers on every answer, then answers for every exception, then nothing without a right to it.
        builder.UseMiddleware<CountRequests>();
        builder.UseMiddleware<AnswerHeaders>();
        builder.UseMiddleware<ExceptionAnswers>();
        builder.UseMiddleware<Authorize>();

        // What is answered a second time is neither done nor noted down a second time.
        builder.UseMiddleware<LinkAnswers>();
        builder.UseMiddleware<Idempotency>();

        // Behind whoever answers in its place: what is not done is not noted down.
        builder.UseMiddleware<NoteKeyUse>();
        builder.UseMiddleware<Auditing>();

        // It puts the request's path beside all that is logged, and a heartbeat's path is a secret.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        builder.Services.AddSettings<ApiOptions>(ApiOptions.SectionName);
        builder.Services.AddSettings<BootstrapOptions>(BootstrapOptions.SectionName);
        builder.Services.AddSettings<RegionOptions>(RegionOptions.SectionName);
        builder.Services.AddSettings<SealingOptions>(SealingOptions.SectionName);
        builder.Services.AddSettings<ProbeOptions>(ProbeOptions.SectionName);
        builder.Services.AddSettings<UptimeOptions>(UptimeOptions.SectionName);
        builder.Services.AddSettings<AuditOptions>(AuditOptions.SectionName);
        builder.Services.AddPlans();

        builder.Services.AddStatusHawkWatching(builder.Configuration, HealthApi.Service).AddTablesCheck().AddQueueCheck(Queues.Commands);
        builder.Services.AddSingleton<IHealthCheck, HeartbeatCheck>();
        builder.Services.AddStatusHawkProbing(builder.Configuration);
        builder.Services.AddSingleton<TakeHeartbeat>();
        builder.Services.AddSingleton<CurrentRules>();
        builder.Services.AddSingleton<TestInRegions>();
        builder.Services.AddSingleton<TestMonitor>();
        builder.Services.AddSingleton(services => new MonitorRules(
            [.. services.GetRequiredService<IOptions<RegionOptions>>().Value.Names.Order(StringComparer.Ordinal)],
            services.GetRequiredService<IOptions<ProbeOptions>>().Value.AllowPrivateTargets));

        builder.Services.AddAccounts();
        builder.Services.AddSingleton<Authentication>();
        builder.Services.AddSettings<RateLimitOptions>(RateLimitOptions.SectionName);
        builder.Services.AddSingleton<RequestsPerMinute>(services =>
        {
            var (plans, limits) = (services.GetRequiredService<IPlans>(), services.GetRequiredService<IOptions<RateLimitOptions>>().Value);
            return admission => (admission.Workspace is { } workspace ? plans.Of(workspace).RequestsPerMinute : null) ?? limits.PerKeyPerMinute;
        });
        builder.Services.AddSingleton<ClientAddress>();
        builder.Services.AddSingleton<LimitRates>();
        builder.Services.AddSingleton<IdempotencyKeys>();
        builder.Services.AddSingleton<PageSlugs>();
        builder.Services.AddSingleton<AuditRows>();
        builder.Services.AddSingleton<NoteRefusal>();
        builder.Services.AddSingleton<ForgetOldChanges>();
        builder.Services.AddSingleton<CreateKey>();
        builder.Services.AddSingleton<RevokeKey>();
        builder.Services.AddSingleton<PlanLimits>();
        builder.Services.AddSingleton<Commands>();
        builder.Services.AddSingleton<ChangeWorkspace>();
        builder.Services.AddSingleton<DeleteWorkspace>();
        builder.Services.AddSettings<OwnershipOptions>(OwnershipOptions.SectionName);
        builder.Services.AddSingleton<OwnedWorkspaces>();
        builder.Services.AddSingleton<ListWorkspaces>();
        builder.Services.AddSingleton<CreateWorkspace>();
        builder.Services.AddSingleton<FinishWorkspace>();
        builder.Services.AddSingleton<ExportWorkspace>();
        builder.Services.AddSingleton<Memberships>();
        builder.Services.AddSingleton<ReadMembers>();
        builder.Services.AddSingleton<ChangeMember>();
        builder.Services.AddSingleton<RemoveMember>();
        builder.Services.AddSingleton<TransferWorkspace>();
        builder.Services.TryAddSingleton<AccountMails>();
        builder.Services.AddSingleton<InviteMember>();
        builder.Services.AddSingleton<AcceptInvitation>();
        builder.Services.AddSingleton<ReadMonitors>();
        builder.Services.AddSingleton<CreateMonitor>();
        builder.Services.AddSingleton<SaveMonitor>();
        builder.Services.AddSingleton<ChangeMonitor>();
        builder.Services.AddSingleton<SwitchMonitor>();
        builder.Services.AddSingleton<SwitchMonitors>();
        builder.Services.AddSingleton<CheckMonitor>();
        builder.Services.AddSingleton<ReadRegions>();
        builder.Services.AddSingleton<ClaimKey>();
        builder.Services.AddSingleton<DeleteMonitor>();
        builder.Services.AddSingleton<LeavePlaces>();
        builder.Services.AddSettings<VerdictOptions>(VerdictOptions.SectionName);
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<VerdictOptions>>().Value);
        builder.Services.AddSingleton<MonitorLogs>();
        builder.Services.AddSingleton<MonitorHistory>();
        builder.Services.AddSingleton<RecentOverviews>();
        builder.Services.AddSingleton<ReadHistory>();
        builder.Services.AddSingleton<ReadIncidents>();
        builder.Services.AddSingleton<OpenIncident>();
        builder.Services.AddSingleton<ChangeIncident>();
        builder.Services.AddSingleton<CreateChannel>();
        builder.Services.AddSingleton<ChangeChannel>();
        builder.Services.AddSingleton<DeleteChannel>();
        builder.Services.AddSingleton<TestChannel>();
        builder.Services.AddSingleton<ClaimSlug>();
        builder.Services.AddSingleton<ChangeStatusPage>();
        builder.Services.AddSingleton<PageCache>();
        builder.Services.AddSingleton<ContractDocument>();
        builder.Services.AddHostedService<CreateFirstWorkspace>();
        return builder;
    }

    private static void AddAccounts(this IServiceCollection services)
    {
        services.AddSettings<AccountOptions>(AccountOptions.SectionName);
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<AccountOptions>>((hashing, accounts) => hashing.IterationCount = accounts.Value.PasswordIterations);
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Limiting>();
        services.AddSingleton<MailLimits>();
        services.AddSingleton<AccountMails>();
        services.AddSingleton<Register>();
        services.AddSingleton<VerifyAccount>();
        services.AddSingleton<EndSessions>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<RefreshSession>();
        services.AddSingleton<RequestPasswordReset>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<Proving>();
        services.AddSingleton<ChangeAccount>();
        services.AddSingleton<ChangeEmail>();
        services.AddSingleton<DeleteAccount>();
        services.AddSingleton<SetUpSecondFactor>();
        services.AddSingleton<CreateFirstOwner>();
    }

    // Each plan is a section of its own, beside the name of the one that is meant when none is named.
    private static void AddPlans(this IServiceCollection services)
    {
        services.AddOptions<PlanOptions>().ValidateDataAnnotations().ValidateOnStart().Configure<IConfiguration>((options, configuration) =>
        {
            var settings = configuration.GetSection(PlanOptions.SectionName);
            options.Default = settings[nameof(PlanOptions.Default)] ?? options.Default;
            foreach (var section in settings.GetChildren().Where(section => !section.Key.Equals(nameof(PlanOptions.Default), StringComparison.OrdinalIgnoreCase)))
            {
                if (!options.Named.TryGetValue(section.Key, out var plan)) options.Named[section.Key] = plan = new() { Name = section.Key };
                section.Bind(plan, binder => binder.ErrorOnUnknownConfiguration = true);
            }
        });
        services.AddSingleton<IPlans>(provider => new ConfiguredPlans(provider.GetRequiredService<IOptions<PlanOptions>>().Value));
    }

    private static void AddSettings<T>(this IServiceCollection services, string section) where T : class =>
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
