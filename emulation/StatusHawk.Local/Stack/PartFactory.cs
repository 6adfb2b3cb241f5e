using StatusHawk.Local.Data;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Processes;

namespace StatusHawk.Local.Stack;

/// <summary>Knows how each part is started and asked for its health.</summary>
internal sealed class PartFactory(StackOptions options, DataFolder data, StackPorts ports, AppSettings settings, ProcessLedger ledger)
{
    public StackPart Azurite()
    {
        var program = Repository.Emulator("azurite", "node_modules", "azurite", "dist", "src", "azurite.js");
        var ask = new[] { ports.Blob, ports.Queue, ports.Table }.Select(port => new Uri(AppSettings.Local(port), "devstoreaccount1?comp=list"));
        return Node("azurite", program, AppSettings.Local(ports.Blob), new([.. ask], AnyAnswer: true),
        [
            "--location", data.AzuritePath, "--blobPort", $"{ports.Blob}", "--queuePort", $"{ports.Queue}", "--tablePort", $"{ports.Table}",
            "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--disableProductStyleUrl",
        ]);
    }

    public StackPart Cosmos() =>
        Node("cosmos", Repository.Emulator("cosmos", "server.mjs"), settings.Cosmos, new([new Uri(settings.Cosmos, "_emulator/health")]),
            ["--port", $"{ports.Cosmos}", "--data", data.CosmosPath]);

    public StackPart Api() => App("api", "StatusHawk.Api", ports.Api, settings.Api());

    public StackPart Pipeline() => App("pipeline", "StatusHawk.Pipeline", ports.Pipeline, settings.Pipeline());

    public StackPart Probe(string region) => App("probe-" + region, "StatusHawk.Probe", ports.Probe(region), settings.Probe(region));

    private StackPart Node(string name, string program, Uri address, HealthCheck health, IReadOnlyList<string> arguments) =>
        Part(name, program, "node", address, health, arguments, new() { ["NODE_NO_WARNINGS"] = "1" });

    private StackPart App(string name, string project, int port, Dictionary<string, string> environment)
    {
        foreach (var (setting, value) in Extra("*")) environment[setting] = value;
        var address = AppSettings.Local(port);
        return Part(name, Repository.FunctionApp(project), "dotnet", address, new([new Uri(address, "health")]), [], environment);
    }

    private StackPart Part(string name, string program, string runtime, Uri address, HealthCheck health, IReadOnlyList<string> arguments, Dictionary<string, string> environment)
    {
        if (!File.Exists(program)) throw new StackException($"{name} cannot start: {program} is missing. ./hawk up installs and builds what it needs.");
        foreach (var (setting, value) in Extra(name)) environment[setting] = value;
        var command = new ChildCommand
        {
            File = runtime,
            Arguments = [program, .. arguments],
            Environment = environment,
            WorkingDirectory = Path.GetDirectoryName(program)!,
            LogPath = Path.Combine(data.LogsPath, name + ".log"),
            Mark = program,
        };
        return new(name, address, command, health, options, ledger);
    }

    private IReadOnlyDictionary<string, string> Extra(string name) => options.Environment.GetValueOrDefault(name) ?? new Dictionary<string, string>();
}
