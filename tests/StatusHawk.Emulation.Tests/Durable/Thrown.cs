namespace StatusHawk.Emulation.Tests.Durable;

/// <summary>Catches within an orchestrator, where the helpers of test libraries would go on on another thread.</summary>
internal static class Thrown
{
    public static async Task<T> ByAsync<T>(Task task)
        where T : Exception
    {
        try
        {
            await task;
        }
        catch (T thrown)
        {
            return thrown;
        }

        throw new InvalidOperationException($"No {typeof(T).Name} was thrown.");
    }
}
