using StatusHawk.Core.Accounts;

namespace StatusHawk.Core;

/// <summary>What comes of a request: it is done, or it cannot be, for a reason that the caller is told.</summary>
public abstract record Result<T>
{
    private Result()
    {
    }

    public sealed record Done(T Value) : Result<T>
    {
        /// <summary>What it was before, for the audit log; null: it is new, or nobody has said.</summary>
        public T? Before { get; init; }
    }

    /// <summary>What was sent is wrong; nothing was changed.</summary>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : Result<T>;

    /// <summary>There is nothing of that id in the caller's workspace.</summary>
    public sealed record Missing : Result<T>;

    /// <summary>What was sent is right, but does not go with what is there.</summary>
    public sealed record Conflict(string Detail) : Result<T>;

    /// <summary>What was sent is right, but the caller may not do it.</summary>
    public sealed record Forbidden(string Detail) : Result<T>;

    /// <summary>The caller had read another version than the one that is there; nothing was changed.</summary>
    public sealed record Outdated : Result<T>;

    /// <summary>The caller is not let through, though nothing is wrong with what was sent.</summary>
    public sealed record Denied(Denial Why) : Result<T>;

    /// <summary>What was sent is right, but more than the workspace's plan allows; nothing was changed.</summary>
    public sealed record NotInPlan(PlanExcess Excess) : Result<T>;
}
