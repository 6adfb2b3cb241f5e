using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class SecondFactorTests
{
    [Fact]
    public async Task With_a_second_factor_a_password_is_not_enough_and_no_code_opens_twice()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        var (secret, codes) = await SetUpAsync(api, ada);
        codes.Distinct().Count().ShouldBe(10);
        string.Concat(api.Stores.Users.Json).ShouldNotContain(secret);

        var without = await ada.SignInAsync();
        (without.Status, without.Json.GetProperty("type").GetString()).ShouldBe((401, "urn:statushawk:problem:second-factor"));
        (await ada.SignInAsync(Code(api, secret))).Status.ShouldBe(401, "it confirmed the set-up");
        api.Clock.Advance(TimeSpan.FromSeconds(30));
        (await ada.SignInAsync("000 000x")).Status.ShouldBe(401);
        (await ada.SignInAsync(Code(api, secret))).Status.ShouldBe(201);
        (await ada.SignInAsync(Code(api, secret))).Status.ShouldBe(401);
        (await ada.SignInAsync(codes[0].ToUpperInvariant())).Status.ShouldBe(201);
        (await ada.SignInAsync(codes[0])).Status.ShouldBe(401);
        (await ada.GetAsync("account")).Json.GetProperty("recoveryCodesLeft").GetInt32().ShouldBe(9);
    }

    [Fact]
    public async Task Of_many_who_use_one_code_at_once_one_comes_in()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        var (_, codes) = await SetUpAsync(api, ada);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ada.SignInAsync(codes[3])));

        answers.Count(answer => answer.Status == 201).ShouldBe(1);
    }

    [Fact]
    public async Task Codes_are_guessed_no_more_often_than_passwords()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        await SetUpAsync(api, ada);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => ada.SignInAsync($"99{i:0000}")));

        answers.Count(answer => answer.Status != 429).ShouldBe(10);
    }

    [Fact]
    public async Task A_wrong_password_is_answered_as_without_a_second_factor()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        await SetUpAsync(api, ada);
        using var eve = new Someone(api, "nobody@example.com") { Password = "wrong horse battery" };
        var unknown = await eve.SignInAsync();
        eve.Email = ada.Email;

        (await eve.SignInAsync("123456")).Text.ShouldBe(unknown.Text);
    }

    [Fact]
    public async Task It_is_renewed_and_taken_away_with_password_and_code()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        (await ada.SendAsync("POST", "account/second-factor/confirm", new { code = "123456" })).Status.ShouldBe(409);
        (await ada.SendAsync("POST", "account/second-factor", new { password = "wrong horse battery" })).Pointer.ShouldBe("#/password");
        var (secret, codes) = await SetUpAsync(api, ada);
        (await ada.SendAsync("POST", "account/second-factor", new { password = ada.Password })).Status.ShouldBe(409);

        api.Clock.Advance(TimeSpan.FromSeconds(30));
        (await ada.SendAsync("POST", "account/second-factor/recovery-codes", new { password = ada.Password })).Pointer.ShouldBe("#/code");
        var renewed = await ada.SendAsync("POST", "account/second-factor/recovery-codes", new { password = ada.Password, code = Code(api, secret) });
        renewed.Json.GetProperty("recoveryCodes").GetArrayLength().ShouldBe(10);
        (await ada.SendAsync("DELETE", "account/second-factor", new { password = ada.Password, code = codes[0] })).Pointer.ShouldBe("#/code");
        var code = renewed.Json.GetProperty("recoveryCodes")[0].GetString();
        (await ada.SendAsync("DELETE", "account/second-factor", new { password = ada.Password, code })).Status.ShouldBe(204);

        (await ada.SignInAsync()).Status.ShouldBe(201);
        (await ada.GetAsync("account")).Json.GetProperty("secondFactor").GetBoolean().ShouldBeFalse();
    }

    private static async Task<(string Secret, string[] Codes)> SetUpAsync(ApiHost api, Someone person)
    {
        var begun = await person.SendAsync("POST", "account/second-factor", new { password = person.Password });
        begun.Status.ShouldBe(200, begun.Text);
        var secret = begun.Json.GetProperty("secret").GetString()!;
        begun.Json.GetProperty("uri").GetString().ShouldStartWith($"otpauth://totp/StatusHawk:ada%40example.com?secret={secret}&issuer=StatusHawk");
        (await person.SendAsync("POST", "account/second-factor/confirm", new { code = "nonsense" })).Pointer.ShouldBe("#/code");
        var confirmed = await person.SendAsync("POST", "account/second-factor/confirm", new { code = Code(api, secret) });
        confirmed.Status.ShouldBe(200, confirmed.Text);
        return (secret, [.. confirmed.Json.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)]);
    }

    private static string Code(ApiHost api, string secret) => Totp.Code(Totp.FromBase32(secret), Totp.StepOf(api.Clock.GetUtcNow()));
}
