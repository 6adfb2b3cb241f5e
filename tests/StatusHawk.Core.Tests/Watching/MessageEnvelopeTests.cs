using System.Diagnostics;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Checks;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Watching;

namespace StatusHawk.Core.Tests.Watching;

public sealed class MessageEnvelopeTests
{
    private static readonly ActivityContext Trace = ActivityContext.Parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
    private static readonly DateTimeOffset Due = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);

    [Fact]
    public void What_was_put_in_front_is_read_back_and_the_message_is_as_it_was() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            Gen.Choose(0, int.MaxValue).Select(ms => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(1000L * ms + (ms % 1000))).Or(Gen.Constant<DateTimeOffset?>(null)).ToArbitrary(),
            Gen.Elements(default, Trace, new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None)).ToArbitrary(),
            (due, trace) =>
            {
                var message = new RepublishRequest { WorkspaceId = "ws_äöü" };
                var bytes = JsonSerializer.SerializeToUtf8Bytes(message, StatusHawkJson.Options);
                var wrapped = new MessageEnvelope(due, trace).Wrap(bytes);
                var read = MessageEnvelope.Read(Encoding.UTF8.GetString(wrapped));
                return read.Due == due && read.Trace.TraceId == trace.TraceId && read.Trace.SpanId == trace.SpanId && read.Trace.TraceFlags == trace.TraceFlags
                    && wrapped.Length - bytes.Length <= MessageEnvelope.MaxBytes
                    && StatusHawkJson.Read<RepublishRequest>(Encoding.UTF8.GetString(wrapped)) == message;
            }));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"traceparent\"")]
    [InlineData("""{"traceparent":7,"v":1}""")]
    [InlineData("""{"traceparent":null,"v":1}""")]
    [InlineData("""{"traceparent":{"a":1},"v":1}""")]
    [InlineData("""{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01","v":1}""")]
    [InlineData("""{"traceparent":"rubbish","v":1}""")]
    [InlineData("""{"due":"soon","v":1}""")]
    [InlineData("""{"due":-1,"v":1}""")]
    [InlineData("""{"due":999999999999999999999,"v":1}""")]
    [InlineData("""{"due":9223372036854775807,"v":1}""")]
    [InlineData("""{"v":1,"due":1790000000000}""")]
    public void Where_there_is_none_or_rubbish_nothing_is_read(string message)
    {
        var read = MessageEnvelope.Read(message);

        read.Due.ShouldBeNull();
        read.Trace.ShouldBe(default);
    }

    [Fact]
    public void No_beginning_of_a_message_whatever_it_is_fails_the_reader() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(
            Gen.Elements("{", "}", "\"", "due", "traceparent", ":", ",", "1", "00-", "é", "\ud800", "\\", "[", " ").ListOf().Select(string.Concat).ToArbitrary(),
            message => MessageEnvelope.Read(message) is not null));

    [Theory]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("7")]
    public void What_is_no_object_with_something_in_it_is_left_as_it_is(string json) =>
        Encoding.UTF8.GetString(new MessageEnvelope(Due, Trace).Wrap(Encoding.UTF8.GetBytes(json))).ShouldBe(json);

    [Fact]
    public void The_largest_message_still_fits_the_service() => (Queues.MaxMessageBytes + MessageEnvelope.MaxBytes).ShouldBeLessThan(64 * 1024);
}
