using StatusHawk.Core.Accounts;

namespace StatusHawk.Core.Tests.Accounts;

public class AccountMailTextTests
{
    private const string Token = "hv_aaaabbbbccccddddeeeeffffgggghhhh";
    private static readonly AccountMail Mail = new() { Id = "mail_a", Kind = AccountMailKind.Verify, To = "ada@example.com", Name = "Ada", ExpiresAt = DateTimeOffset.UnixEpoch };

    public static TheoryData<AccountMailKind> Kinds => [.. Enum.GetValues<AccountMailKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_others_wrote_is_neither_html_nor_a_line_of_its_own(AccountMailKind kind)
    {
        const string hostile = "<b>Ada</b>\r\nBcc: eve@example.com";

        var mail = AccountMailText.Of(Mail with { Kind = kind, Name = hostile, Other = hostile, Workspace = hostile }, Token, "", "https://status.example.com");

        mail.Subject.ShouldNotContain('\n');
        mail.Html.ShouldNotContain("<b>");
        mail.Text.ShouldNotContain("\nBcc:");
        mail.Html.ShouldNotContain("\nBcc:");
    }

    [Fact]
    public void With_pages_a_mail_has_a_link_whose_token_no_server_sees()
    {
        var mail = AccountMailText.Of(Mail, Token, "https://app.example.com/", "https://status.example.com");

        mail.Text.ShouldContain($"\nhttps://app.example.com/verify#token={Token}\n");
        mail.Html.ShouldContain($"<a href=\"https://app.example.com/verify#token={Token}\">Confirm this address</a>");
        mail.Text.ShouldNotContain("curl");
    }

    [Fact]
    public void Without_pages_it_has_the_code_and_says_how_to_use_it()
    {
        var mail = AccountMailText.Of(Mail with { Kind = AccountMailKind.PasswordReset }, Token, "", "https://status.example.com");

        mail.Text.ShouldContain($"\n    {Token}\n");
        mail.Text.ShouldContain($"statushawk reset-password {Token}");
        mail.Text.ShouldContain($$"""curl -X POST https://status.example.com/api/v1/password-resets/confirm -H 'Content-Type: application/json' -d '{"token":"{{Token}}","password":"a new one"}'""");
        mail.Html.ShouldContain(Token);
    }
}
