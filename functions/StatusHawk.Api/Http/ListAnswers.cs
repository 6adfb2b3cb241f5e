using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using StatusHawk.Core;

namespace StatusHawk.Api.Http;

/// <summary>
/// Answers with a part of a list, the same way for every list: <c>?limit=</c> and <c>?cursor=</c> are read here, the filters by the list itself. What is wrong with
/// any of them is said together, and then nothing is read.
/// </summary>
public static class ListAnswers
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    private static readonly string[] NotOfTheList = ["limit", "cursor"];

    /// <param name="request">Asks for it. Its path, with the workspace, says which list it is.</param>
    /// <param name="filter">Reads the list's own parameters.</param>
    /// <param name="read">Finds the part.</param>
    public static async Task<IActionResult> WithListAsync<TFilter, T>(this HttpRequest request, Func<QueryReader, TFilter> filter, Func<TFilter, ListRange, Task<ListPart<T>>> read)
    {
        var query = new QueryReader(request.Query, new FieldErrors());
        var wanted = filter(query);
        var list = NameOf(request);
        var limit = query.Integer("limit", 1, MaxLimit) ?? DefaultLimit;
        ListPlace? after = null;
        if (query.Text("cursor", ListCursor.MaxLength) is { } cursor && (after = ListCursor.Read(cursor, list)) is null)
            query.Refuse("cursor", "Is not of this list with these filters. Take it as it is from 'next', or leave it out to begin anew.");
        query.Close();
        if (query.Errors.Any) return Problem.InvalidParameters(query.Errors.Items);

        var part = await read(wanted, new(limit, after));
        return new JsonAnswer(200, new ListView<T>(part.Items) { Next = part.Next is { } next ? ListCursor.Of(next, list) : null });
    }

    /// <summary>For a list without filters.</summary>
    public static Task<IActionResult> WithListAsync<T>(this HttpRequest request, Func<ListRange, Task<ListPart<T>>> read) =>
        request.WithListAsync(_ => true, (_, range) => read(range));

    // The order of parameters is nobody's business.
    private static string NameOf(HttpRequest request) => string.Join('\n', request.Query
        .Where(pair => !NotOfTheList.Contains(pair.Key))
        .SelectMany(pair => pair.Value.Where(value => value?.Length > 0).Select(value => $"{pair.Key}={value}"))
        .Order(StringComparer.Ordinal)
        .Prepend(request.Path.Value));
}
