namespace StatusHawk.Core.Alerting;

/// <summary>The bounds of a channel's fields. They are part of the API's contract.</summary>
public static class ChannelLimits
{
    public const int MaxNameLength = 100;
    public const int MaxAddresses = 10;
    public const int MaxAddressLength = 254;
}
