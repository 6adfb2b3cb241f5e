using System.Text.Json;

namespace StatusHawk.Bench.Probe;

/// <summary>The client process, as the bench sees it.</summary>
public sealed class ProbeClientProcess : IDisposable
{
    private readonly ChildProcess _child;

    /// <param name="core">The only core that it may use; null: all.</param>
    public ProbeClientProcess(Workbench bench, int? core = null) =>
        _child = bench.Start("dotnet", [typeof(ProbeClientProcess).Assembly.Location, ProbeClient.Command], bench.Authority.Trusted, talks: true, core: core);

    public double CpuSeconds => CpuTime.Of(_child.Id);

    /// <exception cref="InvalidOperationException">A check was not up, or the client ended.</exception>
    public async Task<ClientAnswer> RunAsync(ClientOrder order)
    {
        var answer = JsonSerializer.Deserialize<ClientAnswer>(await _child.AskAsync(JsonSerializer.Serialize(order)))!;
        return answer.Fault is { } fault ? throw new InvalidOperationException(fault) : answer;
    }

    public void Dispose() => _child.Dispose();
}
