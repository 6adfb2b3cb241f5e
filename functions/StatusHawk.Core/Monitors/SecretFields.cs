namespace StatusHawk.Core.Monitors;

/// <summary>Reads secrets that a person sends, or asks to keep.</summary>
internal static class SecretFields
{
    /// <param name="fields">The object that holds it.</param>
    /// <param name="name">The field.</param>
    /// <param name="stored">The sealed secret that the mask keeps; null: none.</param>
    /// <param name="moved">Whether the target is another host than the stored one: a secret is for the host that it was given for.</param>
    /// <param name="maxLength">Characters.</param>
    /// <param name="isHeader">Whether it becomes part of a header, in which a line break would begin another.</param>
    /// <returns>Null when absent, or wrong and reported.</returns>
    public static SecretInput? Secret(this FieldReader fields, string name, string? stored, bool moved, int maxLength, bool isHeader = false)
    {
        if (fields.Text(name) is not { } text) return null;
        if (text == SecretInput.Mask)
        {
            if (stored is null) fields.Refuse(name, $"{SecretInput.Mask} keeps the stored value, but none is stored.");
            else if (moved) fields.Refuse(name, $"Must be given again: {SecretInput.Mask} keeps a value for the host that it was given for, and the host has changed.");
            else return new SecretInput.Kept(stored);
            return null;
        }

        if (text.Length <= maxLength && (!isHeader || text.All(c => c is '\t' or (>= ' ' and <= '~')))) return new SecretInput.Given(text);
        fields.Refuse(name, FormattableString.Invariant($"Must be at most {maxLength:N0}{(isHeader ? " printable ASCII characters, without line breaks" : " characters")}."));
        return null;
    }
}
