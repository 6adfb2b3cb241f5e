using System.Globalization;
using StatusHawk.Local.Stack;

namespace StatusHawk.Local.Up;

/// <summary>Where to click.</summary>
internal static class ReadyMessage
{
    public static string For(LocalStack stack, TimeSpan took) => $"""

        ready in {took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s

          Status page   {stack.StatusUrl}
          Demo target   {stack.Target.Origin}   break and mend it here, or:
                        curl -X POST {stack.Target.Origin}/break      (…/mend)
          Mail          {stack.Mail.Origin}   what would have been sent
          API           {stack.ApiUrl}/api/v1/workspaces/{stack.Secrets.WorkspaceId}/monitors
                        curl -H 'Authorization: Bearer {stack.Secrets.ApiKey}' …
          Workspace     {stack.Secrets.WorkspaceId}
          API key       {stack.Secrets.ApiKey}
          Owner         {AppSettings.OwnerEmail}   password {stack.Secrets.OwnerPassword}
          Logs          {stack.Data.LogsPath}
          For scripts   {stack.Data.EnvironmentPath}

        Ctrl-C stops everything.
        """;
}
