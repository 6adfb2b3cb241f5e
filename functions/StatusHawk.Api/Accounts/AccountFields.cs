using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>The fields of bodies about accounts.</summary>
internal static class AccountFields
{
    public static string Needed(this FieldReader fields, string name)
    {
        if (!fields.Has(name)) fields.Refuse(name, "Is required.");
        return fields.Text(name) ?? "";
    }

    public static string Address(this FieldReader fields)
    {
        var address = fields.Needed("email");
        if (address.Length > 0 && !Email.IsAddress(address)) fields.Refuse("email", "Must be a mail address.");
        return address;
    }

    public static string PersonsName(this FieldReader fields)
    {
        var name = fields.Needed("name").Trim();
        if (fields.Text("name") is not null && !WorkspaceLimits.IsName(name))
            fields.Refuse("name", $"Must be 1 to {WorkspaceLimits.MaxNameLength} characters without control characters.");
        return name;
    }

    /// <summary>Reads a new password, as a person may choose it.</summary>
    public static string NewPassword(this FieldReader fields, string? email, string? name)
    {
        var password = fields.Needed("password");
        if (fields.Text("password") is not null && PasswordRules.Refuse(password, email, name) is { } wrong) fields.Refuse("password", wrong);
        return password;
    }
}
