using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Alerting;

namespace StatusHawk.Pipeline.Tests.Accounts;

public sealed class SendMailTests(Storage storage)
{
    private const string Token = "hv_secretsecretsecretsecretsecret22";

    [Fact]
    public async Task A_mail_that_comes_twice_is_opened_worded_and_sent_once()
    {
        await using var app = await PipelineApp.StartAsync(storage, ("Accounts:AppUrl", "https://app.example.com/"));
        var message = PipelineApp.Text(Mail(app));

        await app.TakeAsync(Queues.Mails, message);
        await app.TakeAsync(Queues.Mails, message);

        var sent = app.Mailer.Sent.ShouldHaveSingleItem();
        sent.To.ShouldBe(["ada@example.com"]);
        sent.Text.ShouldContain($"https://app.example.com/verify#token={Token}");
        message.ShouldNotContain(Token);
        app.Log.Lines.ShouldNotContain(line => line.Contains(Token, StringComparison.Ordinal) || line.Contains("ada@example.com", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_is_away_is_asked_again()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        var tries = 0;
        app.Mailer.Outcome = () => ++tries <= 2 ? new SendOutcome.Later("Away.") : null;

        await app.TakeAsync(Queues.Mails, PipelineApp.Text(Mail(app)));

        tries.ShouldBeGreaterThan(2);
        app.Mailer.Sent.ShouldHaveSingleItem();
        (await storage.CountAsync(Storage.Poison(Queues.Mails))).ShouldBe(0);
    }

    [Fact]
    public async Task A_mail_whose_token_has_ended_and_one_that_nobody_takes_are_dropped()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        await app.TakeAsync(Queues.Mails, PipelineApp.Text(Mail(app) with { ExpiresAt = app.World.Clock.GetUtcNow() - TimeSpan.FromSeconds(1) }));
        app.Mailer.Outcome = () => new SendOutcome.Refused("No such mailbox.");
        await app.TakeAsync(Queues.Mails, PipelineApp.Text(Mail(app)));

        app.Mailer.Sent.ShouldBeEmpty();
        (await storage.CountAsync(Storage.Poison(Queues.Mails))).ShouldBe(0);
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(-1, 0)]
    public async Task A_mail_that_failed_too_often_is_tried_again_as_long_as_it_is_of_use(int minutes, int again)
    {
        await using var app = await PipelineApp.StartAsync(storage, ("WatchdogEvery", "* * * * * *"));
        await storage.SendTextAsync(Storage.Poison(Queues.Mails), PipelineApp.Text(Mail(app) with { ExpiresAt = app.World.Clock.GetUtcNow() + TimeSpan.FromMinutes(minutes) }));

        await storage.DrainedAsync(Storage.Poison(Queues.Mails));

        (await storage.CountAsync(Queues.Mails)).ShouldBe(again);
    }

    private static AccountMail Mail(PipelineApp app)
    {
        var id = Ids.New(Ids.Mail);
        return new()
        {
            Id = id,
            Kind = AccountMailKind.Verify,
            To = "ada@example.com",
            Name = "Ada",
            ExpiresAt = app.World.Clock.GetUtcNow() + TimeSpan.FromDays(1),
            SealedToken = app.Service<Sealer>().Seal(Token, id),
        };
    }
}
