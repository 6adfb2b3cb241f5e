using StatusHawk.Local.Processes;
using StatusHawk.Local.Up;

return args switch
{
    ["up"] => await UpCommand.RunAsync(TimeProvider.System),
    [Leash.Command, var data, var run] => await LeashAsync(data, run),
    _ => Misused(),
};

static async Task<int> LeashAsync(string data, string run)
{
    await using var input = Console.OpenStandardInput();
    await Leash.RunAsync(data, run, input, TimeProvider.System);
    return 0;
}

static int Misused()
{
    Console.Error.WriteLine("This is what ./hawk up runs. Run ./hawk help.");
    return 2;
}
