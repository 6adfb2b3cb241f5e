using System.Net;
using StatusHawk.Core.Watching;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Watching;

public sealed class DeadManTests
{
    private const string Url = "https://ping.example.com/s3cret";
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task The_address_is_called()
    {
        var answers = new Answers((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent)));

        (await Of(answers).CallAsync(default)).ShouldBeNull();

        answers.Asked.ShouldBe([Url]);
    }

    [Fact]
    public async Task Without_an_address_nobody_is_called()
    {
        var answers = new Answers((_, _) => throw new InvalidOperationException());

        (await new DeadMan(new HttpClient(answers), "", _clock).CallAsync(default)).ShouldBeNull();

        answers.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_goes_wrong_is_said_without_the_address_and_never_thrown()
    {
        (await Of(new Answers((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound)))).CallAsync(default)).ShouldBe("it answered 404");
        (await Of(new Answers((_, _) => throw new HttpRequestException(HttpRequestError.NameResolutionError, "ping.example.com:443"))).CallAsync(default))
            .ShouldBe("it could not be reached (NameResolutionError)");
    }

    [Fact]
    public async Task Who_does_not_answer_is_waited_for_ten_seconds()
    {
        var begun = new TaskCompletionSource();
        var call = Of(new Answers(async (_, token) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return new HttpResponseMessage();
        })).CallAsync(default);
        await begun.Task;

        _clock.Advance(TimeSpan.FromSeconds(10));

        (await call).ShouldBe("it did not answer within 10 s");
    }

    private DeadMan Of(Answers answers) => new(new HttpClient(answers), Url, _clock);

    private sealed class Answers(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Method.ShouldBe(HttpMethod.Get);
            Asked.Add(request.RequestUri!.ToString());
            return answer(request, cancellationToken);
        }
    }
}
