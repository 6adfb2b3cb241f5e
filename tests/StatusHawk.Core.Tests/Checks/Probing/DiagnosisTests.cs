using System.Net;
using System.Net.Sockets;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class DiagnosisTests
{
    [Theory]
    [InlineData(SocketError.ConnectionRefused, "93.184.216.34", ErrorClass.Refused, Outcome.Down)]
    [InlineData(SocketError.HostUnreachable, "93.184.216.34", ErrorClass.Refused, Outcome.Down)]
    [InlineData(SocketError.NetworkUnreachable, "93.184.216.34", ErrorClass.Refused, Outcome.Down)]
    [InlineData(SocketError.TimedOut, "93.184.216.34", ErrorClass.Timeout, Outcome.Down)]
    [InlineData(SocketError.ConnectionReset, "93.184.216.34", ErrorClass.Reset, Outcome.Down)]
    [InlineData(SocketError.ConnectionRefused, "2606:4700::1", ErrorClass.Refused, Outcome.Down)]
    [InlineData(SocketError.NetworkUnreachable, "2606:4700::1", ErrorClass.Internal, Outcome.Inconclusive)]
    [InlineData(SocketError.AddressNotAvailable, "2606:4700::1", ErrorClass.Internal, Outcome.Inconclusive)]
    [InlineData(SocketError.AddressNotAvailable, "93.184.216.34", ErrorClass.Internal, Outcome.Inconclusive)]
    [InlineData(SocketError.TooManyOpenSockets, "93.184.216.34", ErrorClass.Internal, Outcome.Inconclusive)]
    public void What_this_side_lacks_is_not_blamed_on_the_target(SocketError error, string address, ErrorClass expected, Outcome outcome)
    {
        var diagnosis = Diagnosis.OfConnecting(new IPEndPoint(IPAddress.Parse(address), 443), error);

        diagnosis.Error.ShouldBe(expected);
        diagnosis.Outcome.ShouldBe(outcome);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "The name x.example has no address.")]
    [InlineData(SocketError.NoData, "The name x.example has no address.")]
    [InlineData(SocketError.TryAgain, "DNS gave no answer for the name x.example.")]
    [InlineData(SocketError.NoRecovery, "The name x.example could not be resolved (NoRecovery).")]
    public void A_failure_to_resolve_is_told_by_its_kind(SocketError error, string message) =>
        Diagnosis.OfResolving("x.example", error).ShouldBe(new Diagnosis(ErrorClass.Dns, message));

    [Fact]
    public void What_no_target_can_cause_is_not_explained_away() => Diagnosis.Of(new InvalidOperationException(), CheckPhase.FirstByte).ShouldBeNull();

    [Fact]
    public void A_message_is_cut_to_what_evidence_holds()
    {
        Diagnosis.Cut(new string('x', 500)).Length.ShouldBe(Evidence.MaxMessageLength);
        Diagnosis.Cut("short").ShouldBe("short");
    }
}
