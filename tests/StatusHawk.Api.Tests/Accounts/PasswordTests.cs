using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class PasswordTests
{
    [Fact]
    public async Task A_reset_sets_the_password_once_and_ends_all_sessions()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        await ada.SignInAsync();
        await ada.SendAsync("POST", "password-resets", new { email = "ADA@example.com" });
        var first = ada.Token();
        await ada.SendAsync("POST", "password-resets", new { email = ada.Email });

        (await ada.SendAsync("POST", "password-resets/confirm", new { token = first, password = "ada@example.com" })).Pointer.ShouldBe("#/password");
        (await ada.SendAsync("POST", "password-resets/confirm", new { token = first, password = "another horse battery" })).Status.ShouldBe(204);

        (await ada.GetAsync("account")).Status.ShouldBe(401);
        (await ada.RefreshAsync()).Status.ShouldBe(401);
        (await ada.SignInAsync()).Status.ShouldBe(401);
        ada.Mails()[^1].Kind.ShouldBe(AccountMailKind.PasswordChanged);
        var second = api.Service<Sealer>().Open(ada.Mails()[^2].SealedToken!, ada.Mails()[^2].Id);
        foreach (var used in new[] { first, second })
            (await ada.SendAsync("POST", "password-resets/confirm", new { token = used, password = "third horse battery" })).Pointer.ShouldBe("#/token");
        ada.Password = "another horse battery";
        (await ada.SignInAsync()).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Of_two_who_use_one_token_at_once_one_sets_the_password()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        await ada.SendAsync("POST", "password-resets", new { email = ada.Email });
        var token = ada.Token();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ada.SendAsync("POST", "password-resets/confirm", new { token, password = $"another horse {i}" })));

        answers.Count(answer => answer.Status == 204).ShouldBe(1);
        answers.Count(answer => answer.Status == 400).ShouldBe(7);
    }

    [Fact]
    public async Task A_token_for_an_address_that_nobody_has_costs_the_same_and_says_the_same()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var eve = new Someone(api, "eve@example.com");

        api.Stores.Journal.Clear();
        var known = await eve.SendAsync("POST", "password-resets", new { email = ada.Email });
        var knownCalls = Calls(api);
        api.Stores.Journal.Clear();
        var unknown = await eve.SendAsync("POST", "password-resets", new { email = eve.Email });

        (unknown.Status, unknown.Text).ShouldBe((known.Status, known.Text));
        Calls(api).ShouldBe(knownCalls);
        eve.Mails().ShouldHaveSingleItem().Kind.ShouldBe(AccountMailKind.NoAccount);
    }

    [Fact]
    public async Task A_reset_ends_after_an_hour()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        await ada.SendAsync("POST", "password-resets", new { email = ada.Email });
        api.Clock.Advance(TimeSpan.FromHours(1));

        (await ada.SendAsync("POST", "password-resets/confirm", new { token = ada.Token(), password = "another horse battery" })).Pointer.ShouldBe("#/token");
    }

    [Fact]
    public async Task Who_signs_in_while_all_sessions_end_is_not_left_with_one()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        await ada.SendAsync("POST", "password-resets", new { email = ada.Email });
        var token = ada.Token();
        var reset = false;
        api.Stores.Journal.Before = async call =>
        {
            if (reset || !call.StartsWith("Sessions.Create", StringComparison.Ordinal)) return;
            reset = true;
            (await ada.SendAsync("POST", "password-resets/confirm", new { token, password = "another horse battery" })).Status.ShouldBe(204);
        };

        (await ada.SignInAsync()).Status.ShouldBe(401);

        reset.ShouldBeTrue();
        api.Stores.Sessions.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Changing_it_takes_the_present_one_and_ends_the_other_sessions()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        var other = ada.Access;
        await ada.SignInAsync();

        (await ada.SendAsync("POST", "account/password", new { current = "wrong horse battery", password = "another horse battery" })).Pointer.ShouldBe("#/current");
        (await ada.SendAsync("POST", "account/password", new { current = ada.Password, password = "short" })).Pointer.ShouldBe("#/password");
        (await ada.SendAsync("POST", "account/password", new { current = ada.Password, password = "another horse battery" })).Status.ShouldBe(204);

        (await ada.GetAsync("account")).Status.ShouldBe(200);
        (ada.Access, ada.Password) = (other, "another horse battery");
        (await ada.GetAsync("account")).Status.ShouldBe(401);
        (await ada.SignInAsync()).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Who_stole_a_token_cannot_guess_the_password_with_it_and_locks_nobody_out()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);

        var guess = new { current = "wrong horse battery", password = "another horse battery" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => ada.SendAsync("POST", "account/password", guess)));

        answers.Count(answer => answer.Status == 400).ShouldBe(10);
        answers.Count(answer => answer.Status == 429).ShouldBe(20);
        (await ada.SignInAsync()).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Outside_of_tests_a_password_is_hashed_with_many_rounds()
    {
        await using var api = await ApiHost.StartAsync();

        api.Service<IOptions<PasswordHasherOptions>>().Value.IterationCount.ShouldBeGreaterThanOrEqualTo(100_000);
    }

    // An attempt is counted in one write, whether it is the first or not.
    private static string[] Calls(ApiHost api) =>
        [.. api.Stores.Journal.Calls.Select(call => call.Split(' ')[0].Replace("Attempts.Replace", "Attempts.Create", StringComparison.Ordinal))];
}
