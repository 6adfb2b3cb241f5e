using StatusHawk.Cli;
using StatusHawk.Cli.Commands;
using StatusHawk.Cli.Output;
using StatusHawk.Cli.Server;

var terminal = Terminal.OfProcess();
var signIns = new SignIns(ProfileFile.OfUser(Environment.GetEnvironmentVariable, TimeProvider.System), Environment.GetEnvironmentVariable, TimeProvider.System);
return await new CommandLine(new Surroundings(terminal, signIns, Environment.GetEnvironmentVariable, Console.In)).RunAsync(args);
