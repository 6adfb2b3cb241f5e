namespace StatusHawk.Azure;

internal static class DocumentTypes
{
    public const string Workspace = "workspace";
    public const string Key = "key";
    public const string Member = "member";
    public const string Invitation = "invitation";
    public const string Monitor = "monitor";
    public const string Shard = "shard";
    public const string Page = "page";
    public const string Channel = "channel";
    public const string Claim = "claim";
}
