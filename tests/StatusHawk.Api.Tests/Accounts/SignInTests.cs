using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class SignInTests
{
    [Fact]
    public async Task Who_signs_in_gets_tokens_a_session_and_the_account_and_no_store_has_the_tokens()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = new Someone(api, "ada@example.com");
        await ada.RegisterAsync();

        var answer = await ada.SignInAsync();

        answer.Json.EnumerateObject().Select(field => field.Name).ShouldBe(["accessToken", "accessExpiresAt", "refreshToken", "refreshExpiresAt", "session", "account"]);
        answer.Json.GetProperty("accessExpiresAt").GetString().ShouldBe("2026-03-01T12:15:00.000Z");
        answer.Json.GetProperty("refreshExpiresAt").GetString().ShouldBe("2026-03-08T12:00:00.000Z");
        answer.Json.GetProperty("session").GetProperty("userAgent").GetString().ShouldBe("Tests/1.0 (of people)");
        (await ada.GetAsync("account")).Json.GetProperty("email").GetString().ShouldBe("ada@example.com");
        var stored = string.Concat([.. api.Stores.Sessions.Json, .. api.Stores.Users.Json]);
        stored.ShouldNotContain(ada.Access!);
        stored.ShouldNotContain(ada.Refresh!);
        stored.ShouldNotContain(ada.Password);
        api.Log.Lines.ShouldNotContain(line => line.Text.Contains(ada.Access!) || line.Text.Contains(ada.Password));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_one_answer_for_the_same_work()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = new Someone(api, "ada@example.com");
        await ada.RegisterAsync();
        using var eve = new Someone(api, "eve@example.com") { Password = "wrong horse battery" };

        var (unknown, unknownWork) = await WorkAsync(api, () => eve.SignInAsync());
        eve.Email = ada.Email;
        var (wrong, wrongWork) = await WorkAsync(api, () => eve.SignInAsync());

        unknown.Status.ShouldBe(401);
        (wrong.Status, wrong.Text).ShouldBe((unknown.Status, unknown.Text));
        wrongWork.ShouldBe(unknownWork);
        wrongWork.ShouldStartWith("1 hashes, Users.Find, Attempts");
    }

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("nobody@example.com")]
    public async Task Of_many_guesses_at_once_no_more_pass_than_one_after_the_other(string email)
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = new Someone(api, "ada@example.com");
        await ada.RegisterAsync();
        var before = api.Hasher.Work;
        using var eve = new Someone(api, email) { Password = "wrong horse battery" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => eve.SignInAsync()));

        answers.Count(answer => answer.Status == 401).ShouldBe(10);
        answers.Count(answer => answer.Status == 429 && answer.RetryAfter > TimeSpan.Zero).ShouldBe(54);
        (api.Hasher.Work - before).ShouldBe(10);

        eve.Password = ada.Password;
        (await eve.SignInAsync()).Status.ShouldBe(429);
        api.Clock.Advance(TimeSpan.FromSeconds(91));
        (await eve.SignInAsync()).Status.ShouldBe(email == ada.Email ? 201 : 401);
    }

    [Fact]
    public async Task Who_guesses_from_everywhere_locks_nobody_out_where_they_signed_in_before()
    {
        await using var api = await ApiHost.StartAsync(("Api:TrustedProxies", "1"), ("Accounts:SignInsFromElsewhere", "20"));
        using var ada = new Someone(api, "ada@example.com") { From = "192.0.2.1" };
        await ada.RegisterAsync();
        (await ada.SignInAsync()).Status.ShouldBe(201);

        using var eve = new Someone(api, "ada@example.com") { Password = "wrong horse battery" };
        var statuses = new List<int>();
        for (var i = 0; i < 40; i++)
        {
            eve.From = $"198.51.100.{i}";
            statuses.Add((await eve.SignInAsync()).Status);
        }

        statuses.Count(status => status == 401).ShouldBe(19);
        (await ada.SignInAsync()).Status.ShouldBe(201);

        ada.From = "203.0.113.9";
        (await ada.SignInAsync()).Status.ShouldBe(429);
        (await ada.SendAsync("POST", "password-resets", new { email = ada.Email })).Status.ShouldBe(202);
        ada.Password = "another horse battery";
        (await ada.SendAsync("POST", "password-resets/confirm", new { token = ada.Token(), password = ada.Password })).Status.ShouldBe(204);
        (await ada.SignInAsync()).Status.ShouldBe(201);
    }

    [Fact]
    public async Task From_one_address_there_are_so_many_attempts_to_whatever_account()
    {
        await using var api = await ApiHost.StartAsync(("Accounts:SignInsPerAddress", "5"));
        using var eve = new Someone(api, "");
        for (var i = 0; i < 5; i++)
        {
            eve.Email = $"{i}@example.com";
            (await eve.SignInAsync()).Status.ShouldBe(401);
        }

        (await eve.SignInAsync()).Status.ShouldBe(429);
    }

    [Fact]
    public async Task A_password_that_was_hashed_with_fewer_rounds_is_hashed_anew()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = new Someone(api, "ada@example.com");
        await ada.RegisterAsync();
        var before = (await api.Stores.Users.FindAsync(ada.Email, default))!.Value.PasswordHash;

        api.Hasher.Rounds = 3;
        (await ada.SignInAsync()).Status.ShouldBe(201);

        (await api.Stores.Users.FindAsync(ada.Email, default))!.Value.PasswordHash.ShouldNotBe(before);
        (await ada.SignInAsync()).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Ten_who_sign_in_at_once_all_have_a_session()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = new Someone(api, "ada@example.com");
        await ada.RegisterAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ada.SignInAsync()));

        answers.ShouldAllBe(answer => answer.Status == 201);
        (await ada.GetAsync("sessions")).Json.GetProperty("items").GetArrayLength().ShouldBe(10);
    }

    [Fact]
    public async Task The_twenty_first_session_takes_the_place_of_the_first()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        var first = ada.Access;
        for (var i = 0; i < User.MaxSessions; i++) (await ada.SignInAsync()).Status.ShouldBe(201);

        (await ada.GetAsync("sessions")).Json.GetProperty("items").GetArrayLength().ShouldBe(User.MaxSessions);
        ada.Access = first;
        (await ada.GetAsync("account")).Status.ShouldBe(401);
        api.Stores.Sessions.All.Count.ShouldBe(User.MaxSessions);
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
