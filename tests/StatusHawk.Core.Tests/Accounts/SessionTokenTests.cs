using StatusHawk.Core.Accounts;

namespace StatusHawk.Core.Tests.Accounts;

public class SessionTokenTests
{
    private static readonly string Id = Ids.New(Ids.Session);

    [Fact]
    public void A_token_names_its_session_and_not_itself_in_a_log()
    {
        var access = SessionToken.NewAccess(Id);

        access.Text.ShouldMatch("^ha_[a-z2-9]{16}_[a-z2-9]{32}$");
        SessionToken.Parse(SessionToken.Access, access.Text)!.SessionId.ShouldBe(Id);
        SessionToken.Parse(SessionToken.Refresh, access.Text).ShouldBeNull();
        access.ToString().ShouldNotContain(access.Text[^32..]);
        access.Hash.ShouldNotContain(access.Text[^32..]);
    }

    [Fact]
    public void A_refresh_token_is_known_as_its_sessions_own_and_no_other_is()
    {
        var token = SessionToken.NewRefresh(Id, "seal");

        SessionToken.Parse(SessionToken.Refresh, token.Text)!.IsMarked("seal").ShouldBeTrue();
        token.IsMarked("another").ShouldBeFalse();
        SessionToken.Parse(SessionToken.Refresh, token.Text[..^32] + Ids.Random(32))!.IsMarked("seal").ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hr_")]
    [InlineData("hr_aaaabbbbccccdddd-aaaabbbbccccddddeeeeffffgggghhhh")]
    [InlineData("hr_aaaabbbbccccddd0_aaaabbbbccccddddeeeeffffgggghhhh")]
    [InlineData("hr_aaaabbbbccccdddd_aaaabbbbccccddddeeeeffffgggghhhü")]
    public void Anything_else_is_no_token(string? text) => SessionToken.Parse(SessionToken.Refresh, text).ShouldBeNull();

    [Fact]
    public void A_token_of_a_mail_is_good_for_what_it_was_made_for()
    {
        var token = Ticket.NewToken(TicketKind.PasswordReset);

        token.ShouldMatch("^hp_[a-z2-9]{32}$");
        Ticket.IdOf(TicketKind.PasswordReset, token)!.ShouldNotContain(token[3..]);
        Ticket.IdOf(TicketKind.Registration, token).ShouldBeNull();
        Ticket.IdOf(TicketKind.PasswordReset, token + "a").ShouldBeNull();
    }
}
