using System.Globalization;
using System.Text.RegularExpressions;

namespace StatusHawk.Bench.Probe;

/// <summary>What the handshakes alone cost: <c>openssl s_time</c> makes one after the other and sends no request.</summary>
public static partial class OpensslHandshakes
{
    /// <summary>Handshakes per CPU second. Its own figure counts user seconds only; this one counts all.</summary>
    public static async Task<double> PerCpuSecondAsync(Workbench bench, string url, int seconds, int? core)
    {
        var before = CpuTime.OfEndedChildren();
        var child = bench.Start(
            "openssl",
            ["s_time", "-new", "-connect", new Uri(url).Authority, "-CAfile", bench.Authority.RootFile, "-time", $"{seconds}", "-tls1_3"],
            core: core);
        await child.EndedAsync();
        var connections = Connections().Match(child.Said);
        if (!connections.Success) throw new InvalidOperationException($"openssl s_time said:\n{child.Said}");
        return int.Parse(connections.Groups[1].Value, CultureInfo.InvariantCulture) / (CpuTime.OfEndedChildren() - before);
    }

    [GeneratedRegex("^([0-9]+) connections in [0-9.]+s;", RegexOptions.Multiline)]
    private static partial Regex Connections();
}
