namespace StatusHawk.Emulation.Functions.Hosting;

/// <summary>Waits for what triggers functions.</summary>
internal interface IListener
{
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Takes up nothing new and waits for running invocations, until <paramref name="abandon"/> ends the waiting.</summary>
    Task StopAsync(CancellationToken abandon);
}
