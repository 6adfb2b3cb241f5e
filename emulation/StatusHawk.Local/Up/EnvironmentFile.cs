using StatusHawk.Local.Data;
using StatusHawk.Local.Stack;

namespace StatusHawk.Local.Up;

/// <summary><c>hawk.env</c>: what was printed, for a shell to source. It is there only while, and after, what it says was true.</summary>
public static class EnvironmentFile
{
    public static void Write(LocalStack stack) => PrivateFile.Write(stack.Data.EnvironmentPath, $"""
        API_URL='{stack.ApiUrl}'
        API_KEY='{stack.Secrets.ApiKey}'
        WORKSPACE_ID='{stack.Secrets.WorkspaceId}'
        STATUS_URL='{stack.StatusUrl}'
        TARGET_URL='{stack.Target.Origin}'
        MAIL_URL='{stack.Mail.Origin}'
        OWNER_EMAIL='{AppSettings.OwnerEmail}'
        OWNER_PASSWORD='{stack.Secrets.OwnerPassword}'

        """);
}
