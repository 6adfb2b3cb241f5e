using System.Diagnostics;
using StatusHawk.Core.Accounts;
using StatusHawk.Local.Data;
using StatusHawk.Local.Stack;
using StatusHawk.Local.Up;

namespace StatusHawk.EndToEnd.LocalStacks;

public sealed class DataTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly DataFolder _data = DataFolder.Temporary();

    public DataTests() => _data.Create();

    [Fact]
    public void Secrets_are_made_once_and_are_their_owners_alone()
    {
        var first = Secrets.ReadOrCreate(_data.SecretsPath);
        var second = Secrets.ReadOrCreate(_data.SecretsPath);

        second.ShouldBe(first);
        File.GetUnixFileMode(_data.SecretsPath).ShouldBe(OwnerOnly);
        ApiKeyToken.Parse(first.ApiKey).ShouldNotBeNull().WorkspaceId.ShouldBe(first.WorkspaceId);
        Convert.FromBase64String(first.SealingKey).Length.ShouldBe(32);
        first.ToString().ShouldNotContain(first.ApiKey);
    }

    [Fact]
    public async Task Damaged_secrets_are_refused_and_not_replaced()
    {
        await File.WriteAllTextAsync(_data.SecretsPath, "{ cut sho");

        Should.Throw<InvalidDataException>(() => Secrets.ReadOrCreate(_data.SecretsPath)).Message.ShouldContain(_data.SecretsPath);

        (await File.ReadAllTextAsync(_data.SecretsPath)).ShouldBe("{ cut sho");
    }

    [Fact]
    public async Task The_environment_file_is_its_owners_alone_and_a_shell_can_source_it()
    {
        await using var stack = await LocalStack.StartAsync(new() { Data = _data, Parts = StackParts.Target });

        EnvironmentFile.Write(stack);

        File.GetUnixFileMode(_data.EnvironmentPath).ShouldBe(OwnerOnly);
        var lines = await SourceAsync("""printf '%s\n' "$API_URL" "$API_KEY" "$WORKSPACE_ID" "$STATUS_URL" "$TARGET_URL" """);
        lines.ShouldBe([stack.ApiUrl, stack.Secrets.ApiKey, stack.Secrets.WorkspaceId, stack.StatusUrl, stack.Target.Origin]);
    }

    public void Dispose() => Directory.Delete(_data.Path, recursive: true);

    private async Task<string[]> SourceAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-euc", $". \"$0\"; {script}", _data.EnvironmentPath]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
