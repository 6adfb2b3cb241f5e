using System.Net;
using StatusHawk.Core.Checks;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Checks;

public sealed class SelfCallTests
{
    [Fact]
    public async Task It_is_made_every_twenty_seconds_however_often_it_is_asked_for_and_a_failure_is_nothing()
    {
        var clock = new ManualClock();
        var answers = new Answers();
        var self = new SelfCall(new HttpClient(answers), "https://status.example.com/", clock);

        for (var i = 0; i < 6; i++)
        {
            await self.SendAsync(TestContext.Current.CancellationToken);
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        self.IsMade.ShouldBeTrue();
        answers.Asked.ShouldBe(Enumerable.Repeat("https://status.example.com/heartbeat/self", 3));
    }

    [Fact]
    public async Task Without_the_public_address_none_is_made()
    {
        var answers = new Answers();
        var self = new SelfCall(new HttpClient(answers), "", new ManualClock());

        await self.SendAsync(TestContext.Current.CancellationToken);

        self.IsMade.ShouldBeFalse();
        answers.Asked.ShouldBeEmpty();
    }

    private sealed class Answers : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.AbsoluteUri);
            return Asked.Count == 2 ? throw new HttpRequestException("away") : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
