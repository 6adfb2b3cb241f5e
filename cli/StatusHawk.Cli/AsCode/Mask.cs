using System.Text.Json.Nodes;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Cli.AsCode;

/// <summary>What stands for a secret: the server shows it instead of one, and in a file it means "whatever is there".</summary>
internal static class Mask
{
    public const string Text = SecretInput.Mask;

    public static bool Is(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text == Text;
}
