using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Http;

/// <summary>What is wrong with a request, as RFC 9457 has it.</summary>
public sealed record Problem
{
    public string Type { get; private init; } = "about:blank";
    public required string Title { get; init; }
    public required int Status { get; init; }
    public required string Detail { get; init; }

    /// <summary>Every wrong field, when fields are what is wrong.</summary>
    public IReadOnlyList<FieldError>? Errors { get; private init; }

    /// <summary>The plan's figure, when a plan is what forbids it; how much it allows, and how much of it is used.</summary>
    public string? Limit { get; private init; }
    public int? Allowed { get; private init; }
    public int? Used { get; private init; }

    public static JsonAnswer InvalidFields(IReadOnlyList<FieldError> errors) => Answer(new()
    {
        Type = "urn:statushawk:problem:invalid-fields",
        Title = "Some fields are not valid",
        Status = 400,
        Detail = errors.Count == 1 ? "1 field is not valid; nothing was changed." : $"{errors.Count} fields are not valid; nothing was changed.",
        Errors = errors,
    });

    /// <summary>The pointers begin with <c>?</c>, the place of what is wrong being the address and not the body.</summary>
    public static JsonAnswer InvalidParameters(IReadOnlyList<FieldError> errors) => Answer(new()
    {
        Type = "urn:statushawk:problem:invalid-parameters",
        Title = "Some parameters are not valid",
        Status = 400,
        Detail = errors.Count == 1 ? "1 parameter of the address is not valid." : $"{errors.Count} parameters of the address are not valid.",
        Errors = errors,
    });

    public static JsonAnswer NotJson(string detail) =>
        Answer(new() { Type = "urn:statushawk:problem:not-json", Title = "The body is not valid JSON", Status = 400, Detail = detail });

    public static JsonAnswer Conflict(string detail) => Answer(new() { Type = "urn:statushawk:problem:conflict", Title = "Conflict", Status = 409, Detail = detail });

    public static JsonAnswer Outdated() => Answer(new()
    {
        Type = "urn:statushawk:problem:precondition",
        Title = "Precondition Failed",
        Status = 412,
        Detail = "It is not the version that If-Match names; nothing was changed. Read it and try again.",
    });

    public static JsonAnswer OtherBody() => Answer(new()
    {
        Type = "urn:statushawk:problem:idempotency-mismatch",
        Title = "Unprocessable Content",
        Status = 422,
        Detail = "This Idempotency-Key was sent with another body. Take a new key for a new request.",
    });

    public static JsonAnswer StillRunning() => Answer(new()
    {
        Type = "urn:statushawk:problem:idempotency-running",
        Title = "Conflict",
        Status = 409,
        Detail = "A request with this Idempotency-Key is being worked on. Send it again in a moment for its answer.",
    }, TimeSpan.FromSeconds(1));

    /// <param name="resetsIn">When the next request passes.</param>
    public static JsonAnswer TooMany(TimeSpan resetsIn) => Answer(new()
    {
        Type = "urn:statushawk:problem:rate-limit",
        Title = "Too Many Requests",
        Status = 429,
        Detail = "There were more requests than RateLimit-Policy allows. Wait as long as Retry-After says.",
    }, resetsIn);

    public static JsonAnswer BadRequest(string detail) => Answer(new() { Title = "Bad Request", Status = 400, Detail = detail });

    public static JsonAnswer Unauthorized() =>
        Answer(new() { Title = "Unauthorized", Status = 401, Detail = "Send a key of the workspace or the access token of a session: 'Authorization: Bearer …'." });

    public static JsonAnswer Denied(Denial why) => why switch
    {
        Denial.Wrong wrong => Answer(new() { Title = "Unauthorized", Status = 401, Detail = wrong.Detail }),
        Denial.NeedsCode code => Answer(new()
        {
            Type = "urn:statushawk:problem:second-factor",
            Title = "A second factor is needed",
            Status = 401,
            Detail = code.Sent ? "The code is not valid, or was used already." : "Send a code of your app, or a recovery code, as \"code\".",
        }),
        Denial.TooMany many => Answer(new()
        {
            Type = "urn:statushawk:problem:too-many-attempts",
            Title = "Too Many Requests",
            Status = 429,
            Detail = "There were too many attempts. Try again later.",
        }) with
        { RetryAfter = many.RetryAfter },
        Denial.Closed closed => Forbidden(closed.Detail),
        _ => Unexpected(),
    };

    /// <param name="detail">What it would take.</param>
    public static JsonAnswer Forbidden(string detail) => Answer(new() { Title = "Forbidden", Status = 403, Detail = detail });

    public static JsonAnswer PlanLimit(PlanExcess excess) => Answer(new()
    {
        Type = "urn:statushawk:problem:plan-limit",
        Title = "The plan does not allow it",
        Status = 403,
        Detail = excess.Detail,
        Limit = excess.Limit,
        Allowed = excess.Allowed,
        Used = excess.Used,
    });

    /// <summary>One text for all that is missing, so that nobody learns what another workspace has.</summary>
    public static JsonAnswer NotFound() => Answer(new() { Title = "Not Found", Status = 404, Detail = "There is nothing here, or the key is not of this workspace." });

    public static JsonAnswer NoSuchPage() => Answer(new() { Title = "Not Found", Status = 404, Detail = "There is no status page here." });

    /// <summary>One text, whatever it is that keeps a token from being worth something.</summary>
    public static JsonAnswer NoSuchInvitation() => Answer(new()
    {
        Title = "Not Found",
        Status = 404,
        Detail = "There is no such invitation: it has expired, was taken back, or is for another mail address than your account's.",
    });

    public static JsonAnswer TooLarge(int limit) =>
        Answer(new() { Title = "Content Too Large", Status = 413, Detail = $"The body must not exceed {limit / 1024} KB." });

    public static JsonAnswer NotJsonType() => Answer(new() { Title = "Unsupported Media Type", Status = 415, Detail = "Send the body as application/json in UTF-8." });

    public static JsonAnswer Unexpected() =>
        Answer(new() { Title = "Internal Server Error", Status = 500, Detail = "Something went wrong here; it has been logged." });

    public static JsonAnswer Unavailable() =>
        Answer(new() { Title = "Service Unavailable", Status = 503, Detail = "A store does not answer. Try again; what you asked for may have happened already." });

    private static JsonAnswer Answer(Problem problem, TimeSpan? retryAfter = null) =>
        new(problem.Status, problem) { ContentType = "application/problem+json", RetryAfter = retryAfter };
}
