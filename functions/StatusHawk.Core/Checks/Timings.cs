namespace StatusHawk.Core.Checks;

/// <summary>Milliseconds of each phase, summed over redirects; 0 where a phase did not happen.</summary>
/// <param name="Resolve">Asking DNS.</param>
/// <param name="Connect">TCP handshake.</param>
/// <param name="Tls">TLS handshake.</param>
/// <param name="FirstByte">Request sent to the first byte of the answer.</param>
/// <param name="Transfer">First to last byte of the answer.</param>
public readonly record struct Timings(int Resolve, int Connect, int Tls, int FirstByte, int Transfer)
{
    public int Total => Resolve + Connect + Tls + FirstByte + Transfer;
}
