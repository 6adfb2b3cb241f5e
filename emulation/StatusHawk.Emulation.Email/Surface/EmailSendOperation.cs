using Azure.Communication.Email.Wire;

namespace Azure.Communication.Email;

/// <summary>A mail on its way.</summary>
public class EmailSendOperation : Operation<EmailSendResult>
{
    private readonly EmailRequests _requests;
    private EmailSendStatus _status;
    private Response _response;

    internal EmailSendOperation(EmailRequests requests, string id, EmailSendStatus status, Response response) => (_requests, Id, _status, _response) = (requests, id, status, response);

    public override string Id { get; }

    public override bool HasCompleted => _status != EmailSendStatus.NotStarted && _status != EmailSendStatus.Running;

    public override bool HasValue => _status == EmailSendStatus.Succeeded;

    public override EmailSendResult Value => HasValue ? new(_status) : throw new InvalidOperationException("The operation has not completed successfully.");

    public override Response GetRawResponse() => _response;

    public override Response UpdateStatus(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("EmailSendOperation.UpdateStatus: emulation has the asynchronous one only.");

    /// <exception cref="RequestFailedException">The mail was not sent, and never will be.</exception>
    public override async ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default)
    {
        if (HasCompleted) return _response;
        (_status, _response) = await _requests.StatusAsync(Id, cancellationToken).ConfigureAwait(false);
        if (_status == EmailSendStatus.Failed || _status == EmailSendStatus.Canceled) throw new RequestFailedException(_response);
        return _response;
    }
}
