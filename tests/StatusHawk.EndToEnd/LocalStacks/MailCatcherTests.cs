using System.Net;
using Azure;
using Azure.Communication.Email;
using StatusHawk.Local.Mail;
using StatusHawk.Local.Ports;

namespace StatusHawk.EndToEnd.LocalStacks;

public sealed class MailCatcherTests : IAsyncLifetime
{
    private const string Key = "c2VjcmV0";
    private readonly PortBlock _ports = PortBlock.Reserve();
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"statushawk-mail-{Guid.NewGuid():n}.jsonl");
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private MailCatcher _catcher = null!;

    public async ValueTask InitializeAsync() => _catcher = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _catcher.DisposeAsync();
        _http.Dispose();
        _ports.Dispose();
        File.Delete(_path);
    }

    [Fact]
    public async Task A_mail_that_is_sent_twice_with_one_id_is_caught_once_also_after_a_restart()
    {
        var id = Guid.NewGuid();
        var operation = await Client().SendAsync(WaitUntil.Started, Mail(), id);
        await operation.UpdateStatusAsync();
        operation.Value.Status.ShouldBe(EmailSendStatus.Succeeded);
        await Client().SendAsync(WaitUntil.Started, Mail(), id);
        await _catcher.DisposeAsync();
        _catcher = await StartAsync();
        await Client().SendAsync(WaitUntil.Completed, Mail(), id);

        var mail = _catcher.Messages.ShouldHaveSingleItem();
        mail.Repeats.ShouldBe(2);
        (mail.From, mail.To.Single(), mail.Subject, mail.PlainText, mail.Headers["References"]).ShouldBe(("a@example.com", "b@example.com", "<b>Down</b>", "It is down.", "<x@y>"));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_told()
    {
        var thrown = await Should.ThrowAsync<RequestFailedException>(() => Client("b3RoZXI=").SendAsync(WaitUntil.Started, Mail()));

        thrown.Status.ShouldBe(401);
        thrown.Message.ShouldContain("signature");
        _catcher.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task People_see_mails_as_text_and_programs_as_json()
    {
        await Client().SendAsync(WaitUntil.Started, Mail());

        var page = await _http.GetStringAsync(new Uri(_catcher.Origin));
        page.ShouldContain("&lt;b&gt;Down&lt;/b&gt;");
        page.ShouldContain("<iframe sandbox srcdoc=");
        (await _http.GetStringAsync(new Uri(_catcher.Origin + "/messages"))).ShouldContain("\"plainText\":\"It is down.\"");
        using var gone = await _http.DeleteAsync(new Uri(_catcher.Origin + "/messages"));
        gone.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        _catcher.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Broken_on_purpose_it_takes_nothing_until_it_is_mended()
    {
        using var broken = await _http.PostAsync(new Uri(_catcher.Origin + "/break?status=400"), null);
        (await Should.ThrowAsync<RequestFailedException>(() => Client().SendAsync(WaitUntil.Started, Mail()))).Status.ShouldBe(400);

        using var mended = await _http.PostAsync(new Uri(_catcher.Origin + "/mend"), null);
        await Client().SendAsync(WaitUntil.Started, Mail());

        _catcher.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Half_a_line_at_the_end_of_the_file_harms_no_other()
    {
        await Client().SendAsync(WaitUntil.Started, Mail());
        await _catcher.DisposeAsync();
        await File.AppendAllTextAsync(_path, "{\"id\":\"ha");

        _catcher = await StartAsync();

        _catcher.Messages.Count.ShouldBe(1);
    }

    private Task<MailCatcher> StartAsync() => MailCatcher.StartAsync(_ports.Base, _path, Key, TimeProvider.System, default);

    private EmailClient Client(string key = Key) => new($"endpoint={_catcher.Origin};accesskey={key}");

    private static EmailMessage Mail()
    {
        var mail = new EmailMessage("a@example.com", "b@example.com", new EmailContent("<b>Down</b>") { PlainText = "It is down.", Html = "<p>It is down.</p>" });
        mail.Headers["References"] = "<x@y>";
        return mail;
    }
}
