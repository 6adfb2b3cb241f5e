using System.Text.Json;
using StatusHawk.Core;

namespace StatusHawk.Azure.Tests;

internal static class Wholeness
{
    /// <summary>Compares by what is written, since a list that was read is not the same kind of list that was stored.</summary>
    public static void ShouldBeWhole<T>(this T read, T stored) =>
        JsonSerializer.Serialize(read, StatusHawkJson.Options).ShouldBe(JsonSerializer.Serialize(stored, StatusHawkJson.Options));
}
