namespace StatusHawk.Emulation.Durable.Hub;

/// <summary>What the platform accepts as the id of an instance.</summary>
internal static class InstanceIds
{
    private const int MaxLength = 100;

    /// <exception cref="ArgumentException">The platform would refuse it.</exception>
    public static void Check(string id)
    {
        if (id is not { Length: > 0 and <= MaxLength } || id[0] == '@' || id.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c)))
        {
            throw new ArgumentException(
                $"\"{id}\" is no instance id: it must have 1 to {MaxLength} characters, not begin with @, and hold none of / \\ # ? "
                + "and no control character.",
                nameof(id));
        }
    }
}
