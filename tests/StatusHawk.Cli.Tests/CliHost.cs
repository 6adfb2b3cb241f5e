using System.Text.Json.Nodes;
using StatusHawk.Cli.Commands;
using StatusHawk.Cli.Output;
using StatusHawk.Cli.Server;

namespace StatusHawk.Cli.Tests;

/// <summary>A person at a pipe: runs commands in this process with folders and an environment of their own.</summary>
public sealed class CliHost : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("statushawk-cli-").FullName;

    /// <param name="server">The server that the environment names; null: none.</param>
    public CliHost(FakeServer? server = null)
    {
        Environment["STATUSHAWK_CONFIG"] = ProfilesPath;
        if (server is null) return;
        Environment["STATUSHAWK_URL"] = server.Url;
        Environment["STATUSHAWK_KEY"] = FakeServer.Key;
        Environment["STATUSHAWK_WORKSPACE"] = FakeServer.Workspace;
    }

    public Dictionary<string, string> Environment { get; } = [];
    public string ProfilesPath => Path.Combine(_folder, "settings", "profiles.json");
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>What is piped in.</summary>
    public string Input { get; set; } = "";

    public async Task<Ran> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader(Input);
        var terminal = new Terminal(output, error, colour: false, interactive: false);
        var signIns = new SignIns(ProfileFile.OfUser(Variable, Time), Variable, Time);
        var exit = await new CommandLine(new Surroundings(terminal, signIns, Variable, input)).RunAsync(arguments);
        return new(exit, output.ToString(), error.ToString());
    }

    /// <summary>Writes a file and returns its path.</summary>
    public string File(string text, string name = "statushawk.yaml")
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string? Variable(string name) => Environment.GetValueOrDefault(name);
}

/// <summary>What came of a command.</summary>
public sealed record Ran(int Exit, string Out, string Error)
{
    public JsonObject Json => JsonNode.Parse(Out)!.AsObject();

    public Ran ShouldBe(int exit)
    {
        Exit.ShouldBe(exit, Out + Error);
        return this;
    }
}
