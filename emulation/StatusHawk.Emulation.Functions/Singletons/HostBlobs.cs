using System.Net;

namespace StatusHawk.Emulation.Functions.Singletons;

/// <summary>The little of the blob service that the host needs, in its container <c>azure-webjobs-hosts</c>.</summary>
internal sealed class HostBlobs(StorageAccount account) : IDisposable
{
    private const string Container = "azure-webjobs-hosts";
    private const string ApiVersion = "2021-12-02";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Leases a blob, made when missing; null when another holds it.</summary>
    public async Task<string?> TryLeaseAsync(string path, TimeSpan duration, CancellationToken cancellationToken)
    {
        var leaseId = Guid.NewGuid().ToString();
        (string, string)[] headers =
        [
            ("x-ms-lease-action", "acquire"),
            ("x-ms-lease-duration", ((int)duration.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("x-ms-proposed-lease-id", leaseId),
        ];
        using var first = await SendAsync(HttpMethod.Put, $"{path}?comp=lease", headers, null, cancellationToken);
        if (first.StatusCode == HttpStatusCode.NotFound)
        {
            await CreateAsync(path, cancellationToken);
            using var second = await SendAsync(HttpMethod.Put, $"{path}?comp=lease", headers, null, cancellationToken);
            return Leased(second) ? leaseId : null;
        }

        return Leased(first) ? leaseId : null;
    }

    /// <summary>Renews a lease; false when it is no longer held.</summary>
    public async Task<bool> RenewAsync(string path, string leaseId, CancellationToken cancellationToken)
    {
        using var response = await LeaseAsync(path, "renew", leaseId, cancellationToken);
        return Leased(response);
    }

    public async Task ReleaseAsync(string path, string leaseId, CancellationToken cancellationToken)
    {
        using var response = await LeaseAsync(path, "release", leaseId, cancellationToken);
        Leased(response);
    }

    public async Task<string?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, path, [], null, cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
    }

    public async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        using var first = await PutAsync(path, text, [], cancellationToken);
        if (first.StatusCode != HttpStatusCode.NotFound)
        {
            first.EnsureSuccessStatusCode();
            return;
        }

        await CreateContainerAsync(cancellationToken);
        using var second = await PutAsync(path, text, [], cancellationToken);
        second.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Whether the lease was granted; another answer than yes or no is an error.</summary>
    private static bool Leased(HttpResponseMessage response) => response.StatusCode
        is not (HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        && response.EnsureSuccessStatusCode().IsSuccessStatusCode;

    private Task<HttpResponseMessage> LeaseAsync(string path, string action, string leaseId, CancellationToken cancellationToken)
    {
        (string, string)[] headers = [("x-ms-lease-action", action), ("x-ms-lease-id", leaseId)];
        return SendAsync(HttpMethod.Put, $"{path}?comp=lease", headers, null, cancellationToken);
    }

    private async Task CreateAsync(string path, CancellationToken cancellationToken)
    {
        await CreateContainerAsync(cancellationToken);
        using var response = await PutAsync(path, "", [("If-None-Match", "*")], cancellationToken);
        // Another process that made it first is as good; it may even hold it already.
        if (response.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed))
            response.EnsureSuccessStatusCode();
    }

    private async Task CreateContainerAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Put, "?restype=container", [], null, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Conflict)
            response.EnsureSuccessStatusCode();
    }

    private Task<HttpResponseMessage> PutAsync(string path, string text, (string, string)[] headers, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, path, [.. headers, ("x-ms-blob-type", "BlockBlob")], new StringContent(text), cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string pathAndQuery,
        (string Name, string Value)[] headers,
        HttpContent? content,
        CancellationToken cancellationToken)
    {
        var separator = pathAndQuery.StartsWith('?') ? "" : "/";
        var root = account.BlobEndpoint.AbsoluteUri.TrimEnd('/');
        using var request = new HttpRequestMessage(method, $"{root}/{Container}{separator}{pathAndQuery}");
        request.Content = method == HttpMethod.Get ? null : content ?? new ByteArrayContent([]);
        request.Headers.Add("x-ms-version", ApiVersion);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        // The service compares with its own clock, which is the wall's, whatever clock the app was given.
        SharedKeySignature.Sign(request, account, TimeProvider.System.GetUtcNow());
        return await _http.SendAsync(request, cancellationToken);
    }
}
