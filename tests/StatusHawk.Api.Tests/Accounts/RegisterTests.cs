using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class RegisterTests
{
    [Fact]
    public async Task There_is_no_account_before_the_mails_token_comes_back()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = new Someone(api, "Ada@example.com");

        var answer = await ada.SendAsync("POST", "accounts", new { email = ada.Email, password = ada.Password, name = " Ada " });

        (answer.Status, answer.Text).ShouldBe((202, "{}"));
        api.Stores.Users.Json.ShouldBeEmpty();
        (await ada.SignInAsync()).Status.ShouldBe(401);
        ada.Mails().ShouldHaveSingleItem().Kind.ShouldBe(AccountMailKind.Verify);

        var token = ada.Token();
        var verified = await ada.SendAsync("POST", "accounts/verify", new { token });
        verified.Status.ShouldBe(200, verified.Text);
        verified.Json.EnumerateObject().Select(field => field.Name).ShouldBe(["id", "email", "name", "secondFactor", "createdAt"]);
        verified.Json.GetProperty("name").GetString().ShouldBe("Ada");
        (await ada.SendAsync("POST", "accounts/verify", new { token })).Pointer.ShouldBe("#/token");
        (await ada.SignInAsync()).Status.ShouldBe(201);
        ada.Email = "ADA@EXAMPLE.COM";
        (await ada.SignInAsync()).Status.ShouldBe(201);
    }

    [Fact]
    public async Task An_address_that_is_taken_gets_the_same_answer_for_the_same_work_and_another_mail()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var eve = new Someone(api, "eve@example.com");

        var (free, freeWork) = await WorkAsync(api, () => eve.SendAsync("POST", "accounts", new { email = eve.Email, password = eve.Password, name = "Eve" }));
        eve.Email = ada.Email;
        var (taken, takenWork) = await WorkAsync(api, () => eve.SendAsync("POST", "accounts", new { email = eve.Email, password = eve.Password, name = "Eve" }));

        (taken.Status, taken.Text).ShouldBe((free.Status, free.Text));
        takenWork.ShouldBe(freeWork);
        ada.Mails()[^1].Kind.ShouldBe(AccountMailKind.AddressTaken);
        ada.Mails()[^1].SealedToken.ShouldBeNull();
    }

    [Fact]
    public async Task A_token_ends_after_a_day()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = new Someone(api, "ada@example.com");
        await ada.SendAsync("POST", "accounts", new { email = ada.Email, password = ada.Password, name = "Ada" });

        api.Clock.Advance(TimeSpan.FromHours(24));

        (await ada.SendAsync("POST", "accounts/verify", new { token = ada.Token() })).Status.ShouldBe(400);
        api.Stores.Users.Json.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task Who_dies_while_an_account_is_made_makes_it_with_the_same_token(int write, bool happened)
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = new Someone(api, "ada@example.com");
        await ada.SendAsync("POST", "accounts", new { email = ada.Email, password = ada.Password, name = "Ada" });
        api.Stores.Journal.DieAt(write, happened);
        await ada.SendAsync("POST", "accounts/verify", new { token = ada.Token() });
        api.Stores.Journal.Recover();

        var again = await ada.SendAsync("POST", "accounts/verify", new { token = ada.Token() });

        if ((write, happened) != (2, true)) again.Status.ShouldBe(200, again.Text);
        api.Stores.Users.Json.Count.ShouldBe(1);
        (await ada.SignInAsync()).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData("""{}""", "#/email")]
    [InlineData("""{"email":"no address","password":"correct horse battery","name":"Ada"}""", "#/email")]
    [InlineData("""{"email":"ada@example.com","password":"short","name":"Ada"}""", "#/password")]
    [InlineData("""{"email":"ada@example.com","password":"ADA@example.com","name":"Ada"}""", "#/password")]
    [InlineData("""{"email":"ada@example.com","password":"Ada Lovelace","name":"Ada Lovelace"}""", "#/password")]
    [InlineData("""{"email":"ada@example.com","password":"correct horse battery","name":""}""", "#/name")]
    [InlineData("""{"email":"ada@example.com","password":"correct horse battery","name":"Ada","role":"owner"}""", "#/role")]
    public async Task What_is_wrong_is_told_and_nothing_is_sent(string body, string pointer)
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PostAsync("/api/v1/accounts", body);

        ((int)response.StatusCode).ShouldBe(400);
        (await ApiHost.JsonAsync(response)).GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe(pointer);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_installation_may_be_closed()
    {
        await using var api = await ApiHost.StartAsync(("Accounts:Registration", "closed"));
        using var ada = new Someone(api, "ada@example.com");

        (await ada.SendAsync("POST", "accounts", new { email = ada.Email, password = ada.Password, name = "Ada" })).Status.ShouldBe(403);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mailbox_gets_so_many_mails_and_no_more_and_a_client_asks_for_so_many()
    {
        await using var api = await ApiHost.StartAsync(("Accounts:MailsPerAddress", "8"));
        using var ada = new Someone(api, "ada@example.com");
        Task<Answer> RegisterAsync(string email) => ada.SendAsync("POST", "accounts", new { email, password = ada.Password, name = "Ada" });

        for (var i = 0; i < 5; i++) (await RegisterAsync("ada@example.com")).Status.ShouldBe(202);
        var full = await RegisterAsync("ADA@example.com");
        (full.Status, full.RetryAfter > TimeSpan.Zero).ShouldBe((429, true));
        for (var i = 0; i < 2; i++) (await RegisterAsync($"bob{i}@example.com")).Status.ShouldBe(202);
        (await RegisterAsync("bob3@example.com")).Status.ShouldBe(429);

        api.Stores.Queues.Of<AccountMail>(Queues.Mails).Count.ShouldBe(7);
        api.Clock.Advance(full.RetryAfter!.Value);
        (await RegisterAsync("ada@example.com")).Status.ShouldBe(202);
    }

    private static async Task<(Answer Answer, string Work)> WorkAsync(ApiHost api, Func<Task<Answer>> ask)
    {
        api.Stores.Journal.Clear();
        var before = api.Hasher.Work;
        var answer = await ask();

        // An attempt is counted in one write, whether it is the first or not.
        var calls = api.Stores.Journal.Calls.Select(call => call.Split(' ')[0].Replace("Attempts.Replace", "Attempts.Create", StringComparison.Ordinal));
        return (answer, $"{api.Hasher.Work - before} hashes, {string.Join(", ", calls)}");
    }
}
