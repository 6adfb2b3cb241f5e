using System.Text.Json;

namespace StatusHawk.Core.Accounts;

/// <summary>Reads what is asked of members and invitations from JSON that a person sent. A role is viewer, editor or admin: a workspace is handed on by another way.</summary>
public static class MemberForm
{
    /// <returns>The role; null when anything is wrong.</returns>
    public static Role? ReadRole(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return null;
        var role = Role(fields);
        fields.Close("userId", "name", "email", "joinedAt");
        return errors.Any ? null : role;
    }

    /// <returns>Who is invited, and as what; null when anything is wrong.</returns>
    public static (string Email, Role Role)? ReadInvitation(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return null;
        var email = fields.Text("email")?.Trim();
        if (!fields.Has("email")) fields.Refuse("email", "Is required.");
        else if (email is not null && !Email.IsAddress(email)) fields.Refuse("email", $"Must be a mail address of at most {Email.MaxLength} characters.");
        var role = Role(fields);
        fields.Close("id", "invitedBy", "createdAt", "expiresAt");
        return errors.Any || email is null || role is null ? null : (email, role.Value);
    }

    /// <returns>A text that must be there and alone; null when anything is wrong.</returns>
    public static string? ReadOnly(string name, JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return null;
        var text = fields.Text(name);
        if (!fields.Has(name)) fields.Refuse(name, "Is required.");
        fields.Close();
        return errors.Any ? null : text;
    }

    private static Role? Role(FieldReader fields)
    {
        if (!fields.Has("role")) fields.Refuse("role", "Is required.");
        return fields.OneOf("role", "viewer", "editor", "admin") is { } word ? Enum.Parse<Role>(word, ignoreCase: true) : null;
    }
}
