using Microsoft.AspNetCore.Http;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Who asks.</summary>
/// <param name="Id">The key (<c>key_…</c>) or the person (<c>usr_…</c>).</param>
/// <param name="Name">What the caller is called, in timelines and in the audit log.</param>
public abstract record Caller(string Id, string Name)
{
    /// <summary>A program, with a key of the workspace.</summary>
    public sealed record Key(ApiKey ApiKey) : Caller(ApiKey.Id, ApiKey.Name);

    /// <summary>A person who is signed in.</summary>
    /// <param name="UserId"><c>usr_…</c>.</param>
    /// <param name="DisplayName">The person's name, or the mail address.</param>
    /// <param name="SessionId">The session, <c>ses_…</c>, that the access token is of.</param>
    public sealed record Person(string UserId, string DisplayName, string SessionId) : Caller(UserId, DisplayName);
}

/// <summary>What the middleware found out of a request.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Workspace">The workspace of the path; null where the path has none.</param>
/// <param name="Role">What the caller may do in it; null where the path has none.</param>
public sealed record Admission(Caller Caller, Workspace? Workspace, Role? Role);

public static class Admissions
{
    private static readonly object Key = new();

    public static void Admit(this HttpRequest request, Admission admission) => request.HttpContext.Items[Key] = admission;

    /// <exception cref="InvalidOperationException">The function is open to anybody.</exception>
    public static Admission Admission(this HttpRequest request) =>
        request.HttpContext.Items[Key] as Admission ?? throw new InvalidOperationException("This function is open to anybody, and yet asks who calls.");

    public static Caller Caller(this HttpRequest request) => request.Admission().Caller;

    /// <exception cref="InvalidOperationException">The function is open to keys too.</exception>
    public static Caller.Person Person(this HttpRequest request) =>
        request.Caller() as Caller.Person ?? throw new InvalidOperationException("This function is open to keys, and yet asks for a person.");

    /// <summary>The plan of the workspace of the path.</summary>
    public static Plan Of(this IPlans plans, HttpRequest request) => plans.Of(request.Admission().Workspace!);
}
