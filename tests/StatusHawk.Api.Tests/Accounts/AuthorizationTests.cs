using System.Globalization;

namespace StatusHawk.Api.Tests.Accounts;

/// <summary>Every route, called by everybody who could call it. What may be is written here anew, so that a slip in the app's own table is found.</summary>
public class AuthorizationTests
{
    private const int No = 401;
    private const int Forbidden = 403;
    private const int Absent = 404;

    // Let through: whatever comes of an empty body, it is none of the three.
    private const int In = 0;

    // Columns as in Neighbourhood.Everybody: nobody, keys expired and revoked; viewer, editor, admin, owner; keys to read, write and administer; a person and a key of another workspace.
    private static readonly int[] Anyone = [In, In, In, In, In, In, In, In, In, In, In, In];
    private static readonly int[] People = [No, No, No, In, In, In, In, Forbidden, Forbidden, Forbidden, In, Forbidden];
    private static readonly int[] Read = [No, No, No, In, In, In, In, In, In, In, Absent, Absent];
    private static readonly int[] Edit = [No, No, No, Forbidden, In, In, In, Forbidden, In, In, Absent, Absent];
    private static readonly int[] Administer = [No, No, No, Forbidden, Forbidden, In, In, Forbidden, Forbidden, In, Absent, Absent];
    private static readonly int[] Own = [No, No, No, Forbidden, Forbidden, Forbidden, In, Forbidden, Forbidden, Forbidden, Absent, Absent];
    private static readonly int[] Belong = [No, No, No, In, In, In, In, Forbidden, Forbidden, Forbidden, Absent, Absent];
    private static readonly int[] Lead = [No, No, No, Forbidden, Forbidden, In, In, Forbidden, Forbidden, Forbidden, Absent, Absent];

    private static readonly Dictionary<string, int[]> Table = new(StringComparer.Ordinal)
    {
        ["Health"] = Anyone,
        ["Ready"] = Anyone,
        ["ReadContract"] = Anyone,
        ["ReadContractPage"] = Anyone,
        ["ShowPage"] = Anyone,
        ["ShowPageSummary"] = Anyone,
        ["ShowPageStatus"] = Anyone,
        ["ShowPageIncidents"] = Anyone,
        ["ShowPageUnresolvedIncidents"] = Anyone,

        // It sees to its own keys: without one it shows what is open to all, with one that is good what the key is for.
        ["Metrics"] = [In, No, No, No, No, No, No, In, In, In, No, In],
        ["Register"] = Anyone,
        ["VerifyAccount"] = Anyone,
        ["RefreshSession"] = Anyone,
        ["RequestPasswordReset"] = Anyone,
        ["ResetPassword"] = Anyone,
        ["ConfirmEmail"] = Anyone,
        ["SignIn"] = Anyone,

        ["ReadAccount"] = People,
        ["ChangeAccount"] = People,
        ["DeleteAccount"] = People,
        ["ChangePassword"] = People,
        ["ChangeEmail"] = People,
        ["BeginSecondFactor"] = People,
        ["ConfirmSecondFactor"] = People,
        ["RemoveSecondFactor"] = People,
        ["RenewRecoveryCodes"] = People,
        ["ListSessions"] = People,
        ["SignOut"] = People,
        ["ListWorkspaces"] = People,
        ["CreateWorkspace"] = People,
        ["AcceptInvitation"] = People,

        ["ReadWorkspace"] = Read,
        ["ReadUsage"] = Read,
        ["ListMembers"] = Read,
        ["ChangeWorkspace"] = Administer,
        ["ExportWorkspace"] = Administer,
        ["DeleteWorkspace"] = Own,
        ["ListInvitations"] = Administer,
        ["ListKeys"] = Administer,
        ["CreateKey"] = Administer,
        ["ReadKey"] = Administer,
        ["RevokeKey"] = Administer,
        ["ListAudit"] = Administer,
        ["ChangeMember"] = Lead,
        ["RemoveMember"] = Lead,
        ["InviteMember"] = Lead,
        ["RevokeInvitation"] = Lead,
        ["LeaveWorkspace"] = Belong,
        ["TransferWorkspace"] = [No, No, No, Forbidden, Forbidden, Forbidden, In, Forbidden, Forbidden, Forbidden, Absent, Absent],

        ["ListMonitors"] = Read,
        ["ReadMonitor"] = Read,
        ["ReadHistory"] = Read,
        ["ReadUptime"] = Read,
        ["ReadOverview"] = Read,
        ["ListRegions"] = Read,
        ["CreateMonitor"] = Edit,
        ["ChangeMonitor"] = Edit,
        ["DeleteMonitor"] = Edit,
        ["PauseMonitor"] = Edit,
        ["ResumeMonitor"] = Edit,
        ["PauseMonitors"] = Edit,
        ["ResumeMonitors"] = Edit,
        ["CheckMonitor"] = Edit,
        ["TestMonitor"] = Edit,
        ["TryMonitor"] = Edit,

        ["ListIncidents"] = Read,
        ["ReadIncident"] = Read,
        ["OpenIncident"] = Edit,
        ["UpdateIncident"] = Edit,
        ["AcknowledgeIncident"] = Edit,
        ["ResolveIncident"] = Edit,
        ["ReopenIncident"] = Edit,

        ["ListChannels"] = Read,
        ["ReadChannel"] = Read,
        ["CreateChannel"] = Edit,
        ["ChangeChannel"] = Edit,
        ["DeleteChannel"] = Edit,
        ["TestChannel"] = Edit,

        ["ReadStatusPage"] = Read,
        ["ChangeStatusPage"] = Edit,
    };

    // What is let through and yet answered 401 or 404: their tokens are in the body or the path, and those here lead nowhere.
    private static readonly string[] AskedForMore = ["Heartbeat", "HeartbeatStart", "HeartbeatFail", "RevokeSession"];

    public static TheoryData<string> Functions => [.. Routes.All.Keys.Except(AskedForMore).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route() =>
        Table.Keys.Concat(AskedForMore).Order(StringComparer.Ordinal).ShouldBe(Routes.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_route_is_open_to_those_and_closed_to_others(string function)
    {
        var (method, route) = Routes.All[function];
        var row = Table[function];
        var told = new List<string>();

        // Those who are refused change nothing, and those who read do not: one neighbourhood serves them all.
        await using (var there = await Neighbourhood.StartAsync())
        {
            foreach (var (who, expected) in Neighbourhood.Everybody.Zip(row).Where(column => column.Second != In || method == "GET"))
                foreach (var header in new[] { "Authorization", "X-StatusHawk-Authorization" })
                    if (await AskAsync(there, who, method, route, expected, header) is { } wrong) told.Add(wrong);
            there.Api.Stores.Journal.Writes.ShouldBeEmpty();
        }

        foreach (var (who, expected) in Neighbourhood.Everybody.Zip(row).Where(column => column.Second == In && method != "GET"))
        {
            await using var there = await Neighbourhood.StartAsync();
            if (await AskAsync(there, who, method, route, expected) is { } wrong) told.Add(wrong);
        }

        told.ShouldBeEmpty();
    }

    private static async Task<string?> AskAsync(Neighbourhood there, string who, string method, string route, int expected, string header = "Authorization")
    {
        using var answer = await there.SendAsync(who, method, there.PathOf(route, ApiHost.WorkspaceId), header);
        var status = (int)answer.StatusCode;
        var right = expected == In ? status is not (No or Forbidden or Absent) and < 500 : status == expected;
        return right ? null : $"{who}, {header}: {status} and not {(expected == In ? "let through" : expected.ToString(CultureInfo.InvariantCulture))}: {await answer.Content.ReadAsStringAsync()}";
    }
}
