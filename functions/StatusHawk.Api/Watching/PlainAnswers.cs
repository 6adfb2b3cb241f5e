using Microsoft.AspNetCore.Mvc;
using StatusHawk.Core.Watching;

namespace StatusHawk.Api.Watching;

/// <summary>Makes answers to whoever watches HTTP.</summary>
internal static class PlainAnswers
{
    public static ContentResult ToResult(this PlainAnswer answer) => new() { StatusCode = answer.Status, ContentType = answer.ContentType, Content = answer.Body };
}
